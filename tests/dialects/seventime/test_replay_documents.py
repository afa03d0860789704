"""The two operations on documents, replayed: one resource takes them, others show them."""

from base64 import b64encode
from typing import Any

import pytest

from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.furnished import Furnished, furnish
from tests.dialects.seventime.replaying import EVERY, FILES, missing

pytestmark = pytest.mark.anyio

REPLAYED = FILES
CONTENT = "Ritning över källaren".encode()


@pytest.fixture
async def whole(api: Api) -> Furnished:
    """The first firm with its books filled in."""
    return await furnish(api)


def sample(whole: Furnished, **changes: Any) -> dict[str, Any]:
    """What the sample sends."""
    options = {"fileName": "plan2.pdf", "contentType": "application/pdf"}
    return {
        "uploadedBy": whole.keys["person"],
        "entityId": whole.keys["work_order"],
        "entityType": 200,
        "file": {"fileContent": b64encode(CONTENT).decode(), "options": options},
        "folderId": None,
        **changes,
    }


async def shown(whole: Furnished) -> list[Row]:
    """The documents of the work order."""
    row = (await whole.api.get(f"workOrders/{whole.keys['work_order']}"))["data"]
    rows: list[Row] = row["documents"]
    return rows


async def test_the_sample_uploads_a_file_that_its_work_order_shows(whole: Furnished) -> None:
    answer = await whole.api.write("POST", "documents/", **sample(whole))
    assert missing(answer, EVERY["Upload a document"]) == {}
    assert answer["success"] is True
    row = (await whole.api.get(f"workOrders/{whole.keys['work_order']}"))["data"]
    assert missing({"documents": [row["documents"][-2]]}, EVERY["Get Documents"]) == {}
    file = row["documents"][-1]
    assert file["name"] == "plan2.pdf"
    assert file["contentType"] == "application/pdf"
    assert file["size"] == len(CONTENT)
    assert file["user"] == whole.keys["person"]
    assert (file["folderId"], file["isFolder"]) == (None, False)


async def test_a_file_is_put_into_the_folder_that_it_names(whole: Furnished) -> None:
    folder = whole.keys["folder of work_order"]
    await whole.api.write("POST", "documents", **sample(whole, folderId=folder, entityType="200"))
    assert (await shown(whole))[-1]["folderId"] == folder


async def test_without_content_and_type_it_is_a_folder(whole: Furnished) -> None:
    await whole.api.write("POST", "documents", **sample(whole, file={"options": {"fileName": "Bilder"}}))
    made = (await shown(whole))[-1]
    assert (made["name"], made["isFolder"], made["path"]) == ("Bilder", True, "")


@pytest.mark.parametrize("name", ["uploadedBy", "file.options.fileName", "entityId", "entityType"])
async def test_a_parameter_that_is_missing_is_named(whole: Furnished, name: str) -> None:
    body = sample(whole)
    if name.startswith("file."):
        del body["file"]["options"]["fileName"]
    else:
        del body[name]
    assert await whole.api.named("POST", "documents", name, json=body) is None
