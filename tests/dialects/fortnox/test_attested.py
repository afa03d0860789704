"""What somebody attested or an invoice used is closed to payroll too."""

from functools import partial
from typing import Any

import pytest

from dagsverke.app.commands import attest
from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import UnitOfWork
from tests.dialects.fortnox.calls import Api, by_key, single

pytestmark = pytest.mark.anyio
PATH = by_key("9978", "2016-12-08", "TID")
BODY = {"AttendanceTransaction": {"Hours": 9}}


def entries(work: UnitOfWork) -> list[Any]:
    """The entries of the day."""
    return list(work.find_all("time_entry", on_day="2016-12-08"))


def attested(work: UnitOfWork, person_id: int) -> None:
    """Attest the day."""
    attest.attest(work, "time_entry", [one["id"] for one in entries(work)], person_id)


def invoiced(work: UnitOfWork) -> None:
    """Put the day on an invoice."""
    invoice_id = work.add("invoice", {"number": "4711"})
    for one in entries(work):
        work.change("time_entry", one, {"is_invoiced": True, "invoice_id": invoice_id})


async def test_an_attested_or_invoiced_row_refuses_put_and_delete_and_says_by_what(api: Api) -> None:
    made = await api.record()
    row = single(await api.send("GET", PATH))
    chef = api.firm.persons["chef"][0]
    for job, said in (
        (partial(attested, person_id=chef), "Närvarotransaktionen är attesterad av Cecilia Chef och kan inte ändras."),
        (invoiced, "Närvarotransaktionen är fakturerad på faktura 4711 och kan inte ändras."),
    ):
        await api.world.store.write(operator(api.firm.company_id), job)
        for path in (PATH, f"/{made['id']}"):
            assert await api.refused(400, 2009423, "PUT", path, json=BODY) == said
            assert await api.refused(400, 2009423, "DELETE", path) == said
        assert single(await api.send("GET", PATH)) == row
