"""Invoices in bulk, each with its rows, in the order of their days."""

import random
from collections.abc import Iterator

from benchmarks.data import words
from benchmarks.data.firm import FIRST_NAMES, Firm
from benchmarks.data.sinks import Row, Sink
from benchmarks.sizes import ROWS_OF_INVOICE, Sizes, days_between
from dagsverke.domain.invoicing import Pricing, RowSums, row_sums, totals
from dagsverke.domain.units import E4, E6

_KEY = "5f3eee00be9c4bee{:08x}"
_INVOICE = (
    *("company_id", "id", "key", "created_at", "modified_at", "number", "name", "status", "customer_id"),
    *("customer_number", "customer_name", "customer_organization_number", "invoiced_on", "due_on"),
    *("net_e4", "tax_amount_e4", "rounding_e4", "payable_e4"),
)
_ROW = (
    *("company_id", "id", "key", "owner_kind", "owner_id", "position", "kind", "name", "article_number", "created_at"),
    *("quantity_e6", "unit_price_e4", "tax_e4", "net_e4", "tax_amount_e4"),
)
_BATCH = 2_000
_ARTICLES = 5_000
_SETTLED_SHARE = 0.9
_TAX_E4 = 25 * E4


class Sales:
    """The maker; the same seed makes the same."""

    def __init__(self, firm: Firm, sizes: Sizes, first_id: int) -> None:
        self._firm = firm
        self._days = days_between(sizes.first_on, sizes.last_on)
        self._count = sizes.invoices
        self._random = random.Random(13)
        self._names = [words.firm(self._random, FIRST_NAMES) for _ in firm.customer_ids]
        self._articles = [
            (f"{self._random.choice(words.WORKS)} {words.place(self._random)}", str(7_000_000 + number))
            for number in range(_ARTICLES)
        ]
        self.last_id = first_id - 1

    def write(self, sink: Sink) -> None:
        """Write every invoice and its rows."""
        for first in range(0, self._count, _BATCH):
            made = [self._invoice(number) for number in range(first, min(first + _BATCH, self._count))]
            sink.write("invoice", _INVOICE, (head for head, _ in made))
            sink.write("paper_row", _ROW, (row for _, rows in made for row in rows))
        sink.end_ids_at(self.last_id)

    def _named(self) -> tuple[int, str]:
        self.last_id += 1
        return self.last_id, _KEY.format(self.last_id)

    def _invoice(self, number: int) -> tuple[Row, list[Row]]:
        on = self._days[number * len(self._days) // self._count].isoformat()
        at, company_id = f"{on}T08:15:00.000Z", self._firm.company.id
        invoice_id, key = self._named()
        whose = self._random.randrange(len(self._names))
        priced = [self._priced() for _ in range(ROWS_OF_INVOICE)]
        sums = totals(money for _, money in priced)
        settled = self._random.random() < _SETTLED_SHARE
        head = (
            *(company_id, invoice_id, key, at, at, str(10_000 + number), "Faktura", 3 if settled else 2),
            *(self._firm.customer_ids[whose], str(whose + 1), self._names[whose], "556677-8899", on, on),
            *(sums.net_e4, sums.tax_amount_e4, sums.rounding_e4, sums.payable_e4),
        )
        return head, list(self._rows(company_id, invoice_id, at, priced))

    def _priced(self) -> tuple[Pricing, RowSums]:
        quantity_e6, price_e4 = self._random.randrange(1, 40) * E6 // 4, self._random.randrange(100, 90_000) * 100
        pricing = Pricing("article", quantity_e6, price_e4, tax_e4=_TAX_E4)
        return pricing, row_sums(pricing)

    def _rows(self, company_id: int, invoice_id: int, at: str, priced: list[tuple[Pricing, RowSums]]) -> Iterator[Row]:
        for place, (one, money) in enumerate(priced):
            row_id, key = self._named()
            name, number = self._random.choice(self._articles)
            yield (
                *(company_id, row_id, key, "invoice", invoice_id, (place + 1) * 1024, one.kind, name, number, at),
                *(one.quantity_e6, one.unit_price_e4, one.tax_e4, money.net_e4, money.tax_amount_e4),
            )
