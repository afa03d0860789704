"""Quotes, quote templates and quote categories (Seven Time, Quotes)."""

from typing import Any

from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.customers import shares
from dagsverke.dialects.seventime.documents import documents
from dagsverke.dialects.seventime.purchasing import RATE, number_text
from dagsverke.dialects.seventime.quote_elements import elements, template_elements
from dagsverke.dialects.seventime.rows import AMOUNT
from dagsverke.wire.codec import Codec, boolean, day, instant, integer, key, money, text
from dagsverke.wire.resource import Field, Filter, Resource
from dagsverke.wire.rows import Member, rows

_LOG = (
    Member("_id", "key", key),
    Member("logDate", "at", instant),
    Member("userName", "person_name", text, blank=""),
    Member("user", "person_key", key),
    Member("description", "description", text, blank=""),
    Member("logType", "kind", integer),
    Member("entryId", "key", key),
)


def _address(parts: tuple[Any, ...]) -> str:
    return " ".join(part for part in parts if part)


address = shapes.shown_only("address", _address, {"type": "string"})
text_or_null = shapes.shown_only("text", lambda value: value or None, {"type": ["string", "null"]})
"""Text that these examples show as null where there is none."""
PLACE = {"name": "name", "address": "address", "address2": "address2", "zipCode": "zip_code", "city": "city"}
PLACE |= {"country": "country", "phone": "phone"}


def shown(wire: str, core: str | tuple[str, ...], codec: Codec = text, blank: Any = None, doc: str = "") -> Field:
    """A property that is read and never sent: quotes are written through the app (ST-90)."""
    return Field(wire, core, codec, "r", blank=blank, doc=doc)


def _kept(wire: str, codec: Codec, blank: Any) -> Field:
    """What only this vendor cares about."""
    return Field(wire, f"extras.seventime.{wire}", codec, "r", blank=blank)


NUMBER = shown("quoteNumber", "number", text, "", "The next of the series unless chosen.")
NAMES = (
    shown("quoteName", "name", text, ""),
    shown("quoteInfoName", "info_name", text, ""),
)
PROSE = (
    shown("language", "language", text, ""),
    shown("description", "description", text_or_null),
    shown("headerText", "header_text", text_or_null),
    shown("footerInfoText", "footer_info", text_or_null),
    shown("footerText", "footer_text", text, ""),
)
ADDRESS = shown("customerAddress", ("customer_address", "customer_zip_code", "customer_city"), address, "")
DATES = (
    shown("quoteDate", "quoted_on", shapes.dated, doc="A day (ST-91)."),
    shown("validToDate", "valid_until", shapes.dated, doc="The last day on which it can be accepted (ST-91)."),
)
SUMS = (
    shown("totalAmount", "net_e4", AMOUNT, 0, "The sum of its elements."),
    shown("totalTaxAmount", "tax_amount_e4", AMOUNT, 0),
    shown("totalAmountInclTax", "payable_e4", AMOUNT, 0, "Not rounded (ST-92)."),
    shown("taxPercent", "tax_e4", money, 0),
)
ANSWERED = (
    shown("acceptedDate", "accepted_on", shapes.dated),
    shown("rejectedDate", "declined_on", shapes.dated),
)
DELIVERY = (
    shown("deliveryDate", "delivers_on", shapes.dated),
    shown("deliveryDateEnd", "delivers_until", shapes.dated),
)
DEDUCTED = (
    shown("houseDeductionBasisAmount", "house_basis_e4", AMOUNT, 0),
    shown("houseDeductionAmount", "house_deduction_e4", AMOUNT, 0),
)
CONDITIONS = (
    shown("enableQuoteConditions", "has_conditions", boolean),
    shown("quoteConditionsContent", "conditions", text, ""),
    shown("multipleTaxesOnRows", "has_row_taxes", boolean),
    shown("showPriceInclTaxesOnRows", "shows_gross", boolean),
)
DELIVERED = tuple(shown(f"deliveryAddress.{wire}", f"delivery_{core}", text, "") for wire, core in PLACE.items())

