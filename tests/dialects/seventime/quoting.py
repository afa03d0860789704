"""Quotes for the tests: made by the commands of the app, for no operation of the document makes any."""

from collections.abc import Mapping
from typing import Any

from dagsverke.app.commands.companies import operator
from dagsverke.app.commands.registry import COMMANDS
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.domain.units import E4, E6
from tests.dialects.seventime.calls import Api, Row

FIVE_OF_A_HUNDRED = {"kind": "general", "name": "Licens", "quantity_e6": 5 * E6, "unit_price_e4": 100 * E4}
"""The row of the document's example."""
INTRODUCTION = {"kind": 1000, "content": {"text": "Hej!", "confirmation_text": "Tack!"}, "item_key": "0.17"}
SENT_QUOTE = {"elements": [INTRODUCTION, {"kind": 1200, "content": {"rows": [FIVE_OF_A_HUNDRED]}}]}


def table(*rows: Mapping[str, Any], **content: Any) -> dict[str, Any]:
    """An element of rows."""
    return {"kind": 1200, "content": {"rows": list(rows), **content}}


def row(price: int, **more: Any) -> dict[str, Any]:
    """A free row at a price."""
    return {"kind": "general", "name": "Arbete", "unit_price_e4": price * E4, **more}


async def told(api: Api, command: str, target: Mapping[str, Any] | None = None, **change: Any) -> Record:
    """Carry out a command in the firm; the row it answers with, of the table that it made or changed."""
    tables = {"quote.to_invoice": "invoice", "quote.to_project": "project", "quote_template.record": "quote_template"}

    def work_it(work: UnitOfWork) -> Record:
        found = work.find(tables.get(command, "quote"), **COMMANDS[command](work, target or {}, change))
        assert found is not None
        return found

    return await api.world.store.write(operator(api.firm.company_id), work_it)


async def customer_key(api: Api) -> str:
    """The key of the firm's customer."""
    rows = await api.listed("customers")
    return str(rows[0]["_id"])


async def quoted(api: Api, **change: Any) -> Record:
    """A quote of the firm's, as the document's example has it unless said."""
    given = {"created_by_key": api.firm.admin, "customer_key": await customer_key(api), **SENT_QUOTE}
    return await told(api, "quote.record", **{**given, **change})


async def corrected(api: Api, quote: Record, **change: Any) -> Record:
    """The quote after a correction."""
    return await told(api, "quote.correct", {"key": quote["key"]}, modified_by_key=api.firm.admin, **change)


async def sent(api: Api, **change: Any) -> Record:
    """A quote that was sent."""
    quote = await quoted(api, **change)
    return await told(api, "quote.send", {"key": quote["key"]}, modified_by_key=api.firm.admin)


async def shown(api: Api, quote: Record) -> Row:
    """The quote on the wire."""
    found: Row = (await api.get(f"quotes/{quote['key']}"))["data"]
    return found


async def registered(api: Api, kind: str, name: str) -> str:
    """The key of a new item of a register."""

    def add(work: UnitOfWork) -> str:
        values = {"kind": kind, "name": name, "code": "", "description": "", "extras": "{}"}
        found = work.find("register_item", id=work.add("register_item", values))
        assert found is not None
        return str(found["key"])

    return await api.world.store.write(operator(api.firm.company_id), add)


async def furnish_quotes(api: Api) -> None:
    """A quote, a template and a category."""
    category = await registered(api, "quote_category", "Utbildning")
    await told(api, "quote_template.record", created_by_key=api.firm.admin, name="Standard")
    await quoted(api, category_key=category)
