"""What holds of every company file: it is applied once, shown as it is, and makes the same company elsewhere."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, given, settings

from dagsverke.app.company_file.applying import apply
from dagsverke.app.company_file.reading import read_tree
from dagsverke.app.keys import RandomKeys
from dagsverke.app.ports import Store
from dagsverke.store.engine import open_store
from tests.app.company_files import Tree, again, make, text_of, trees
from tests.harness import StillClock

T = TypeVar("T")
GENERATED = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


def on(url: str, work: Callable[[Store], Awaitable[T]]) -> T:
    """Work on a store of its own, at a moment that stands still."""

    async def session() -> T:
        store = open_store(url, clock=StillClock(), keys=RandomKeys())
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(session())


@GENERATED
@given(tree=trees())
def test_applying_what_is_shown_or_was_applied_changes_nothing(world_url: str, tree: Tree) -> None:
    async def work(store: Store) -> None:
        document = read_tree(tree)
        who, _ = await make(store, document)
        shown = await store.read(who.company_id, text_of)
        for one in (document, again(shown)):
            second = await store.write(who, lambda unit, one=one: apply(unit, one, {}))  # type: ignore[misc]  # bound
            assert second.plan.steps == []
            assert second.days == 0
        assert await store.read(who.company_id, text_of) == shown

    on(world_url, work)


@GENERATED
@given(tree=trees())
def test_what_is_shown_of_one_company_makes_another_like_it(world_url: str, tree: Tree) -> None:
    async def work(store: Store) -> None:
        who, _ = await make(store, read_tree(tree))
        shown = await store.read(who.company_id, text_of)
        other, _ = await make(store, again(shown))
        assert await store.read(other.company_id, text_of) == shown

    on(world_url, work)


@GENERATED
@given(first=trees(), second=trees())
def test_a_second_file_is_what_its_plan_says_and_then_is_so_already(world_url: str, first: Tree, second: Tree) -> None:
    second["company"]["country"] = first["company"]["country"]
    second["account"] = first["account"]  # units stay

    async def work(store: Store) -> None:
        who, _ = await make(store, read_tree(first))
        document = read_tree({**second, "person": []})

        def twice(unit: Any) -> None:
            apply(unit, document, {})
            assert apply(unit, document, {}).plan.steps == []

        await store.write(who, twice)

    on(world_url, work)