QUOTES = Resource(
    name="quotes",
    collection="quote",
    key=shapes.KEY,
    operations=(*shapes.listing("quotes", doc="Quotes."), *shapes.item("quotes", doc="One quote.")),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(
        Filter("quoteName", "name", "contains", doc="Part of the name, letter case apart."),
        Filter("quoteNumber", "number"),
        Filter("fromQuoteDate", "quoted_on", "ge", day),
        Filter("toQuoteDate", "quoted_on", "le", day),
        Filter("fromValidToDate", "valid_until", "ge", day),
        Filter("toValidToDate", "valid_until", "le", day),
    ),
    fields=(
        shown("_id", "key", key, doc="Key of the quote."),
        NUMBER,
        shown("quoteType", "kind", integer, doc="0 normal, 1 ROT, 2 RUT, 3 reverse charge (ST-91)."),
        *NAMES,
        shown("quoteCategory", "category_key", key),
        shown("quoteCategoryName", "category_name"),
        *PROSE,
        shown("createdByUser", "created_by_key", key),
        shown("createdByUserName", "created_by_name", text, ""),
        shown("ourReference", "reference_key", key),
        shown("ourReferenceName", "reference_name", text, ""),
        shown("salesAgent", "agent_key", key),
        shown("salesAgentName", "agent_name", text, ""),
        shown("customer", "customer_key", key),
        shown("customerName", "customer_name", text, ""),
        shown("customerNumber", "customer_number", text, ""),
        ADDRESS,
        shown("customerVAT", "customer_vat_number", text, ""),
        shown("contactPerson", "contact_key", key),
        shown("contactPersonName", "contact_name"),
        shown("project", "project_key", key),
        shown("projectName", "project_name"),
        shown("workOrder", "work_order_key", key),
        shown("workOrderName", "work_order_title", text, ""),
        shown("workOrderNumber", "work_order_number", number_text, ""),
        *DATES,
        shown("discountInPercent", "discount_e4", money, 0),
        *SUMS,
        shown("totalCost", "cost_e4", AMOUNT, 0),
        shown("useQuoteValue", "has_own_value", boolean),
        shown("quoteValue", "own_value_e4", AMOUNT, 0),
        shown("useQuoteCost", "has_own_cost", boolean),
        shown("quoteCost", "own_cost_e4", AMOUNT, 0),
        shown("currencyCode", "currency_code", text, ""),
        shown("currencyRate", "currency_rate_e6", RATE, 1),
        shown("quoteStatus", "status", integer, doc="1 draft, 2 sent, 3 accepted, 4 not accepted, 10 opportunity."),
        shown("archived", "is_archived", boolean),
        shown("archivedDate", "archived_at", instant),
        *DELIVERY,
        shown("sentDate", "sent_at", instant),
        *ANSWERED,
        shown("invoice", "invoice_key", key, doc="The invoice that was drafted from it."),
        shown("invoiceNumber", "invoice_number", text, ""),
        shown("invoicedDate", "invoiced_on", shapes.dated),
        shown("priceList", "price_list_key", key),
        shown("priceListName", "price_list_name", text, ""),
        shown("marking", "marking", text, ""),
        *DEDUCTED,
        *CONDITIONS,
        shown("confirmationDate", "confirmed_at", instant),
        shown("confirmationHeaderText", "confirmation_header", text, ""),
        shown("confirmationFooterInfoText", "confirmation_footer", text, ""),
        shown("confirmationTitle", "confirmation_title", text, ""),
        shown("publicLink", "public_link", text, "", "Whoever knows it may see and answer the quote (ST-93)."),
        _kept("useBudgetCalculation", boolean, blank=False),
        shown("quoteAcceptReason", "accept_reason_key", key),
        shown("quoteAcceptReasonName", "accept_reason_name"),
        shown("quoteDeclineReason", "decline_reason_key", key),
        shown("quoteDeclineReasonName", "decline_reason_name"),
        shown("notes", "notes", text, ""),
        shown("openNotificationSent", "is_opened", boolean),
        shown("quoteTemplate", "template_key", key),
        _kept("stockReservationIsDone", boolean, blank=False),
        shown("quoteElements", ("elements", "rows"), elements, []),
        _kept("budgetCalculation.invoiceItems", shapes.items, []),
        _kept("budgetCalculation.totalBenefitAmount", shapes.number, 0),
        _kept("budgetCalculation.totalCostAmount", shapes.number, 0),
        shown("houseProperties.typeOfProperty", "property_type", integer, 0),
        shown("houseProperties.propertyDescription", "property_designation", text, ""),
        shown("houseProperties.housingSocietyNumber", "housing_society_number", text, ""),
        shown("houseProperties.apartmentNumber", "apartment_number", text, ""),
        shown("houseProperties.maxDeductionAmount", "max_deduction_e4", AMOUNT, 0),
        shown("houseProperties.personalNumber", "personal_number", text, ""),
        shown("houseProperties.deductionDistribution", "deductions", shares, []),
        *DELIVERED,
        shown("documents", "documents", documents, []),
        shown("quoteLogEntries", "log", rows("quoteLogEntries", _LOG), []),
        Field("invoiceItems", None, access="r", blank=[], doc="The rows stand in the elements."),
        shown("createDate", "created_at", instant),
    ),
    quirks=("ST-03", "ST-10", "ST-14", "ST-29", "ST-32", "ST-90", "ST-91", "ST-92", "ST-93"),
    doc="What customers are offered. Quotes are made and changed through the app (ST-90).",
)

QUOTE_TEMPLATES = Resource(
    name="quoteTemplates",
    collection="quote_template",
    operations=shapes.listing("quoteTemplates", is_bare=True, doc="Every quote template."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    filters=(Filter("templateName", "name", "contains", doc="Part of the name, letter case apart."),),
    fields=(
        shown("_id", "key", key),
        _kept("columnContents", shapes.items, []),
        shown("templateName", "name", text, ""),
        shown("quoteType", "kind", integer),
        shown("language", "language", text, ""),
        shown("createdByUser", "created_by_key", key),
        shown("createdByUserName", "created_by_name", text, ""),
        shown("createDate", "created_at", instant),
        shown("documents", "documents", documents, []),
        shown("quoteElements", "elements", template_elements, []),
        _kept("overrideFooter", boolean, blank=False),
        shown("footerText", "footer_text", text, ""),
        _kept("footerNumOfCols", shapes.number, 1),
        _kept("overrideLogoAndAddress", boolean, blank=False),
        _kept("logo", shapes.items, []),
        _kept("logotypeWidth", shapes.number, 200),
        _kept("logoPosition", text, "left"),
        _kept("quoteAddress", text, ""),
    ),
    quirks=("ST-06",),
    doc="What quotes are made of.",
)

QUOTE_CATEGORIES = Resource(
    name="quoteCategories",
    collection="quote_category",
    operations=shapes.listing("quoteCategories", is_bare=True, doc="Every quote category."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    filters=(Filter("quoteCategoryName", "name", "contains", doc="Part of the name, letter case apart."),),
    fields=(
        shown("_id", "key", key),
        shown("isActive", "is_active", boolean),
        shown("quoteCategoryName", "name", text, ""),
    ),
    quirks=("ST-06",),
    doc="Kinds of quotes.",
)
