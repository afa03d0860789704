"""What follows from a quote: accepted or declined with a reason, then an invoice or a project, once."""

import pytest

from dagsverke.domain.errors import Conflict, Malformed
from dagsverke.domain.units import E4
from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.quoting import quoted, registered, row, sent, shown, table, told

pytestmark = pytest.mark.anyio


async def test_a_quote_is_accepted_on_a_day_for_a_reason(api: Api) -> None:
    quote = await sent(api, quoted_on="2026-11-01")
    reason = await registered(api, "quote_accept_reason", "Bra pris")
    by = {"modified_by_key": api.firm.admin}
    for on in ("2026-10-31", "2026-11-21"):
        with pytest.raises(Malformed, match="the day of the quote"):
            await told(api, "quote.accept", {"key": quote["key"]}, on=on, **by)
    with pytest.raises(Malformed, match="reason_key"):
        await told(api, "quote.decline", {"key": quote["key"]}, reason_key=reason, **by)
    await told(api, "quote.accept", {"key": quote["key"]}, on="2026-11-05", reason_key=reason, **by)
    found = await shown(api, quote)
    assert (found["quoteStatus"], found["acceptedDate"]) == (3, "2026-11-05T00:00:00.000Z")
    assert (found["quoteAcceptReason"], found["quoteAcceptReasonName"]) == (reason, "Bra pris")
    entry = found["quoteLogEntries"][-1]
    assert (entry["logType"], entry["userName"], entry["description"]) == (6, "Ada Admin", "Bra pris")
    with pytest.raises(Conflict, match="was accepted on 2026-11-05"):
        await told(api, "quote.decline", {"key": quote["key"]}, **by)


async def test_a_quote_is_declined_even_after_its_last_day_where_a_person_says_so(api: Api) -> None:
    quote = await quoted(api, quoted_on="2026-10-01", valid_until="2026-10-31")
    await told(api, "quote.decline", {"key": quote["key"]}, modified_by_key=api.firm.admin)
    found = await shown(api, quote)
    assert (found["quoteStatus"], found["rejectedDate"], found["acceptedDate"]) == (4, "2026-11-20T00:00:00.000Z", None)


async def test_an_accepted_quote_becomes_one_invoice_with_the_rows_that_count(api: Api) -> None:
    choice = table(row(100), row(300, is_selected=True, discount_e4=10 * E4), is_selectable=True)
    quote = await sent(api, elements=[choice, table(row(7, name="Frakt"))], marking="M-9")
    target, by = {"key": quote["key"]}, {"created_by_key": api.firm.admin}
    with pytest.raises(Conflict, match="accepted first"):
        await told(api, "quote.to_invoice", target, **by)
    await told(api, "quote.accept", target, modified_by_key=api.firm.admin)
    invoice = await told(api, "quote.to_invoice", target, **by)
    assert (invoice["status"], invoice["quote_id"], invoice["marking"]) == (1, quote["id"], "M-9")
    assert (invoice["net_e4"], invoice["customer_id"]) == (277 * E4, quote["customer_id"])
    found = await shown(api, quote)
    assert (found["invoice"], found["invoicedDate"]) == (invoice["key"], "2026-11-20T00:00:00.000Z")
    assert [one["logType"] for one in found["quoteLogEntries"]] == [1, 5, 6, 8]
    with pytest.raises(Conflict, match="already"):
        await told(api, "quote.to_invoice", target, **by)


async def test_an_accepted_quote_becomes_a_project_at_a_fixed_price(api: Api) -> None:
    quote = await sent(api, info_name="Badrum")
    target, by = {"key": quote["key"]}, {"created_by_key": api.firm.admin}
    await told(api, "quote.accept", target, modified_by_key=api.firm.admin)
    project = await told(api, "quote.to_project", target, **by)
    assert (project["name"], project["billing_method"], project["fixed_price_e4"]) == (
        "Badrum",
        "FIXED_PRICE",
        500 * E4,
    )
    row_of_project = (await api.get(f"projects/{project['key']}"))["data"]
    assert (row_of_project["quote"], row_of_project["quoteNumber"]) == (quote["key"], "1")
    assert (await shown(api, quote))["project"] == project["key"]
    with pytest.raises(Conflict, match="belongs to project 2"):
        await told(api, "quote.to_project", target, **by)
