"""What the tests of work ask of pages, and a picture to send."""

import re
import struct
import zlib
from typing import Any

from dagsverke.app.commands import companies
from dagsverke.app.ports import UnitOfWork
from tests.harness import Firm, World
from tests.web.conftest import found


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png() -> bytes:
    """A whole picture of one grey dot."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = zlib.compress(b"\x00\x80")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", dot) + _chunk(b"IEND", b"")


def shown_in(page: str) -> str:
    """What one reads on a page, in its fields too: not what links and forms carry unseen, as random keys."""
    return " ".join(found(page, "//main//text() | //main//input[not(@type='hidden')]/@value"))


def facts(page: str) -> dict[str, str]:
    """What the lists of facts on a page say, by what each is called; blanks made one, those in numbers apart."""
    names = [" ".join(one.text_content().split()) for one in found(page, "//dl[contains(@class, 'facts')]/dt")]
    values = [" ".join(one.text_content().split()) for one in found(page, "//dl[contains(@class, 'facts')]/dd")]
    return dict(zip(names, values, strict=True))


def figures(page: str) -> dict[str, str]:
    """The figures of a page, by what each is called."""
    cards = found(page, "//section[p[contains(@class, 'figure')]]")
    return {one.xpath("h2")[0].text: re.sub(r"\s", "", one.xpath("p")[0].text_content()) for one in cards}


def table_under(page: str, label: str) -> list[list[str]]:
    """The rows of the table that a heading names."""
    rows = found(page, f"//section[@aria-labelledby='{label}']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("td|th")] for row in rows]


def fault(page: str) -> str:
    """The first thing that a page says is wrong."""
    told = [" ".join(one.text_content().split()) for one in found(page, "//*[@role='alert']")]
    return next(filter(None, told), "")


def sent_by(page: str) -> dict[str, Any]:
    """What the forms of a page send when nothing is touched: of a list of choices that has none chosen, its first."""
    sent: dict[str, Any] = {}
    for one in found(page, "//main//form//*[self::input or self::textarea or self::select][@name][not(@disabled)]"):
        name, kind = one.get("name"), one.get("type")
        if one.tag == "select":
            chosen = one.xpath("option[@selected]") or ([] if one.get("multiple") else one.xpath("option[1]"))
            values = [option.get("value", option.text) for option in chosen]
            sent[name] = values if one.get("multiple") else next(iter(values), "")
        elif one.tag == "textarea":
            sent[name] = (one.text or "").removeprefix("\n")
        elif kind != "file" and (kind not in ("checkbox", "radio") or one.get("checked") is not None):
            sent[name] = one.get("value") or ""
    return sent


async def made(world: World, firm: Firm, table: str, **values: Any) -> str:
    """A row, as it stands; returns its key."""

    def work(unit: UnitOfWork) -> str:
        row = unit.find(table, id=unit.add(table, values))
        assert row is not None
        return str(row["key"])

    return await world.store.write(companies.operator(firm.company_id), work)


async def row_of(world: World, firm: Firm, table: str, **equals: Any) -> dict[str, Any]:
    """The one row that is meant."""

    def read(unit: Any) -> dict[str, Any]:
        row = unit.find(table, **equals)
        assert row is not None
        return dict(row)

    return await world.store.read(firm.company_id, read)
