import pytest

from dagsverke.domain.errors import Malformed
from dagsverke.domain.media import RECEIPTS, UNKNOWN, check_receipt, media_type

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
STARTS = [
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
    (PNG, "image/png"),
    (b"GIF89a\x01\x00", "image/gif"),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
    (b"%PDF-1.7\n", "application/pdf"),
]


@pytest.mark.parametrize(("content", "media"), STARTS)
@pytest.mark.parametrize("said", ["", "text/html", "image/svg+xml"])
def test_bytes_tell_what_they_are_whatever_is_said(content: bytes, media: str, said: str) -> None:
    assert media_type(content, said) == media


@pytest.mark.parametrize("said", ["image/jpeg", "IMAGE/PNG", "image/webp; x=y", "application/pdf", ""])
def test_what_the_bytes_would_tell_is_never_taken_as_said(said: str) -> None:
    assert media_type(b"<script>alert(1)</script>", said) == UNKNOWN
    assert media_type(b"RIFF\x24\x00\x00\x00WAVEfmt ", said) == UNKNOWN


def test_other_files_are_what_is_said_of_them() -> None:
    assert media_type(b"a;b", "text/csv; charset=utf-8") == "text/csv"


@pytest.mark.parametrize("media", ["text/html", "image/svg+xml", UNKNOWN])
def test_a_receipt_is_a_picture_or_a_pdf(media: str) -> None:
    for one in RECEIPTS:
        check_receipt("receipt", one)
    with pytest.raises(Malformed, match="GIF, JPEG, PNG, WebP") as refused:
        check_receipt("receipt", media)
    assert refused.value.field == "receipt"
