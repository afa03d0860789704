"""Where one resource has no such row, another may be asked for the same key."""

from dataclasses import replace

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from dagsverke.wire.openapi import openapi
from dagsverke.wire.resource import Dialect, Resource
from tests.wire.conftest import OTHER_KEY, serving
from tests.wire.probe import CORE, PROBE, THINGS, WRAPPED

pytestmark = pytest.mark.anyio
GET = THINGS.operations[4]
SKILLS: Resource = replace(
    THINGS,
    name="skills",
    collection="skill",
    fields=tuple(one for one in THINGS.fields if one.wire in {"id", "name"}),
    operations=(replace(GET, path="skills/{id}", scope=None),),
    filters=(),
    sorting=None,
)
LOOKING: Dialect = replace(
    PROBE,
    resources=(
        replace(
            THINGS,
            operations=tuple(
                replace(one, scope=None, otherwise="skills") if one.verb == "get" else one for one in THINGS.operations
            ),
        ),
        SKILLS,
        WRAPPED,
    ),
)


async def test_the_other_resource_answers_in_its_own_words_and_what_neither_has_is_absent(sqlite_world: str) -> None:
    async with serving(sqlite_world, LOOKING) as served:
        companies = await served.store.look_up(lambda directory: directory.companies())

        def add(work: UnitOfWork) -> str:
            row = work.find("register_item", id=work.add("register_item", {"kind": "skill", "name": "Svetsa"}))
            return str(row and row["key"])

        key = await served.store.write(operator(companies[0]["company_id"]), add)
        thing = await served.make(code="a", name="Kran")
        for path in ("things", "skills"):
            reply = await served.client.get(f"/probe/1/{path}/{key}")
            assert (reply.status_code, reply.json()) == (200, {"id": key, "name": "Svetsa"})
        assert (await served.client.get(f"/probe/1/things/{thing['id']}")).json()["name"] == "Kran"
        assert (await served.client.get(f"/probe/1/skills/{thing['id']}")).status_code == 404
        assert (await served.client.get("/probe/1/things/nothing")).status_code == 404
        theirs = await served.client.get(f"/probe/1/things/{key}", headers=OTHER_KEY)
        assert theirs.status_code == 404


def test_the_description_says_that_either_may_come() -> None:
    replies = openapi(LOOKING, CORE, "1")["paths"]["/probe/1/things/{id}"]["get"]["responses"]["200"]
    schema = replies["content"]["application/json"]["schema"]
    assert schema == {"anyOf": [{"$ref": "#/components/schemas/things"}, {"$ref": "#/components/schemas/skills"}]}
