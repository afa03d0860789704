"""From what is billed to the rows of an invoice: each by itself, those of one kind together, or one sum."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from dagsverke.app.unbilled import Source
from dagsverke.domain.invoicing import Pricing, RowKind, row_sums, to_oere
from dagsverke.domain.units import E6, MS_PER_HOUR, quotient

Layout = Literal["detailed", "grouped", "one"]
LAYOUTS: tuple[Layout, ...] = ("detailed", "grouped", "one")


@dataclass(frozen=True, slots=True)
class Item:
    """A row to be made, as ``papers.priced_rows`` takes it, and the sources that it bills."""

    values: Mapping[str, Any]
    sources: Sequence[Source]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of source becomes a row: the kind of row, what it refers to, how a quantity is counted."""

    row_kind: RowKind
    key: str
    unit: str
    quantity_e6: Callable[[int], int]
    is_rounded: bool = False  # the quantity is not exact in scale e6


def _hours_e6(duration_ms: int) -> int:
    return quotient(duration_ms * E6, MS_PER_HOUR)


_KINDS: Mapping[str, _Kind] = {
    "time_entry": _Kind("time", "cause_key", "h", _hours_e6, is_rounded=True),
    "expense": _Kind("article", "article_key", "", lambda quantity_e6: quantity_e6),
    "drive": _Kind("drive", "drive_type_key", "km", lambda distance_m: distance_m * 1000),
    "machine_entry": _Kind("machine_time", "machine_key", "h", _hours_e6, is_rounded=True),
}
_NAMELESS: Mapping[str, str] = {"SE": "Arbetstid", "FI": "Työaika"}
_ALL: Mapping[str, str] = {"SE": "Enligt underlag", "FI": "Erittelyn mukaan"}


def items_of(sources: Sequence[Source], layout: Layout, country: str = "SE") -> Sequence[Item]:
    """The rows that bill these sources; what has no name of its own is called in the language of the country."""
    if layout == "one":
        return [_sum(each, _ALL.get(country, "As specified")) for each in _apart(sources, lambda one: one.tax_e4)]
    nameless = _NAMELESS.get(country, "Work")
    if layout == "detailed":
        return [_detailed(one, nameless) for one in sources]
    return [_grouped(each, nameless) for each in _apart(sources, _sameness)]


def _apart(sources: Iterable[Source], by: Callable[[Source], object]) -> Iterable[Sequence[Source]]:
    """Sources by what they have in common, in the order in which that first occurs."""
    found: dict[object, list[Source]] = {}
    for one in sources:
        found.setdefault(by(one), []).append(one)
    return found.values()


def _sameness(one: Source) -> object:
    """What sources must share to be one row: what they are, and everything by which they are priced."""
    if one.kind not in _KINDS:
        return one.kind, one.name, one.tax_e4
    return one.kind, one.refers_key, one.name, one.unit, one.unit_price_e4, one.discount_e4, one.tax_e4


def _detailed(one: Source, nameless: str) -> Item:
    """The row of one source, which amounts to what the source does, to the öre.

    Where it cannot say so by quantity and price (a third of an hour at some price, a discount that was rounded on each
    unit), it is said by the net price of the unit, and else as an amount.
    """
    facts = (one.on_day, one.person_name, one.description)
    words = {"name": one.name or nameless, "description": ", ".join(fact for fact in facts if fact)}
    for values in _spellings(one):
        if _net_e4(values) == to_oere(one.amount_e4):
            return Item(words | values, [one])
    return _amount(words, [one])


def _spellings(one: Source) -> Iterable[dict[str, Any]]:
    """The ways in which quantity and price of a source can be said, the best first."""
    if one.kind not in _KINDS:
        return
    kind = _KINDS[one.kind]
    values = _priced(one, kind.quantity_e6(one.quantity), one.cost_e4)
    yield values
    if kind.is_rounded:
        for step in (1, -1):
            yield values | {"quantity_e6": values["quantity_e6"] + step}
    if one.discount_e4:
        yield values | {"unit_price_e4": one.net_unit_price_e4, "discount_e4": 0}


def _grouped(sources: Sequence[Source], nameless: str) -> Item:
    first = sources[0]
    words = {"name": first.name or nameless, "description": ""}
    if first.kind not in _KINDS:
        return _amount(words | {"description": ", ".join(one.description for one in sources)}, sources)
    quantity_e6 = _KINDS[first.kind].quantity_e6(sum(one.quantity for one in sources))
    return Item(words | _priced(first, quantity_e6, sum(one.cost_e4 for one in sources)), sources)


def _sum(sources: Sequence[Source], name: str) -> Item:
    days = [one.on_day for one in sources]
    span = min(days) if min(days) == max(days) else f"{min(days)} – {max(days)}"
    return _amount({"name": name, "description": span}, sources)


def _amount(words: Mapping[str, Any], sources: Sequence[Source]) -> Item:
    """A row that is an amount and nothing more."""
    sums = {"net_e4": sum(to_oere(one.amount_e4) for one in sources), "tax_e4": sources[0].tax_e4}
    costs = {"quantity_e6": E6, "unit_cost_e4": sum(one.cost_e4 for one in sources)}
    return Item({"kind": "amount", **words, **sums, **costs}, sources)


def _priced(one: Source, quantity_e6: int, cost_e4: int) -> dict[str, Any]:
    kind = _KINDS[one.kind]
    cost_of_one_e4 = quotient(cost_e4 * E6, abs(quantity_e6)) if quantity_e6 else 0
    return {
        "kind": kind.row_kind if one.refers_key else "general",
        kind.key: one.refers_key,
        "article_number": one.article_number,
        "unit": one.unit or kind.unit,
        "quantity_e6": quantity_e6,
        "unit_price_e4": one.unit_price_e4,
        "discount_e4": one.discount_e4,
        "tax_e4": one.tax_e4,
        "unit_cost_e4": cost_of_one_e4 if quantity_e6 >= 0 else -cost_of_one_e4,
    }


def _net_e4(values: Mapping[str, Any]) -> int:
    names = ("quantity_e6", "unit_price_e4", "discount_e4", "tax_e4")
    return row_sums(Pricing(cast("RowKind", values["kind"]), **{name: values[name] for name in names})).net_e4
