"""Quotes, templates and categories as they are listed, and the rules by which they are made."""

from typing import Any

import pytest

from dagsverke.domain.errors import Conflict, Locked, Malformed
from dagsverke.domain.units import E4, E6
from tests.dialects.seventime.calls import Api
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.expected_quotes import QUOTE, TEMPLATE
from tests.dialects.seventime.quoting import (
    SENT_QUOTE,
    corrected,
    customer_key,
    quoted,
    registered,
    row,
    sent,
    shown,
    table,
    told,
)

pytestmark = pytest.mark.anyio


async def keys(api: Api, **params: Any) -> list[str]:
    return [one["_id"] for one in await api.listed("quotes", **params)]


async def test_the_quote_of_the_example_is_whole_and_not_rounded_st_90_st_92(api: Api) -> None:
    quote = await quoted(api, name="Prisindikation", footer_text="Sidfot", quoted_on="2026-11-07")
    found = await shown(api, quote)
    assert_is_whole(found, QUOTE)
    assert (found["quoteNumber"], found["quoteName"], found["quoteStatus"]) == ("1", "Prisindikation", 1)
    assert (found["totalAmount"], found["totalTaxAmount"], found["totalAmountInclTax"]) == (500, 125, 625)
    assert (found["quoteDate"], found["validToDate"]) == ("2026-11-07T00:00:00.000Z", "2026-12-07T00:00:00.000Z")
    assert (found["headerText"], found["footerText"], found["currencyCode"]) == (None, "Sidfot", "SEK")
    assert found["ourReferenceName"] == found["createdByUserName"] == "Ada Admin"
    assert [one["logType"] for one in found["quoteLogEntries"]] == [1]
    introduction, rows = found["quoteElements"]
    assert introduction["content"] == {"text": "Hej!", "confirmationText": "Tack!"}
    assert (introduction["itemId"], introduction["topMargin"], introduction["backgroundColor"]) == (
        "0.17",
        20,
        "FAFAFA",
    )
    content = rows["content"]
    only = content["invoiceItems"][0]
    assert (only["numberOfItems"], only["unitPrice"], only["totalAmount"], only["itemOrder"]) == (5, 100, 500, 1024)
    assert (content["totalAmount"], content["totalTaxAmount"], content["totalAmountInclTax"]) == (500, 125, 625)
    assert (content["taxPercent"], content["selectableRows"], content["hiddenColumns"]) == (25, False, [])
    assert found["houseProperties"]["deductionDistribution"] == []


async def test_a_quote_is_as_exact_as_its_rows_st_92(api: Api) -> None:
    quote = await quoted(api, elements=[table(row(10, quantity_e6=333_333)), table(row(7, discount_e4=5 * E4))])
    found = await shown(api, quote)
    assert (found["totalAmount"], found["totalTaxAmount"], found["totalAmountInclTax"]) == (9.98, 2.49, 12.47)


async def test_rows_that_can_be_selected_count_where_they_are_st_92(api: Api) -> None:
    choice = table(row(100), row(300, is_selected=True), is_selectable=True, hidden_columns=["articleNumber"])
    found = await shown(api, await quoted(api, elements=[table(row(1)), choice]))
    first, second = (one["content"] for one in found["quoteElements"])
    assert (first["totalAmount"], second["totalAmount"], found["totalAmount"]) == (1, 300, 301)
    assert [one["selectedFlag"] for one in second["invoiceItems"]] == [False, True]
    assert [one["itemOrder"] for one in second["invoiceItems"]] == [2048, 3072]
    assert second["hiddenColumns"] == ["articleNumber"]


