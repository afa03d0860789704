"""A contact person can be named only beside its own customer."""

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import contact_of
from dagsverke.domain.errors import Malformed
from tests.harness import World

pytestmark = pytest.mark.anyio


async def test_a_contact_person_belongs_to_its_customer(world: World) -> None:
    def work_it(work: UnitOfWork) -> None:
        mine, other = (work.add("customer", {"number": number, "name": "Kund"}) for number in ("31", "32"))
        supplier_id = work.add("supplier", {"number": "1", "name": "Lev"})
        ids = [work.add("contact", {"name": "Anna", "customer_id": mine})]
        ids.append(work.add("contact", {"name": "Bo", "supplier_id": supplier_id}))
        anna, bo = (str((work.find("contact", id=one) or {})["key"]) for one in ids)
        assert contact_of(work, "contact_key", anna, mine) == ids[0]
        for nobody in (None, ""):
            assert contact_of(work, "contact_key", nobody, mine) is None
        wrong: list[tuple[str, int | None]] = [(anna, other), (anna, None), (bo, mine), (bo, None), ("unknown", mine)]
        for key, customer_id in wrong:
            with pytest.raises(Malformed) as refusal:
                contact_of(work, "contact_key", key, customer_id)
            assert (refusal.value.rule, refusal.value.field) == ("reference", "contact_key")

    await world.store.write(operator(world.ostra.company_id), work_it)
