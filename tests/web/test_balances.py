"""Balances in pages: the number, the lines that make it, and the year in which it ran."""

import json

import pytest

from dagsverke.app.balances import balance
from dagsverke.app.ports import Reader
from dagsverke.app.year_sheet import YearSheet, year_sheet
from tests.harness import World
from tests.web.conftest import Person, found
from tests.web.test_week import line_of, put

pytestmark = pytest.mark.anyio
DAYS = (("2026-10-05", "8"), ("2026-10-06", "9:30"), ("2026-11-02", "6"), ("2026-11-16", "8"))


async def work(world: World, anna: Person) -> None:
    """Some days of work, and a balance that was set between them."""
    for day, hours in DAYS:
        await put(anna, day, line_of(world), hours)
    sign_in = {"email": "admin@ostra.example", "password": "demo"}
    token = (await world.client.post("/api/auth/token", json=sign_in)).json()["token"]
    body = {"time_balance": {"balance_type": "work_time", "date": "2026-10-31", "value": 90}}
    path = f"/api/users/{world.ostra.persons['anna'][0]}/time_balances"
    reply = await world.client.post(path, json=body, headers={"Authorization": f"Bearer {token}"})
    assert reply.status_code == 201, reply.text


async def test_the_cards_show_what_the_ledger_holds_and_lead_to_its_lines(world: World, anna: Person) -> None:
    await work(world, anna)
    page = (await anna.get("/balances", on="2026-10-31")).text
    (card,) = found(page, "//a[contains(@href, 'account=Flex')]")
    assert card.xpath(".//*[@class='figure']")[0].text_content() == "1:30"
    lines = (await anna.get(card.get("href"))).text
    assert found(lines, "//tfoot//td[last()]")[0].text_content() == "+1:30"


async def test_the_lines_add_up_to_the_balance_on_the_page(world: World, anna: Person) -> None:
    await work(world, anna)
    page = (await anna.get("/balances/lines", account="Flex", on="2026-11-16")).text
    running = found(page, "//tbody/tr/td[last()]")
    assert running[-1].text_content() == found(page, "//tfoot//td[last()]")[0].text_content()
    (chart,) = found(page, "//*[@data-chart]/@data-chart")
    ran = json.loads(chart)
    assert (ran["days"][-1], len(ran["days"])) == ("2026-11-16", len(set(ran["days"])))
    assert ran["days"] == sorted(ran["days"])


async def test_the_year_has_the_balance_of_every_day(world: World, anna: Person) -> None:
    await work(world, anna)
    person_id = world.ostra.persons["anna"][0]

    def read(reader: Reader) -> tuple[YearSheet, dict[str, int]]:
        account = reader.company.accounts_by_code["Flex"]
        sheet = year_sheet(reader, person_id, account, 2026)
        days = [one.on_day for one in sheet.days][::11]
        return sheet, {day: balance(reader, person_id, account, day) for day in [*days, "2026-10-31", "2026-12-31"]}

    sheet, expected = await world.store.read(world.ostra.company_id, read)
    assert {one.on_day: one.balance_ms for one in sheet.days if one.on_day in expected} == expected
    assert sum(month.worked_ms for month in sheet.months) == 31.5 * 3_600_000
    page = (await anna.get("/balances/year", year="2026")).text
    assert "data-chart" in page


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/balances", {"on": "soon"}, 400),
        ("/balances/year", {"year": "1"}, 400),
        ("/balances/year", {"year": "٢٠٢٦"}, 400),
        ("/balances/lines", {"account": "Nothing"}, 404),
        ("/balances/lines", {}, 404),
    ],
)
async def test_what_cannot_be_shown_is_refused(anna: Person, path: str, params: dict[str, str], status: int) -> None:
    assert (await anna.get(path, **params)).status_code == status


@pytest.mark.parametrize("path", ["/balances", "/balances/year", "/balances/lines"])
async def test_nobody_sees_the_balances_of_whom_it_has_nothing_to_do_with(
    world: World, anna: Person, admin: Person, path: str
) -> None:
    more = {"account": "Flex"}
    bo, norra = world.ostra.persons["bo"][1], world.norra.persons["bo"][1]
    assert (await anna.get(path, person=bo, **more)).status_code == 404
    assert (await admin.get(path, person=bo, **more)).status_code == 200
    assert (await admin.get(path, person=norra, **more)).status_code == 404


async def test_the_card_of_vacation_has_saved_years_the_debt_with_its_end_and_what_is_in_all(
    world: World, anna: Person, admin: Person
) -> None:
    on, whom = "2026-11-16", world.ostra.persons["anna"][1]
    for account, days in (("VacationPaid", "12,5"), ("VacationSaved2", "3"), ("VacationAdvance", "-2")):
        fields = {"person": whom, "account": account, "on_day": on, "value": days}
        assert (await admin.post("/balances/mark", **fields)).status_code == 303
    page = (await anna.get("/balances", on=on)).text
    card = found(page, "//section[contains(@class, 'holiday')]")[0]
    rows = {
        row.xpath("th")[0].text_content(): [one.text_content() for one in row.xpath("td")]
        for row in card.xpath(".//tbody/tr | .//tfoot/tr")
    }
    assert list(rows)[:6] == [
        *("Paid days", "Unpaid days", "Advance days"),
        *("Debt in advance 2 written off on 16/11/2031", "Saved, year 1", "Saved, year 2"),
    ]
    assert rows["Paid days"] == ["12.5", "0", "12.5"]
    assert rows["Saved, year 2"] == ["3", "0", "3"]
    assert rows["Debt in advance 2 written off on 16/11/2031"] == ["", "", "2"]
    assert rows["Remaining in all"] == ["13.5", "0", "13.5"]
