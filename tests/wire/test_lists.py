from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagsverke.domain.errors import Malformed
from dagsverke.wire.phrase import page_of
from dagsverke.wire.resource import Paging
from tests.wire.conftest import OTHER_KEY, Served

pytestmark = pytest.mark.anyio
THINGS = "/probe/1/things"
MADE = (("c", "Äpple", 3, True), ("a", "banan", None, True), ("b", "Åsna", 1.5, False), ("d", "äpplen 100 %", 0, True))


async def _made(served: Served) -> None:
    for code, name, price, active in MADE:
        await served.make(code=code, name=name, price=price, active=active)
        served.clock.pass_s(60)


async def _codes(served: Served, query: str, path: str = THINGS) -> str:
    reply = await served.client.get(f"{path}?{query}&size=5")
    assert reply.status_code == 200, reply.text
    return "".join(row["code"] for row in reply.json()["rows"])


async def test_a_list_is_a_page_in_the_default_order_with_the_exact_total(served: Served) -> None:
    await _made(served)
    reply = await served.client.get(THINGS)
    assert reply.json()["total"] == 4
    assert [row["name"] for row in reply.json()["rows"]] == ["banan", "Äpple"]


FILTERED = [
    ("code=b", "b"),
    ("code=", "acdb"),
    ("code=x&code=b", "b"),
    ("name=ÄPP", "cd"),
    ("called=äpp", "cd"),
    ("name=%25", "d"),
    ("name=_", ""),
    ("active=false", "b"),
    ("active=1&name=A", "a"),
    ("since=2026-11-20 12:02", "db"),
    ("since=2026-11-20T11:02:00Z", "db"),
    ("unknown=1&&", "acdb"),
]


async def test_filters_leave_what_they_name(served: Served) -> None:
    await _made(served)
    found = [(query, "".join(sorted(await _codes(served, query)))) for query, _ in FILTERED]
    assert found == [(query, "".join(sorted(codes))) for query, codes in FILTERED]


SORTED = [
    ("sort=code", "abcd"),
    ("sort=code&order=DOWN", "dcba"),
    ("sort=code&order=", "abcd"),
    ("sort=price&order=up", "adbc"),
    ("sort=price&order=down", "cbad"),
    ("sort=kind&order=down", "cabd"),
    ("sort=both", "abcd"),
]


async def test_any_property_that_is_shown_sorts(served: Served) -> None:
    await _made(served)
    assert [(query, await _codes(served, query)) for query, _ in SORTED] == SORTED
    assert await _codes(served, "order=down") == await _codes(served, "")


PAGED = [
    ("size=1", "a"),
    ("size=3&page=2", "d"),
    ("page=2", "cd"),
    ("page=2&size=5", ""),
    ("page=9&size=5", ""),
    ("skip=1&size=2", "bc"),
    ("skip=1&page=2&size=2", "d"),
    ("page=%2B1", "ab"),
    ("page=1801439850948198&size=5", ""),
]


async def test_pages_are_windows_on_the_sorted_rows(served: Served) -> None:
    await _made(served)
    for query, codes in PAGED:
        reply = await served.client.get(f"{THINGS}?sort=code&{query}")
        assert ("".join(row["code"] for row in reply.json()["rows"]), reply.json()["total"]) == (codes, 4), query


@pytest.mark.parametrize(
    ("query", "field", "rule"),
    [
        ("page=0", "page", "range"),
        ("page=9007199254740991", "page", "range"),
        ("page=-1", "page", "range"),
        ("page=x", "page", "type"),
        ("page=1.5", "page", "type"),
        ("size=0", "size", "range"),
        ("size=6", "size", "range"),
        ("size=1e3", "size", "type"),
        ("skip=-1", "skip", "range"),
        ("sort=nothing", "sort", "unknown"),
        ("sort=code&order=sideways", "order", "range"),
        ("since=yesterday", "since", "type"),
        ("active=perhaps", "active", "type"),
        ("code=a%00b", "code", "characters"),
    ],
)
async def test_a_parameter_that_cannot_be_read_is_refused_and_named(
    alone: Served, query: str, field: str, rule: str
) -> None:
    reply = await alone.client.get(f"{THINGS}?{query}")
    assert (reply.status_code, reply.json()["field"], reply.json()["error"]) == (400, field, rule)


