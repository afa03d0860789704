"""What the address of a list asks for, and the query that answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dagsverke.app.access import Principal
from dagsverke.app.queries import Condition, Page, Query, Sums
from dagsverke.domain.errors import Malformed
from dagsverke.web.lists.model import Column, ListPage, Sieve

PAGE_MAX = 1_000_000
DIGITS_MAX = 15
SORT, PAGE, COLUMNS, CHIP = "sort", "page", "columns", "show"


@dataclass(frozen=True, slots=True)
class Asked:
    """One address, understood. ``given`` is what it says, by sieve, ``initial`` what holds where it says nothing."""

    listing: ListPage
    columns: Sequence[Column]
    given: Mapping[str, str]
    where: tuple[Condition, ...]
    order: tuple[tuple[str, bool], ...]
    sort: str
    chip: str
    number: int
    initial: Mapping[str, str]

    @property
    def attributes(self) -> tuple[str, ...]:
        """What of each row is needed: the columns, and what its path is made of."""
        paths = (self.listing.row_path or "", *(one.leads for one in self.columns))
        in_paths = [part.split("}")[0] for path in paths for part in path.split("{")[1:]]
        judged = (one.judged for one in self.columns if one.judged)
        ordering = (name for name, _ in self.order if self.listing.report is not None)  # the store needs not be told
        return tuple(dict.fromkeys([*(one.core for one in self.columns), *judged, *in_paths, *ordering]))

    @property
    def window(self) -> Page:
        """The page that is asked for."""
        size = self.listing.page_size
        return Page((self.number - 1) * size, size)

    @property
    def told(self) -> Mapping[str, Any]:
        """What is asked of a report, by attribute."""
        return {one.attribute: one.value for one in self.where}

    def query(self) -> Query:
        """The page that is asked for, with the number of all rows."""
        return Query(self.listing.collection, self.attributes, self.where, self.order, self.window, with_total=True)

    def whole(self) -> Query:
        """All of it, for a file."""
        return Query(self.listing.collection, self.attributes, self.where, self.order)

    def sums(self) -> Sums | None:
        """What the summed columns come to in all of it."""
        summed = tuple(one.core for one in self.columns if one.is_summed)
        return Sums(self.listing.collection, summed, where=self.where) if summed else None

    def standing(self, sieve: Sieve) -> str:
        """What stands in a sieve."""
        return self.given.get(sieve.name) or self.initial.get(sieve.name, "")

    def address(self, ending: str = "", **changes: Any) -> str:
        """The address of the same list with something else; None takes a thing out, and a change begins at page 1."""
        said = {**self.given, SORT: self.sort, CHIP: self.chip}
        if [one.name for one in self.columns] != [one.name for one in self.listing.columns if one.is_shown]:
            said[COLUMNS] = ",".join(one.name for one in self.columns)
        said |= changes
        pairs = {name: value for name, value in said.items() if value not in (None, "")}
        return f"{self.listing.path}{ending}" + (f"?{urlencode(pairs)}" if pairs else "")


def ask(listing: ListPage, query: Mapping[str, str], principal: Principal, today: str) -> Asked:
    """Understand an address. What it says of sieves, columns and order that there are not is passed over."""
    given = {one.name: query[one.name].strip() for one in listing.sieves if query.get(one.name, "").strip()}
    initial = {one.name: one.initial(today) for one in listing.sieves if one.initial is not None}
    standing = initial | given
    where = [*listing.where, *_own(listing, principal)]
    where += [_condition(one, standing[one.name]) for one in listing.sieves if one.name in standing]
    chip = next((one for one in listing.chips if one.name == query.get(CHIP)), None)
    if chip is not None:
        where += chip.where(today)
    sort = query.get(SORT, "")
    return Asked(
        listing,
        _columns(listing, query.get(COLUMNS, "")),
        given,
        tuple(where),
        _order(listing, sort),
        sort,
        chip.name if chip else "",
        page_number(query),
        initial,
    )


def _own(listing: ListPage, principal: Principal) -> list[Condition]:
    if listing.own is None or principal.reach != "own":
        return []
    return [Condition(listing.own, "eq", principal.person_id)]


def _columns(listing: ListPage, named: str) -> list[Column]:
    wanted = named.split(",")
    chosen = [one for one in listing.columns if one.name in wanted]
    return chosen or [one for one in listing.columns if one.is_shown]


def _order(listing: ListPage, sort: str) -> tuple[tuple[str, bool], ...]:
    name, is_descending = sort.removeprefix("-"), sort.startswith("-")
    column = next((one for one in listing.columns if one.name == name), None)
    return listing.order if column is None else ((column.core, is_descending),)


def _condition(sieve: Sieve, text: str) -> Condition:
    if sieve.kind == "day":
        return Condition(sieve.core, sieve.op, _day(sieve, text))
    if sieve.kind == "count":
        return Condition(sieve.core, sieve.op, _whole(sieve.name, text))
    if sieve.choices is not None:
        value = next((value for value in sieve.choices if str(value) == text), None)
        if value is None:
            raise Malformed("range", sieve.name, "is none of the choices")
        return Condition(sieve.core, sieve.op, value)
    return Condition(sieve.core, sieve.op, text)


def _day(sieve: Sieve, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Malformed("type", sieve.name, "must be a day such as 2026-03-29") from None


def _whole(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > DIGITS_MAX:
        raise Malformed("type", name, "must be a whole number")
    return int(text)


def page_number(query: Mapping[str, str]) -> int:
    """The page that an address asks for, from 1 on."""
    return min(max(_whole(PAGE, query.get(PAGE, "1")), 1), PAGE_MAX)
