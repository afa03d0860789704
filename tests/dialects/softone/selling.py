"""Invoices in a firm's books, and SoftOne's filter as its clients call it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from dagsverke.app.commands.companies import operator
from dagsverke.app.papers import Terms, money_of, priced_rows, replace_rows, sums_of
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.units import E4
from tests.dialects.softone import test_balances
from tests.harness import Firm, World

PATHS = (
    "/Economy/CustomerInvoices/Filter",
    "/Economy/Billing/CustomerInvoices/Filter",
    "/Economy/Billing/CustomerInvoices/Search",
    "/Billing/CustomerInvoices/Filter",
)
PER = {"customer_number": "11357", "customer_name": "Per Persson", "customer_organization_number": ""}
Row = dict[str, Any]


def item(number: str, name: str, price: float, **more: Any) -> Row:
    """A row of an article's number and name at a price."""
    plain = {"kind": "general", "article_number": number, "name": name, "unit_price_e4": round(price * E4)}
    return plain | more


ITEMS = (
    item("7881005", "PROPENSITS MED LOCK GBG BUT.FP", 310.4),
    item("7889746", "VENTILBOLL NC-5,NT-5/NP-4 B-FP", 84.96, discount_e4=10 * E4),
    item("8239741", "TVÅLKOPP Ø18-20 MM", 115.2),
)


@dataclass(frozen=True)
class Api(test_balances.Api):
    """The dialect as one firm sees it, with invoices to be asked for."""

    async def post(self, body: str | Row, path: str = PATHS[0], **params: Any) -> httpx.Response:
        """Ask with the firm's credentials; a dict is sent as JSON, text as it stands."""
        content = body if isinstance(body, str) else json.dumps(body)
        query = {**self.firm.softone, "token": self.token} | params
        heads = {"Content-Type": "application/json"}
        return await self.world.client.post(path, params=query, content=content.encode(), headers=heads)

    async def invoices(self, **body: Any) -> list[Row]:
        """The invoices that are answered to a body."""
        return invoices_of(await self.post(body))

    async def numbers(self, **body: Any) -> list[str]:
        """The numbers of the invoices that are answered to a body."""
        return numbers_of(await self.post(body))

    async def sell(self, number: str | None, on: str, items: Sequence[Row] = ITEMS[:1], **head: Any) -> int:
        """Put an invoice of that number and date into the firm's books; returns its id."""

        def add(work: UnitOfWork) -> int:
            terms = Terms(has_row_taxes=True, is_reverse_charge=head.get("kind") == 3)
            rows = priced_rows(work, items, terms)
            plain = {"number": number, "status": 1 if number is None else 2, "invoiced_on": on, "due_on": on}
            currency = head.get("currency_code", "SEK")
            paper = work.add("invoice", PER | plain | money_of(sums_of(rows, currency)) | head)
            replace_rows(work, "invoice", paper, rows)
            return paper

        return await self.world.store.write(operator(self.firm.company_id), add)


def invoices_of(reply: httpx.Response) -> list[Row]:
    """The invoices of a successful answer."""
    assert reply.status_code == 200, reply.text
    found: list[Row] = reply.json()
    return found


def numbers_of(reply: httpx.Response) -> list[str]:
    """The numbers of the invoices of a successful answer."""
    return [one["InvoiceNr"] for one in invoices_of(reply)]


async def signed_in(world: World, firm: Firm) -> Api:
    """The dialect as a firm sees it."""
    opened = await test_balances.signed_in(world, firm)
    return Api(opened.world, opened.firm, opened.token)


async def customer_of(api: Api) -> int:
    """The firm's one customer."""
    row = await api.world.store.read(api.firm.company_id, lambda reader: reader.find("customer"))
    assert row is not None
    return int(row["id"])