async def test_a_narrowing_and_a_limit_hold_whatever_is_asked(served: Served) -> None:
    await _made(served)
    assert sorted(await _codes(served, "", f"{THINGS}/active")) == ["a", "c", "d"]
    assert await _codes(served, "active=false", f"{THINGS}/active") == ""
    assert await _codes(served, "sort=code&page=7", f"{THINGS}/first") == "a"


async def test_a_variable_of_the_path_filters_and_is_guarded(served: Served) -> None:
    await _made(served)
    assert await _codes(served, "code=a", f"{THINGS}/coded/b") == "b"
    reply = await served.client.get(f"{THINGS}/coded/hidden")
    assert (reply.status_code, reply.json()["field"]) == (403, "code")


async def test_a_report_may_be_asked_for_by_a_body(served: Served) -> None:
    await _made(served)
    reply = await served.client.post("/probe/1/wrapped/search", json={"codes": "b, c"})
    assert {row["code"] for row in reply.json()["rows"]} == {"b", "c"}
    reply = await served.client.post("/probe/1/wrapped/search", json={})
    assert (reply.status_code, reply.json()["field"]) == (400, "codes")


async def test_a_report_that_is_handed_the_page_answers_that_page_alone(served: Served) -> None:
    await _made(served)
    for body, codes, total in (
        ({"codes": "a,b,c"}, "ab", 2),
        ({"codes": "a,b,c", "page": 2}, "c", 1),
        ({"codes": "a,b,c", "most": "1", "page": 2}, "b", 1),
        ({"codes": "a,b,c", "most": 1, "size": 3}, "abc", 3),
    ):
        reply = await served.client.post("/probe/1/wrapped/pages", json=body)
        assert ("".join(row["code"] for row in reply.json()["rows"]), reply.json()["total"]) == (codes, total)
    reply = await served.client.post("/probe/1/wrapped/pages", json={"codes": "a", "most": "x"})
    assert (reply.status_code, reply.json()["field"]) == (400, "most")


async def test_a_list_shows_one_company_alone(served: Served) -> None:
    await _made(served)
    reply = await served.client.get(THINGS, headers=OTHER_KEY)
    assert reply.json() == {"total": 0, "rows": []}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 5), st.sampled_from(["code", "name", "price", "active", "kind"]), st.sampled_from(["up", "down"]))
async def test_pages_partition_the_list(served: Served, size: int, sort: str, order: str) -> None:
    if not (await served.client.get(THINGS)).json()["total"]:
        await _made(served)
    query = f"sort={sort}&order={order}"
    pages: list[Any] = []
    for page in range(1, 4 // size + 2):
        pages += (await served.client.get(f"{THINGS}?{query}&size={size}&page={page}")).json()["rows"]
    assert pages == (await served.client.get(f"{THINGS}?{query}&size=5")).json()["rows"]


WHOLE = Paging("page", "size", None, 500)
CLAMPED = Paging("page", "size", 100, 1000, is_clamped=True)
NAMED_TWICE = Paging("page", "size", 100, 1000, size_aliases=("most",))


@pytest.mark.parametrize(
    ("paging", "given_words", "window"),
    [
        (WHOLE, {}, None),
        (WHOLE, {"size": "20"}, (0, 20)),
        (WHOLE, {"page": "3"}, (200, 100)),
        (CLAMPED, {"size": "5000", "page": "2"}, (1000, 1000)),
        (CLAMPED, {"page": "0"}, (0, 100)),
        (NAMED_TWICE, {"most": "7", "page": "2"}, (7, 7)),
        (NAMED_TWICE, {"most": "7", "size": "9"}, (0, 9)),
        (NAMED_TWICE, {"most": "7", "size": ""}, (0, 7)),
    ],
)
def test_paging_words_make_a_window(
    paging: Paging, given_words: dict[str, str], window: tuple[int, int] | None
) -> None:
    page = page_of(paging, given_words)
    assert (page and (page.offset, page.size)) == window


@given(st.text(max_size=5), st.text(max_size=5))
def test_any_paging_words_make_a_window_or_are_refused(page: str, size: str) -> None:
    try:
        found = page_of(CLAMPED, {"page": page, "size": size})
    except Malformed:
        return
    assert found is not None
    assert 0 <= found.offset < 2**63
    assert 1 <= found.size <= 1000
