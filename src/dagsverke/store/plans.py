"""How a list query is answered: the statements of one shape of query, written once and kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, cast, func, literal_column, select

from dagsverke.app.queries import Condition, Query, Sums
from dagsverke.store.conditions import Asked, attribute_of, clause_of, encoder, joined, terms_of
from dagsverke.store.grammar import LED, ZERO, Grammar
from dagsverke.store.searching import Way, contained, found_keys, index_of, is_short, way_to
from dagsverke.store.totals import Totals, totals_of
from dagsverke.store.views import COLLECTIONS
from dagsverke.store.views.kinds import COMPANY, Attribute, Collection

SIZE = bindparam("size", type_=BigInteger)
OFFSET = bindparam("offset", type_=BigInteger)
_KEPT_MAX = 4000
NARROWING = frozenset({"eq", "in"})
"""Operations by which few rows are left of a big collection, where the attribute is narrow."""
_DAY_BOUNDS = {"eq": (0, 1), "ge": (0, None), "gt": (1, None), "lt": (None, 0), "le": (None, 1)}
"""An operation on a local day as bounds on the moment: so many days later than the day named, from and before."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The statements for one shape of query.

    ``keys`` has the statements that find the keys of a page of a big collection, each going on where the one before
    ended (``counts`` says where that is); ``rows`` then fetches by key. Otherwise ``rows`` does it all. Where
    ``has_total``, the exact total comes with each key.
    """

    rows: str
    keys: tuple[str, ...]
    counts: tuple[str, ...]
    totals: Totals
    binds: tuple[tuple[str, int, Callable[[Any], Any]], ...]
    days: tuple[tuple[str, int, int], ...]  # parameter, condition, days later
    has_total: bool


@dataclass(frozen=True, slots=True)
class SumsPlan:
    """The statement for one shape of sums."""

    rows: str
    binds: tuple[tuple[str, int, Callable[[Any], Any]], ...]
    days: tuple[tuple[str, int, int], ...]


class Plans:
    """All plans of one database."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._kept: dict[tuple[Any, ...], Plan] = {}
        self._kept_sums: dict[tuple[Any, ...], SumsPlan] = {}
        self._fetches: dict[tuple[Any, ...], str] = {}

    def of(self, query: Query) -> Plan:
        """The plan for a query. An attribute that the collection does not have is a KeyError."""
        shape = (query.collection, query.attributes, _asked(query.where), query.order, query.page is None)
        plan = self._kept.get(shape)
        if plan is None:
            if len(self._kept) >= _KEPT_MAX:
                self._kept.clear()
            plan = self._kept[shape] = _Writer(self._grammar, query, self._fetches).plan()
        return plan

    def of_sums(self, query: Sums) -> SumsPlan:
        """The plan for sums."""
        shape = (query.collection, query.by, query.of, _asked(query.where))
        plan = self._kept_sums.get(shape)
        if plan is None:
            if len(self._kept_sums) >= _KEPT_MAX:
                self._kept_sums.clear()
            each = Query(query.collection, (*query.by, *query.of), query.where)
            plan = self._kept_sums[shape] = _Writer(self._grammar, each).sums(len(query.by))
        return plan


def _asked(where: Sequence[Condition]) -> tuple[Any, ...]:
    return tuple((one.attribute, one.op, one.value is None, _is_short(one)) for one in where)


def _is_short(condition: Condition) -> bool:
    """Whether a part is looked for that is too short for an index of pieces."""
    return condition.op == "contains" and condition.value is not None and is_short(condition.value)


