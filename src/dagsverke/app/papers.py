"""What all papers with rows share: rows by their kind, sums, and the log of what happened to a paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.domain.errors import Malformed
from dagsverke.domain.invoicing import (
    AMOUNT_MAX_E4,
    PERCENT_E4,
    WORDLESS,
    Pricing,
    RowSums,
    Totals,
    row_sums,
    taxes_by_rate,
    totals,
)
from dagsverke.domain.units import E4, E6

ITEM_STEP = 1024
"""Distance between the positions of neighbouring rows, as the examples have it."""
TAX_DEFAULT_E4 = 25 * E4
QUANTITY_MAX_E6 = 10**7 * E6
CHARGE_MAX_E4 = 10 * PERCENT_E4
ROWS_MAX = 1000
KINDS: Mapping[str, tuple[str, str] | None] = {
    "article": ("article", "article_key"),
    "time": ("cause", "cause_key"),
    "machine_time": ("machine", "machine_key"),
    "drive": ("drive_type", "drive_type_key"),
    "general": None,
    "blank": None,
    "text": None,
    "amount": None,
}
"""Each kind of row with the table and the key of what it must refer to (Seven Time, Attributes for invoiceItems)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms rows are priced. ``is_purchase``: at cost, as on an order to a supplier."""

    price_list_id: int | None = None
    article_discount_e4: int = 0
    has_row_taxes: bool = False
    tax_e4: int = TAX_DEFAULT_E4
    is_reverse_charge: bool = False
    is_purchase: bool = False


@dataclass(slots=True)
class _Stock:
    """What the rows refer to, found together: rows by key of each table, and prices on the price list."""

    rows: dict[str, dict[str, Record]] = field(default_factory=dict)
    prices: dict[tuple[int, int], int] = field(default_factory=dict)


def priced_rows(reader: Reader, items: Sequence[Mapping[str, Any]], terms: Terms) -> list[dict[str, Any]]:
    """The columns of each row (of ``paper_row``, its owner apart), sums included.

    A refusal's field is ``rows[n].<attribute>``, rows counted from 0.
    """
    if len(items) > ROWS_MAX:
        raise Malformed("range", "rows", f"must be at most {ROWS_MAX}")
    stock = _stock(reader, items, terms)
    found = []
    for at, item in enumerate(items):
        try:
            found.append(_row(stock, item, terms) | {"position": (at + 1) * ITEM_STEP})
        except Malformed as refusal:
            raise Malformed(refusal.rule, f"rows[{at}].{refusal.field}", refusal.detail) from None
    return found


def sums_of(rows: Sequence[Mapping[str, Any]], currency_code: str) -> Totals:
    """The totals of a paper's rows; refuses what no database could hold."""
    each = (RowSums(one["net_e4"], one["tax_amount_e4"], one["cost_e4"]) for one in rows)
    found = totals(each, currency_code)
    if max(abs(found.payable_e4), *(abs(one["cost_e4"]) for one in rows), abs(found.cost_e4)) > AMOUNT_MAX_E4:
        raise Malformed("range", "rows", "make a sum that is too large")
    return found


def taxes_of(rows: Sequence[Mapping[str, Any]]) -> Mapping[int, tuple[int, int]]:
    """Net and tax (e4) of rows by rate, the highest first."""
    counting = [one for one in rows if one["kind"] not in WORDLESS]
    return taxes_by_rate((one["tax_e4"], RowSums(one["net_e4"], one["tax_amount_e4"])) for one in counting)


def money_of(sums: Totals) -> dict[str, int]:
    """Totals as the columns that every paper has."""
    return {
        "net_e4": sums.net_e4,
        "tax_amount_e4": sums.tax_amount_e4,
        "rounding_e4": sums.rounding_e4,
        "payable_e4": sums.payable_e4,
        "cost_e4": sums.cost_e4,
    }


def rows_of(reader: Reader, table: str, paper_id: int) -> list[Record]:
    """The rows of a paper, in their order."""
    found = reader.find_all("paper_row", owner_kind=table, owner_id=paper_id)
    return sorted(found, key=lambda row: int(row["position"]))