async def test_work_in_a_home_is_deducted_on_all_rows_together_st_91_st_92(api: Api) -> None:
    tables = [table(row(101, house_work=2)), table(row(301, house_work=2), row(500)), table(row(-50, house_work=2))]
    found = await shown(api, await quoted(api, kind=1, elements=tables, quoted_on="2026-11-01"))
    each = [one["content"]["houseDeductionAmount"] for one in found["quoteElements"]]
    bases = [one["content"]["houseDeductionBasisAmount"] for one in found["quoteElements"]]
    assert bases == [126.25, 376.25, -62.5]
    assert (found["houseDeductionBasisAmount"], found["houseDeductionAmount"]) == (440, 132)
    assert sum(each) == 132
    assert found["houseProperties"]["maxDeductionAmount"] == 50_000
    share = {"name": "Stina", "personal_number": "19900101-0017", "percent_e4": 50 * E4}
    capped = await quoted(api, kind=2, elements=[table(row(10_000, house_work=9))], deductions=[share])
    assert (await shown(api, capped))["houseDeductionAmount"] == 3_125
    least = await corrected(api, capped, max_deduction_e4=1_000 * E4)
    found = await shown(api, least)
    assert (found["houseDeductionAmount"], found["quoteElements"][0]["content"]["houseDeductionAmount"]) == (1000, 1000)


async def test_quotes_are_filtered_by_name_number_and_days(api: Api, other_api: Api) -> None:
    one = await quoted(api, name="Badrum Åby", quoted_on="2026-11-01", valid_until="2026-11-20")
    two = await quoted(api, name="Kök", number="77", quoted_on="2026-11-10", valid_until="2026-12-24")
    assert await keys(api, quoteName="ÅBY") == [one["key"]]
    assert await keys(api, quoteName="%") == []
    assert await keys(api, quoteNumber="77") == [two["key"]]
    assert await keys(api, quoteNumber="7") == []
    assert await keys(api, fromQuoteDate="2026-11-10") == [two["key"]]
    assert await keys(api, toQuoteDate="2026-11-01") == [one["key"]]
    assert await keys(api, fromValidToDate="2026-11-21") == [two["key"]]
    assert await keys(api, toValidToDate="2026-11-20") == [one["key"]]
    assert await keys(api, sortBy="quoteName", sortDirection="descending") == [two["key"], one["key"]]
    assert await keys(api, limit=1, page=2) == [two["key"]]
    assert await other_api.listed("quotes") == []
    await other_api.refused("GET", f"quotes/{one['key']}", 404)
    for name in ("fromQuoteDate", "toQuoteDate", "fromValidToDate", "toValidToDate"):
        assert await api.named("GET", "quotes", name, params={name: "2026-13-01"}) is None


async def test_a_quote_refers_to_what_it_names(api: Api) -> None:
    category = await registered(api, "quote_category", "Utbildning")
    project = (await api.listed("projects"))[0]
    quote = await quoted(api, category_key=category, project_key=project["_id"], agent_key=api.person("anna"))
    found = await shown(api, quote)
    assert (found["quoteCategoryName"], found["projectName"]) == ("Utbildning", project["name"])
    assert (found["salesAgentName"], found["customerName"], found["customerNumber"]) == (
        "Anna Andersson",
        "Kund Ett AB",
        "100",
    )
    listed = await api.listed("quoteCategories", quoteCategoryName="utb")
    assert [one["quoteCategoryName"] for one in listed] == ["Utbildning"]
    assert await api.listed("quoteCategories", quoteCategoryName="x") == []


async def test_a_project_shows_the_quote_that_names_it_st_48(api: Api) -> None:
    project = (await api.listed("projects"))[0]
    assert (project["quote"], project["quoteNumber"]) == (None, None)
    quote = await quoted(api, project_key=project["_id"])
    await quoted(api, project_key=project["_id"])
    project = (await api.listed("projects"))[0]
    assert (project["quote"], project["quoteNumber"]) == (quote["key"], "1")


async def test_a_quote_takes_what_it_does_not_say_of_its_template(api: Api) -> None:
    extras = {"seventime": {"columnContents": ["Sidfot"], "footerNumOfCols": 2}}
    rows = table({"kind": "general", "name": "Läggning", "quantity_e6": 2 * E6, "unit_price_e4": 50 * E4})
    made: dict[str, Any] = {
        "created_by_key": api.firm.admin,
        "name": "Standard",
        "footer_text": "Ny sidfot",
        "extras": extras,
    }
    template = await told(api, "quote_template.record", elements=[rows, {"kind": 1400}], **made)
    (listed,) = await api.listed("quoteTemplates", templateName="STAND")
    assert_is_whole(listed, TEMPLATE)
    assert await api.listed("quoteTemplates", templateName="sektion") == []
    assert (listed["columnContents"], listed["footerNumOfCols"], listed["createdByUserName"]) == (
        ["Sidfot"],
        2,
        "Ada Admin",
    )
    first, last = listed["quoteElements"]
    assert (last["elementTypeId"], last["content"]) == (1400, None)
    assert (first["content"]["invoiceItems"][0]["name"], first["content"]["totalAmount"]) == ("Läggning", 0)
    given: dict[str, Any] = {"created_by_key": api.firm.admin, "customer_key": await customer_key(api)}
    quote = await told(api, "quote.record", template_key=template["key"], **given)
    found = await shown(api, quote)
    assert (found["quoteTemplate"], found["footerText"], found["totalAmount"]) == (template["key"], "Ny sidfot", 100)
    assert [one["elementTypeId"] for one in found["quoteElements"]] == [1200, 1400]