class _Writer:
    """Writes the plan of one query."""

    def __init__(self, grammar: Grammar, query: Query, fetches: dict[tuple[Any, ...], str] | None = None) -> None:
        self._grammar = grammar
        self._query = query
        self._fetches = {} if fetches is None else fetches  # whatever is asked, rows are fetched by key alike
        self._collection: Collection = COLLECTIONS[query.collection]
        self._needs: set[str] = set()  # joins of the conditions
        self._binds: list[tuple[str, int, Callable[[Any], Any]]] = []
        self._days: list[tuple[str, int, int]] = []
        self._ways: list[Way] = []  # of the searches that lead

    def sums(self, width: int) -> SumsPlan:
        """Sums of the attributes after the first ``width``, by these."""
        where = self._where()
        columns, needs = self._columns()
        source = joined(self._collection, sorted(needs | self._needs))
        rows = self._led(select(*columns).select_from(source).where(*where))
        each = (rows if self._ways else self._narrowed(rows)).subquery("each_row")
        by, of = list(each.c)[:width], list(each.c)[width:]
        totals = [cast(func.coalesce(func.sum(column), ZERO), BigInteger) for column in of]
        statement = select(*by, func.count(literal_column("*")), *totals).select_from(each).group_by(*by).order_by(*by)
        return SumsPlan(self._grammar.text(statement), tuple(self._binds), tuple(self._days))

    def plan(self) -> Plan:
        where = self._where()
        is_paged = self._query.page is not None
        keys, counts = self._keys(where) if is_paged and self._collection.is_big else ((), ())
        text = self._grammar.text
        return Plan(
            rows=self._fetched() if keys else text(self._all(where, is_paged=is_paged)),
            keys=tuple(text(one) for one in keys),
            counts=tuple(text(one) for one in counts),
            totals=totals_of(self._grammar, self._query, self._count(where)),
            binds=tuple(self._binds),
            days=tuple(self._days),
            has_total=bool(keys and self._ways),
        )

    def _where(self) -> list[ColumnElement[bool]]:
        return [self._collection.table.c.company_id == COMPANY, *self._collection.where, *self._clauses()]

    def _clauses(self) -> list[ColumnElement[bool]]:
        clauses: list[ColumnElement[bool]] = []
        for at, condition in enumerate(self._query.where):
            asked = Asked(condition.attribute, condition.op, condition.value is None)
            name = f"p{at}"
            moment = self._moment(asked)
            if moment is not None:
                clauses += self._day_clauses(at, asked, moment)
                continue
            attribute = attribute_of(self._collection, asked.attribute, self._grammar)
            way = self._way(condition, attribute)
            clauses.append(self._found(way, condition, name) if way else self._compared(attribute, asked, name))
            if not asked.is_none:
                is_extra = asked.attribute.startswith("extras.")
                self._binds.append((name, at, encoder(attribute, asked, self._grammar, is_extra=is_extra)))
        return clauses

    def _moment(self, asked: Asked) -> ColumnElement[Any] | None:
        """The instant of which a day may be asked instead, because it has the index."""
        is_day = asked.attribute == "on_day" and asked.op in _DAY_BOUNDS and not asked.is_none
        return self._collection.moment if is_day else None

    def _way(self, condition: Condition, attribute: Attribute) -> Way | None:
        """A search that leads to the rows, where that is less work than to look at those that are left anyway."""
        if condition.op != "contains" or condition.value is None:
            return None
        way = way_to(self._collection, attribute)
        if way is None or (way.ids is None and is_short(condition.value)):
            return None
        return way if attribute.is_filter_only or not self._is_narrow() else None

    def _found(self, way: Way, condition: Condition, name: str) -> ColumnElement[bool]:
        self._ways.append(way)
        return contained(way, name, self._grammar, has_pieces=not is_short(condition.value))

    def _compared(self, attribute: Attribute, asked: Asked, name: str) -> ColumnElement[bool]:
        if attribute.lookup is None or asked.is_none or asked.op not in {"eq", "in"}:
            self._needs.update(attribute.needs)
        return clause_of(attribute, asked, name, self._grammar)

    def _is_narrow(self) -> bool:
        """Whether few rows are left of a big collection without any search."""
        return not self._narrowing().isdisjoint(self._collection.narrow)

    def _day_clauses(self, at: int, asked: Asked, moment: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        first, end = _DAY_BOUNDS[asked.op]
        clauses: list[ColumnElement[bool]] = []
        if first is not None:
            clauses.append(moment >= bindparam(f"p{at}", type_=moment.type))
            self._days.append((f"p{at}", at, first))
        if end is not None:
            clauses.append(moment < bindparam(f"p{at}_end", type_=moment.type))
            self._days.append((f"p{at}_end", at, end))
        return clauses

    def _columns(self) -> tuple[list[ColumnElement[Any]], set[str]]:
        """What is selected, and the joins that it needs."""
        chosen = [(name, self._collection.attributes[name]) for name in self._query.attributes]
        needs = {need for _, attribute in chosen for need in attribute.needs}
        return [self._expression(attribute).label(name) for name, attribute in chosen], needs

    def _expression(self, attribute: Attribute) -> ColumnElement[Any]:
        if attribute is self._collection.attributes.get("extras"):
            return self._grammar.quickest(attribute.expression)
        if attribute.listing is None:
            return attribute.expression
        listing = attribute.listing
        return self._grammar.json_list(listing.rows, listing.names, listing.order)

    def _order_needs(self) -> set[str]:
        order = [attribute_of(self._collection, name, self._grammar) for name, _ in self._query.order]
        return {need for attribute in order for need in attribute.needs}

    def _all(self, where: Sequence[ColumnElement[bool]], *, is_paged: bool) -> Select[Any]:
        """Rows in one statement."""
        columns, needs = self._columns()
        source = joined(self._collection, sorted(needs | self._needs | self._order_needs()))
        terms = terms_of(self._collection, self._query.order, self._grammar)
        statement = self._led(select(*columns).select_from(source).where(*where).order_by(*terms))
        return statement.limit(SIZE).offset(OFFSET) if is_paged else statement

    def _count(self, where: Sequence[ColumnElement[bool]]) -> Select[Any]:
        source = joined(self._collection, sorted(self._needs))
        return self._led(select(func.count(literal_column("*"))).select_from(source).where(*where))

    def _led(self, statement: Select[Any]) -> Select[Any]:
        """The statement with the index of the search that leads, where one does."""
        ways = sorted(self._ways, key=lambda way: way.ids is not None)
        index = index_of(self._collection, ways[0].column) if ways else None
        return statement.with_hint(self._collection.table, f"INDEXED BY {index}", "sqlite") if index else statement

    def _keys(self, where: Sequence[ColumnElement[bool]]) -> tuple[list[Select[Any]], list[Select[Any]]]:
        """The keys of a page, over an index alone where the order has one."""
        source = joined(self._collection, sorted(self._needs | self._order_needs()))
        if self._ways:
            found = self._led(select().select_from(source).where(*where))
            keys = found_keys(self._collection, found, self._query.order, self._grammar)
            return [keys.limit(SIZE).offset(OFFSET)], []
        if (driven := self._driver()) is not None:
            return self._driven(where, *driven)
        columns = [self._collection.table.c[name] for name in self._collection.key]
        terms = terms_of(self._collection, self._query.order, self._grammar)
        keys = select(*columns).select_from(source).where(*where).order_by(*terms).limit(SIZE).offset(OFFSET)
        return [self._narrowed(keys)], []

    def _narrowed(self, statement: Select[Any]) -> Select[Any]:
        """The statement with the index of its narrowest filter, where one has an index."""
        index = self._leading_index()
        return statement.with_hint(self._collection.table, f"INDEXED BY {index}", "sqlite") if index else statement

    def _leading_index(self) -> str | None:
        """The index of the narrowest filter, which SQLite would pass over for one that gives the order."""
        asked = self._narrowing()
        return next((index for name, index in self._collection.indexes.items() if name in asked), None)

    def _narrowing(self) -> set[str]:
        return {one.attribute for one in self._query.where if one.op in NARROWING and one.value is not None}

    def _driver(self) -> tuple[Attribute, bool] | None:
        """The reference through whose rows the order may be led, where nothing narrower is asked for."""
        if len(self._query.order) != 1 or self._is_narrow():
            return None
        name, is_descending = self._query.order[0]
        attribute = attribute_of(self._collection, name, self._grammar)
        return (attribute, is_descending) if attribute.drive and not self._needs else None

    def _driven(
        self,
        where: Sequence[ColumnElement[bool]],
        attribute: Attribute,
        is_descending: bool,  # noqa: FBT001  # as the query has it
    ) -> tuple[list[Select[Any]], list[Select[Any]]]:
        """First the rows that refer to something, led by it in its order, then those that refer to nothing."""
        base, join = self._collection.table, self._collection.joins[attribute.drive or ""]
        source = join.table.join(base, join.on(base))
        leads = [join.table.c.company_id == COMPANY, *where]
        term = attribute.expression.desc() if is_descending else attribute.expression.asc()
        keys = select(base.c.id).select_from(source).where(*leads).order_by(term, base.c.id).limit(SIZE).offset(OFFSET)
        keys = keys.with_hint(join.table, *LED)
        if not attribute.is_nullable:
            return [keys], []
        count = select(func.count(literal_column("*"))).where(*where, join.column.is_not(None))
        rest = select(base.c.id).where(*where, join.column.is_(None)).order_by(base.c.id).limit(SIZE).offset(OFFSET)
        return [keys, rest], [count]

    def _fetched(self) -> str:
        shape = (self._query.collection, self._query.attributes)
        if shape not in self._fetches:
            if len(self._fetches) >= _KEPT_MAX:
                self._fetches.clear()
            self._fetches[shape] = self._grammar.text(self._fetch())
        return self._fetches[shape]

    def _fetch(self) -> Select[Any]:
        """The rows of given keys, in the order of the keys."""
        base = self._collection.table
        page = self._grammar.rows_of("page", [(name, base.c[name].type) for name in self._collection.key])
        columns, needs = self._columns()
        match = [page.c[name] == base.c[name] for name in self._collection.key]
        source = page.join(base, (base.c.company_id == COMPANY) & match[0])
        for name, join in self._collection.joins.items():
            if name in needs:
                source = source.outerjoin(join.table, join.on(base))
        statement = select(*columns).select_from(source).where(*match[1:]).with_hint(page, *LED)
        return self._grammar.in_order_of(page, statement)
