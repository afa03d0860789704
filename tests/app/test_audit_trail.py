"""The trail of events: the newest first, narrowed, a page at a time, at a bounded cost."""

import pytest

from dagsverke.app import audit_trail
from dagsverke.app.audit_trail import Asked, Trail, differences, event, trail
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.domain.errors import Absent
from tests.harness import World

pytestmark = pytest.mark.anyio
DAY_S = 86_400


async def add(world: World, *names: str, later_s: float = 0) -> None:
    """A customer of each name, so many seconds later."""
    world.clock.pass_s(later_s)

    def work(unit: UnitOfWork) -> None:
        for name in names:
            unit.add("customer", {"number": name, "name": name, "is_active": True})

    await world.store.write(operator(world.ostra.company_id), work)


async def asked(world: World, **more: object) -> Trail:
    def read(reader: Reader) -> Trail:
        return trail(reader, Asked(**{"subject": "customer", **more}))  # type: ignore[arg-type]  # of the test

    return await world.store.read(world.ostra.company_id, read)


async def test_pages_part_the_trail_and_nothing_is_there_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_trail, "SIZE", 2)
    await add(world, "a", "b", "c", "d")
    seen, before = [], None
    while True:
        page = await asked(world, before=before)
        seen += [one.place for one in page.events]
        before = page.earlier
        if before is None:
            break
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 5


async def test_one_page_looks_at_so_many_events_and_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_trail, "WINDOW", 3)
    await add(world, "a", "b", "c", "d")
    page = await asked(world, subject="role")
    assert (page.events, page.earlier is not None) == ([], True)
    assert len((await asked(world)).events) == 3


@pytest.mark.parametrize("margin", [0, 1_000])
@pytest.mark.parametrize(
    ("first_on", "last_on", "count"),
    [
        (None, None, 6),
        ("2026-11-21", None, 3),
        ("2026-11-21", "2026-11-21", 2),
        (None, "2026-11-20", 3),
        ("2026-11-22", "2026-11-22", 1),
        ("2026-11-23", None, 0),
        (None, "2020-01-01", 0),
    ],
)
async def test_days_are_those_of_the_company(
    world: World, monkeypatch: pytest.MonkeyPatch, margin: int, first_on: str | None, last_on: str | None, count: int
) -> None:
    monkeypatch.setattr(audit_trail, "MARGIN", margin)
    await add(world, "a", "b")
    await add(world, "c", "d", later_s=DAY_S)
    await add(world, "e", later_s=DAY_S)
    assert len((await asked(world, first_on=first_on, last_on=last_on)).events) == count


async def test_an_event_says_who_and_what_was_changed(world: World) -> None:
    def read(reader: Reader) -> None:
        told, changed, digest = event(reader, trail(reader, Asked(subject="customer")).events[0].place)
        assert (told.change, told.door, told.person, told.credential) == ("added", "cli", "", "")
        assert {one.name: one.after for one in changed}["name"] == "Kund Ett AB"
        assert len(digest) == 64
        with pytest.raises(Absent):
            event(reader, 10**9)

    await world.store.read(world.ostra.company_id, read)


def test_what_changed_stands_first_and_keeps_its_form() -> None:
    found = differences('{"a":1,"b":"x","c":null}', '{"b":"y","c":null,"d":true}')
    assert [(one.name, one.before, one.after, one.is_changed) for one in found] == [
        ("a", "1", None, True),
        ("b", "x", "y", True),
        ("d", None, "true", True),
        ("c", "null", "null", False),
    ]