async def test_a_correction_keeps_what_it_does_not_say_and_reckons_anew(api: Api) -> None:
    quote = await quoted(api)
    await corrected(api, quote, marking="M-1", valid_until="2027-01-31")
    found = await shown(api, quote)
    assert (found["marking"], found["validToDate"][:10], found["totalAmountInclTax"]) == ("M-1", "2027-01-31", 625)
    await corrected(api, quote, kind=3)
    found = await shown(api, quote)
    assert (found["totalTaxAmount"], found["totalAmountInclTax"], found["taxPercent"]) == (0, 500, 25)
    assert found["quoteElements"][1]["content"]["totalTaxAmount"] == 0
    await corrected(api, quote, kind=0, tax_e4=12 * E4, elements=[table(row(100))])
    found = await shown(api, quote)
    assert (found["totalAmountInclTax"], len(found["quoteElements"])) == (112, 1)
    assert [one["logType"] for one in found["quoteLogEntries"]] == [1, 2, 2, 2]


async def test_a_sent_quote_is_corrected_as_a_draft_and_a_decided_one_no_more_st_90(api: Api) -> None:
    quote = await sent(api)
    found = await shown(api, quote)
    assert (found["quoteStatus"], found["sentDate"]) == (2, "2026-11-20T11:00:00.000Z")
    with pytest.raises(Locked, match="made a draft"):
        await corrected(api, quote, marking="M-2")
    await corrected(api, quote, notes="Ring", is_archived=True)
    found = await shown(api, quote)
    assert (found["notes"], found["archived"], found["quoteStatus"]) == ("Ring", True, 2)
    await corrected(api, quote, status=1, marking="M-2")
    found = await shown(api, quote)
    assert (found["quoteStatus"], found["sentDate"], found["marking"]) == (1, None, "M-2")
    await told(api, "quote.accept", {"key": quote["key"]}, modified_by_key=api.firm.admin)
    with pytest.raises(Locked, match="accepted"):
        await corrected(api, quote, status=1)
    with pytest.raises(Conflict, match="accepted on 2026-11-20"):
        await told(api, "quote.send", {"key": quote["key"]}, modified_by_key=api.firm.admin)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": 4}, "kind"),
        ({"status": 3}, "status"),
        ({"status": 2}, "status"),
        ({"valid_until": "2020-01-01"}, "valid_until"),
        ({"tax_e4": 13 * E4}, "tax_e4"),
        ({"currency_code": "EUR", "kind": 1}, "currency_code"),
        ({"customer_key": "59d05abdc471b72e49791350"}, "customer_key"),
        ({"category_key": "59d05abdc471b72e49791350"}, "category_key"),
        ({"template_key": "59d05abdc471b72e49791350"}, "template_key"),
        ({"delivers_on": "2026-12-02", "delivers_until": "2026-12-01"}, "delivers_until"),
        ({"elements": [{"content": {}}]}, "elements"),
        ({"elements": [{"kind": 1400}] * 201}, "elements"),
        ({"elements": [table(row(1, house_work=9))], "kind": 1}, "rows[0].house_work"),
        ({"elements": [table(row(1)), table({"kind": "article"})]}, "rows[1].article_key"),
        ({"deductions": [{"name": "Stina"}]}, "deductions"),
    ],
)
async def test_what_breaks_a_rule_is_refused_by_name(api: Api, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as refusal:
        await quoted(api, **{**SENT_QUOTE, **change})
    assert refusal.value.field == field
