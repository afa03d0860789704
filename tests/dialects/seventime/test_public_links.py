"""What customers and suppliers see and answer by the public link of a quote or an order."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.domain.units import E4
from tests.dialects.seventime.calls import PREFIX, Api
from tests.dialects.seventime.quoting import corrected, quoted, registered, row, sent, shown, table

pytestmark = pytest.mark.anyio
INTERNAL = {"totalCost", "unitCost", "notes", "_id", "customer", "quoteLogEntries", "publicLink", "stockLocation"}


async def called(api: Api, method: str, path: str, **body: Any) -> httpx.Response:
    """A request without any key."""
    return await api.world.client.request(method, f"{PREFIX}/public/{path}", json=body or None)


def names(document: Any) -> set[str]:
    """Every name in a document."""
    if isinstance(document, list):
        return set().union(*(names(one) for one in document))
    if isinstance(document, dict):
        return set(document).union(*(names(one) for one in document.values()))
    return set()


async def test_a_customer_sees_a_sent_quote_without_what_is_ours_st_93(api: Api) -> None:
    hidden = table(row(100, unit_cost_e4=60 * E4, article_number="203"), hidden_columns=["articleNumber"])
    total = table(row(40), shows_total_only=True)
    quote = await sent(api, elements=[hidden, total], notes="Snål kund", conditions="Netto")
    reply = await called(api, "GET", f"quotes/{quote['public_link']}")
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "no-store"
    found = reply.json()["data"]
    assert INTERNAL & names(found) == set()
    assert "Snål" not in reply.text
    assert (found["quoteNumber"], found["customerName"], found["totalAmountInclTax"]) == ("1", "Kund Ett AB", 175)
    first, second = (one["content"] for one in found["quoteElements"])
    assert first["invoiceItems"][0]["unitPrice"] == 100
    assert "articleNumber" not in first["invoiceItems"][0]
    assert "unitPrice" not in second["invoiceItems"][0]
    assert second["totalAmount"] == 40


async def test_links_that_lead_nowhere_are_404_st_93(api: Api) -> None:
    draft = await quoted(api)
    links = [draft["public_link"], "x" * 20, "ö" * 20, "kort", "x" * 500]
    for link in links:
        for method, way in (("GET", ""), ("POST", "/accept"), ("POST", "/decline")):
            reply = await called(api, method, f"quotes/{link}{way}", name="Stina")
            assert (reply.status_code, list(reply.json())) == (404, ["errorMessage"]), (link, method)
    quote = await sent(api)
    await corrected(api, quote, status=1)
    assert (await called(api, "GET", f"quotes/{quote['public_link']}")).status_code == 404
    assert (await called(api, "POST", f"purchaseOrders/{quote['public_link']}/confirm")).status_code == 404


async def test_links_cannot_be_guessed(api: Api) -> None:
    links = {(await quoted(api))["public_link"] for _ in range(5)}
    assert len(links) == 5
    assert min(map(len, links)) >= 20


async def test_a_customer_accepts_once_and_is_told_what_was_decided_st_93(api: Api) -> None:
    quote = await sent(api, quoted_on="2026-11-01")
    reason = await registered(api, "quote_accept_reason", "Bra pris")
    path = f"quotes/{quote['public_link']}"
    body = {"date": "2026-11-18", "name": "Stina Ek", "reason": "bra PRIS"}
    reply = await called(api, "POST", f"{path}/accept", **body)
    assert reply.status_code == 200
    assert reply.json()["data"]["quoteStatus"] == 3
    found = await shown(api, quote)
    assert (found["acceptedDate"], found["quoteAcceptReason"]) == ("2026-11-18T00:00:00.000Z", reason)
    entry = found["quoteLogEntries"][-1]
    assert (entry["logType"], entry["user"], entry["description"]) == (6, None, "Stina Ek: bra PRIS")
    for way in ("accept", "decline"):
        again = await called(api, "POST", f"{path}/{way}", name="Stina Ek")
        assert again.status_code == 400
        assert again.json()["errorMessage"].startswith("quoteStatus: was accepted on 2026-11-18")
    assert (await called(api, "GET", path)).json()["data"]["quoteStatus"] == 3


async def test_the_event_names_the_door_st_93(api: Api) -> None:
    quote = await sent(api)
    await called(api, "POST", f"quotes/{quote['public_link']}/decline", name="Stina Ek", reason="För dyrt")
    found = await shown(api, quote)
    assert (found["quoteStatus"], found["quoteDeclineReason"]) == (4, None)
    assert found["quoteLogEntries"][-1]["description"] == "Stina Ek: För dyrt"
    events = await api.world.store.read(
        api.firm.company_id, lambda reader: reader.find_all("event", subject="quote", subject_id=quote["id"])
    )
    last = max(events, key=lambda one: int(one["place"]))
    assert (last["door"], json.loads(last["after"])["status"]) == ("link", 4)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "Stina", "reason": "x" * 2001}, "reason"),
        ({"name": ["Stina"]}, "name"),
        ({"name": "Stina", "date": "i går"}, "date"),
        ({"name": "Stina", "date": "2026-11-21"}, "date"),
        ({"name": "Stina", "date": "2026-11-19"}, "date"),
    ],
)
async def test_a_bad_answer_is_refused_by_name_and_decides_nothing(api: Api, body: dict[str, Any], named: str) -> None:
    quote = await sent(api)
    reply = await called(api, "POST", f"quotes/{quote['public_link']}/accept", **body)
    assert reply.status_code == 400
    assert reply.json()["errorMessage"].startswith(f"{named}: ")
    assert (await shown(api, quote))["quoteStatus"] == 2


async def test_a_quote_that_no_longer_holds_can_be_seen_but_not_answered_st_93(api: Api) -> None:
    quote = await sent(api, valid_until="2026-11-20")
    api.world.clock.pass_s(86_400)
    path = f"quotes/{quote['public_link']}"
    for way in ("accept", "decline"):
        reply = await called(api, "POST", f"{path}/{way}", name="Stina")
        assert reply.status_code == 400
        assert reply.json()["errorMessage"].startswith("validToDate: was 2026-11-20")
    assert (await called(api, "GET", path)).status_code == 200


async def test_of_twenty_answers_at_once_one_counts(api: Api) -> None:
    quote = await sent(api)
    path = f"quotes/{quote['public_link']}"
    replies = await asyncio.gather(
        *(called(api, "POST", f"{path}/{('accept', 'decline')[at % 2]}", name=f"Nr {at}") for at in range(20))
    )
    assert sorted(one.status_code for one in replies) == [200] + [400] * 19
    found = await shown(api, quote)
    assert len([one for one in found["quoteLogEntries"] if one["logType"] in (6, 7)]) == 1


async def ordered(api: Api, status: int) -> Record:
    def add(work: UnitOfWork) -> Record:
        values = {"number": f"{status}0", "name": "Beställning", "status": status, "public_link": f"order-{status}" * 4}
        found = work.find("purchase_order", id=work.add("purchase_order", values))
        assert found is not None
        return found

    return await api.world.store.write(operator(api.firm.company_id), add)


async def test_a_supplier_confirms_a_sent_order_once_st_93(api: Api) -> None:
    order = await ordered(api, 2)
    path = f"purchaseOrders/{order['public_link']}/confirm"
    replies = await asyncio.gather(*(called(api, "POST", path, name="Lagret") for _ in range(5)))
    assert sorted(one.status_code for one in replies) == [200] + [400] * 4
    confirmed = next(one for one in replies if one.status_code == 200).json()["data"]
    assert (confirmed["purchaseOrderStatus"], confirmed["confirmationDate"]) == (4, "2026-11-20T11:00:00.000Z")
    refused = next(one for one in replies if one.status_code == 400).json()["errorMessage"]
    assert refused == "purchaseOrderStatus: is such that the order was confirmed on 2026-11-20"
    row_of_order = (await api.get(f"purchaseOrders/{order['key']}"))["data"]
    assert row_of_order["purchaseOrderLogEntries"][-1]["description"] == "Lagret"
    draft, gone = await ordered(api, 1), await ordered(api, 3)
    assert (await called(api, "POST", f"purchaseOrders/{draft['public_link']}/confirm")).status_code == 404
    assert (await called(api, "POST", f"purchaseOrders/{gone['public_link']}/confirm")).status_code == 400
