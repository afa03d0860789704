from dataclasses import replace

import pytest

from dagsverke.app import links
from dagsverke.app.company import Company
from dagsverke.domain.errors import Absent, Forbidden

COMPANY = Company(1, "Östra", "SE", "Europe/Stockholm", 1, link_secret="secret")
KEY = "6124daa00c1532914b920000"
NOW = "2026-11-20T11:00:00.000Z"


def test_a_link_lasts_an_hour_and_ends_at_a_full_minute() -> None:
    seal = links.seal(COMPANY, KEY, "2026-11-20T10:59:12.500Z")
    links.check(COMPANY, KEY, seal, "2026-11-20T11:59:59.999Z")
    with pytest.raises(Forbidden, match="has expired"):
        links.check(COMPANY, KEY, seal, "2026-11-20T12:00:00.000Z")


def test_a_link_is_the_same_within_a_minute() -> None:
    made = {links.seal(COMPANY, KEY, f"2026-11-20T11:00:{second:02d}.000Z") for second in (1, 30, 59)}
    assert len(made) == 1
    assert links.seal(COMPANY, KEY, "2026-11-20T11:01:01.000Z") not in made


def test_a_link_holds_for_its_document_its_company_and_its_end_alone() -> None:
    seal = links.seal(COMPANY, KEY, NOW)
    links.check(COMPANY, KEY, seal, NOW)
    others = [
        (COMPANY, "6124daa00c1532914b920001", seal),
        (replace(COMPANY, id=2), KEY, seal),
        (replace(COMPANY, link_secret="other"), KEY, seal),
        (COMPANY, KEY, replace(seal, expires=seal.expires + 60)),
        (COMPANY, KEY, replace(seal, signature="")),
        (COMPANY, KEY, replace(seal, signature=seal.signature.upper())),
        (COMPANY, KEY, replace(seal, signature="å\ud800")),
        (COMPANY, "\ud800", seal),
    ]
    for company, key, given in others:
        with pytest.raises(Absent):
            links.check(company, key, given, NOW)


def test_without_a_secret_nothing_is_signed() -> None:
    with pytest.raises(ValueError, match="no secret"):
        links.seal(replace(COMPANY, link_secret=""), KEY, NOW)
