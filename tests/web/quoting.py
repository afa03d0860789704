"""A quote of a firm, made as the commands make it."""

from typing import Any

from dagsverke.app.commands import companies, quotes
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.quoting import ROWS, TEXT
from dagsverke.domain.units import E4, E6
from tests.harness import Firm, World

ROW = {"kind": "general", "name": "Målning", "quantity_e6": 2 * E6, "unit": "h", "unit_price_e4": 500 * E4}


async def quote(world: World, firm: Firm, *, is_sent: bool = True, **more: Any) -> tuple[str, str]:
    """A quote of two hours' painting at 500 kronor; returns its key and its public link."""

    def work(unit: UnitOfWork) -> tuple[str, str]:
        (customer,) = unit.find_all("customer", number="100")
        elements = [
            {"kind": TEXT, "content": {"text": "Så gör vi"}},
            {"kind": ROWS, "content": {"rows": more.pop("rows", [ROW]), **more.pop("table", {})}},
        ]
        by = {"created_by_key": firm.admin, "customer_key": customer["key"]}
        made = quotes.record(
            unit, {}, {"info_name": "Nytt kök", "elements": elements, "notes": "Hemligt", **by, **more}
        )
        if is_sent:
            quotes.send(unit, {"id": made["id"]}, {"modified_by_key": firm.admin})
        found = unit.find("quote", id=made["id"])
        assert found is not None
        return str(found["key"]), str(found["public_link"])

    return await world.store.write(companies.operator(firm.company_id), work)