def replace_rows(work: UnitOfWork, table: str, paper_id: int, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
    """Make these the rows of a paper; returns their ids."""
    for old in work.find_all("paper_row", owner_kind=table, owner_id=paper_id):
        work.withdraw("paper_row", old)
    if not rows:
        return []
    whose = {"owner_kind": table, "owner_id": paper_id}
    return work.add_many("paper_row", [{**row, **whose} for row in rows])


def note(
    work: UnitOfWork,
    table: str,
    paper_id: int,
    kind: int,
    person_id: int | None = None,
    description: str = "",
) -> None:
    """Write into the log of a paper what happened to it (``kind``: 1 made, 5 sent … as the papers' examples number)."""
    row = {"owner_kind": table, "owner_id": paper_id, "kind": kind, "at": work.now, "description": description}
    work.add("paper_log", row | {"person_id": person_id})


def _stock(reader: Reader, items: Sequence[Mapping[str, Any]], terms: Terms) -> _Stock:
    stock = _Stock()
    for table, key in (one for one in KINDS.values() if one):
        keys = sorted({item[key] for item in items if item.get(key)})
        stock.rows[table] = {one["key"]: one for one in reader.find_all(table, key=keys)} if keys else {}
    if terms.price_list_id is not None:
        for one in reader.find_all("price_list_row", price_list_id=terms.price_list_id):
            stock.prices[one["article_id"], one["cause_id"]] = one["price_e4"]
    return stock


def _row(stock: _Stock, item: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    kind: Any = item.get("kind")
    if kind not in KINDS:
        raise Malformed("required", "kind", "is required")
    plain = _plain(kind, item) | dict.fromkeys(("article_id", "cause_id", "machine_id", "drive_type_id"))
    if kind in ("blank", "text"):
        return plain
    plain |= _defaults(stock, kind, item, terms)
    plain |= {name: item[name] for name in ("quantity_e6", "unit_cost_e4") if item.get(name) is not None}
    price_e4 = item.get("unit_price_e4") if item.get("unit_price_e4") is not None else item.get("hourly_e4")
    if price_e4 is not None:
        plain["unit_price_e4"] = price_e4
    if item.get("discount_e4") is not None:
        plain["discount_e4"] = item["discount_e4"]
    plain["tax_e4"] = _tax(item, terms)
    _check(plain)
    amount_e4 = item.get("net_e4") if kind == "amount" else None
    names = ("quantity_e6", "unit_price_e4", "discount_e4", "charge_e4", "tax_e4", "unit_cost_e4")
    sums = row_sums(Pricing(kind, amount_e4=amount_e4, **{name: plain[name] for name in names}))
    return plain | {"net_e4": sums.net_e4, "tax_amount_e4": sums.tax_amount_e4, "cost_e4": sums.cost_e4}


def _plain(kind: str, item: Mapping[str, Any]) -> dict[str, Any]:
    words = ("name", "description", "article_number", "unit", "item_key")
    return {
        "kind": kind,
        **{name: item.get(name) or "" for name in words},
        "quantity_e6": E6,
        "unit_cost_e4": 0,
        "unit_price_e4": 0,
        "discount_e4": 0,
        "charge_e4": item.get("charge_e4") or 0,
        "tax_e4": 0,
        "net_e4": 0,
        "tax_amount_e4": 0,
        "cost_e4": 0,
        "house_work": item.get("house_work") or 0,
    }


def _defaults(stock: _Stock, kind: str, item: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    """What the row takes from what it refers to, where it does not say it itself."""
    needed = KINDS[kind]
    if needed is None:
        return {}
    table, key = needed
    if not item.get(key):
        raise Malformed("required", key, "is required for this kind of row")
    source = stock.rows[table].get(item[key])
    if source is None:
        raise Malformed("reference", key, "names nothing in this company")
    found = _OF[kind](stock, source, terms)
    words = {name: item[name] for name in ("name", "description", "article_number", "unit") if item.get(name)}
    return found | words | {f"{table}_id": source["id"]}


def _of_article(stock: _Stock, source: Record, terms: Terms) -> dict[str, Any]:
    price_e4 = stock.prices.get((source["id"], 0), source["price_e4"])
    return {
        "name": source["name"],
        "description": source["description"],
        "article_number": source["number"],
        "unit": source["unit"],
        "unit_cost_e4": source["cost_e4"],
        "unit_price_e4": source["cost_e4"] if terms.is_purchase else price_e4,
        "discount_e4": 0 if terms.is_purchase else terms.article_discount_e4,
    }


def _of_cause(stock: _Stock, source: Record, terms: Terms) -> dict[str, Any]:
    del terms
    price_e4 = stock.prices.get((0, source["id"]), source["price_per_hour_e4"])
    number = source["article_number"]
    return {"name": source["name"], "article_number": number, "unit": "h", "unit_price_e4": price_e4}


def _of_machine(stock: _Stock, source: Record, terms: Terms) -> dict[str, Any]:
    del stock, terms
    money = {"unit_cost_e4": source["unit_cost_e4"], "unit_price_e4": source["unit_price_e4"]}
    return {"name": source["name"], "article_number": source["article_number"], "unit": "h", **money}


def _of_drive_type(stock: _Stock, source: Record, terms: Terms) -> dict[str, Any]:
    del stock, terms
    money = {"unit_cost_e4": source["cost_e4"], "unit_price_e4": source["price_e4"]}
    return {"name": source["name"], "article_number": source["article_number"], "unit": "km", **money}


_OF = {"article": _of_article, "time": _of_cause, "machine_time": _of_machine, "drive": _of_drive_type}


def _tax(item: Mapping[str, Any], terms: Terms) -> int:
    """One rate for all rows, or each row's own; none where the buyer accounts for it (ML 16 kap. 13 §)."""
    if terms.is_reverse_charge:
        return 0
    own = item.get("tax_e4") if terms.has_row_taxes else None
    return int(own if own is not None else TAX_DEFAULT_E4 if terms.has_row_taxes else terms.tax_e4)


def _check(row: Mapping[str, Any]) -> None:
    if abs(row["quantity_e6"]) > QUANTITY_MAX_E6:
        raise Malformed("range", "quantity_e6", f"must be within {QUANTITY_MAX_E6 // E6}")
    for name, most_e4 in (("discount_e4", PERCENT_E4), ("charge_e4", CHARGE_MAX_E4)):
        if abs(row[name]) > most_e4:
            raise Malformed("range", name, f"must be within {most_e4 // E4}")
