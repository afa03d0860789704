"""Every read of the document is sent to the application: each spelling, each filter, each sorting and paging word.

What is replayed is the document as data (``documented.toml``), on a firm whose rows are filled in whole. That is how
a row of the coverage table is true.
"""

from collections.abc import AsyncIterator

import pytest

from dagsverke.wire.documented import OR_NULL, Documented
from tests import harness
from tests.dialects.seventime.asked import asked_of
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.furnished import Furnished, furnish
from tests.dialects.seventime.replaying import EVERY, SERVED, found, missing, of

pytestmark = pytest.mark.anyio

LISTS, ITEMS = of("GET"), of("GET", item=True)
REPLAYED = {*LISTS, *ITEMS, "Pagination"}
"""What ``tests.house`` compares with the document."""
SORTED_AND_PAGED = ("limit", "page", "sortBy", "sortDirection")


@pytest.fixture(scope="module")
async def whole(shared_url: str) -> AsyncIterator[Furnished]:
    """The first firm with its books filled in."""
    async with harness.served(shared_url) as world:
        yield await furnish(Api(world, world.ostra))


def unfilled(row: Row, one: Documented) -> list[str]:
    """The documented references and lists of items that the row leaves empty, though it is filled in whole."""
    constant = {field.wire for field in SERVED[one.resource].fields if field.core is None}
    empty = []
    for name, kind in one.shows.items():
        values = list(found(row, name.split(".")))
        is_empty = not values if "[]" in name else kind == f"key{OR_NULL}" and None in values
        if is_empty and name.split(".")[0].removesuffix("[]") not in constant:
            empty.append(name)
    return empty


async def a_row(whole: Furnished, one: Documented, call: str) -> Row:
    """The filled row as a call answers it."""
    path = call.partition(" ")[2]
    if path.endswith("{_id}"):
        row: Row = (await whole.api.get(path.replace("{_id}", whole.rows[one.resource])))["data"]
        return row
    params = asked_of(one.resource, whole.keys, {}) if one.requires else {}
    rows = await whole.api.listed(path, limit=500, **{name: params[name].has for name in one.requires})
    key = whole.rows.get(one.resource)
    return next(row for row in rows if key is None or row["_id"] == key)


@pytest.mark.parametrize("title", [*LISTS, *ITEMS])
async def test_every_read_shows_what_its_example_shows_in_each_spelling(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    for call in one.calls:
        row = await a_row(whole, one, call)
        assert missing(row, one) == {}
        assert unfilled(row, one) == []


@pytest.mark.parametrize("title", LISTS)
async def test_every_list_is_counted_paged_and_sorted_as_documented(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    path = one.calls[0].partition(" ")[2]
    params = {name: value.has for name, value in asked_of(one.resource, whole.keys, {}).items() if name in one.requires}
    document = await whole.api.get(path, limit=1, page=1, **params)
    assert list(document) == (["meta", "data"] if one.has_meta else ["data"])
    assert len(document["data"]) == 1
    if "sortBy" not in one.takes:
        return
    for name in (name for name in one.shows if "." not in name and "[]" not in name):
        ways = [
            await whole.api.listed(path, **params, sortBy=name, sortDirection=way)
            for way in ("ascending", "descending")
        ]
        up, down = (sorted(map(str, rows)) for rows in ways)
        assert up == down


@pytest.mark.parametrize("title", [title for title in LISTS if set(EVERY[title].takes) - set(SORTED_AND_PAGED)])
async def test_every_filter_finds_the_row_that_has_the_value_and_no_other(whole: Furnished, title: str) -> None:
    one = EVERY[title]
    path = one.calls[0].partition(" ")[2]
    row = await a_row(whole, one, one.calls[0])
    asked = asked_of(one.resource, whole.keys, row)
    needed = {name: asked[name].has for name in one.requires}
    assert [name for name in one.takes if name in asked and asked[name].has in ("", [])] == []
    wrong = []
    for name in set(one.takes) - set(SORTED_AND_PAGED):
        for value, is_there in ((asked[name].has, True), (asked[name].has_not, False)):
            if value is None:
                continue
            rows = await whole.api.listed(path, limit=500, **(needed | {name: value}))
            if (row["_id"] in {other["_id"] for other in rows}) != is_there:
                wrong.append((name, value, f"finds {len(rows)}"))
    assert wrong == []


async def test_work_order_statuses_are_sorted_and_paged_like_any_other_list_st_72(whole: Furnished) -> None:
    rows = await whole.api.listed("workOrderStatuses", sortBy="statusName", sortDirection="descending")
    names = [row["statusName"] for row in rows]
    assert names == sorted(names, reverse=True)
    assert (
        await whole.api.listed("workOrderStatuses", limit=1, page=1)
        == (await whole.api.listed("workOrderStatuses"))[:1]
    )
