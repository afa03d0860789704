"""Invoices and their tags (Seven Time, Invoices)."""

import html
from typing import Any

from dagsverke.app.company import Company
from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.customers import shares
from dagsverke.dialects.seventime.documents import documents
from dagsverke.dialects.seventime.rows import AMOUNT, LOG_MEMBERS, ROW_MEMBERS
from dagsverke.domain.calendars import local_day, midnight
from dagsverke.domain.units import E6
from dagsverke.wire.codec import (
    Codec,
    Context,
    boolean,
    constant,
    day,
    instant,
    integer,
    key,
    money,
    scaled_number,
    text,
)
from dagsverke.wire.moments import read_day, read_instant
from dagsverke.wire.resource import Field, Filter, Resource
from dagsverke.wire.rows import Member, rows
from dagsverke.wire.values import KEY_MAX, clean, read_boolean, same

_EXTRAS = "extras.seventime"
_DAY_LENGTH = len("2020-11-05")


def _read_day(value: Any, company: Company) -> str:
    """A date as it stands; a date and time is the local day on which it falls, so that what is shown can be sent."""
    written = clean(value, KEY_MAX).strip()
    if len(written) <= _DAY_LENGTH:
        return read_day(written)
    return local_day(read_instant(written, company.zone), company.zone)


def _begin(value: str, context: Context) -> str:
    return midnight(value, context.company().zone)


invoice_day = Codec(
    "date, YYYY-MM-DD",
    same,
    _read_day,
    {"type": "string", "description": "A local day, shown as the instant at which it begins (ST-75)."},
    kind="day",
    in_context=_begin,
)
"""A local day, shown as the instant at which it begins (ST-75)."""

from_settings = Codec(
    "boolean",
    lambda value: not value,
    lambda value, _: not read_boolean(value),
    {"type": "boolean"},
    kind="bool",
)
"""Whether the footer is the company's; at rest, whether it is the invoice's own."""

address = shapes.shown_only("text", lambda value: "<br>".join(map(_escaped, value.split("\n"))), {"type": "string"})
"""Lines of an address, as HTML."""

RATE = scaled_number("currency rate", E6, 10**6)
PAYMENT_MEMBERS = (
    Member("_id", "key", key, "r"),
    Member("createDate", "created_at", instant, "r"),
    Member("paymentDate", "paid_on", day, "r"),
    Member("amount", "amount_e4", AMOUNT, "r", blank=0),
    Member("user", "person_key", key, "r"),
    Member("userName", "person_name", text, "r", blank=""),
)
"""A payment; the document shows none (ST-76)."""


def _escaped(line: str) -> str:
    return html.escape(line, quote=False)


_PLACE = {
    "name": "name",
    "address": "address",
    "address2": "address2",
    "zipCode": "zip_code",
    "city": "city",
    "country": "country",
    "phone": "phone",
}

HEAD = (
    Field("_id", "key", key, "r", doc="Key of the invoice."),
    Field("modifiedByUser", "modified_by_key", key, "w", doc="Who corrects it; a PUT needs it."),
    Field("name", "name", text, "w", doc="The name in a POST; invoiceName is the stronger one (ST-73)."),
    Field("useFooterFromSettings", "has_own_footer", from_settings, "w", doc="True unless sent (ST-78)."),
    *(Field(f"deliveryAddress.{wire}", f"delivery_{core}", text, blank="") for wire, core in _PLACE.items()),
    Field("houseProperties.typeOfProperty", "property_type", integer, blank=0, doc="1 detached, 2 condominium."),
    Field("houseProperties.propertyDescription", "property_designation", text, blank="", doc="Type 1 needs it."),
    Field("houseProperties.housingSocietyNumber", "housing_society_number", text, blank="", doc="Type 2 needs it."),
    Field("houseProperties.apartmentNumber", "apartment_number", text, blank="", doc="Type 2 needs it."),
    Field("houseProperties.maxDeductionAmount", "max_deduction_e4", AMOUNT, "r", blank=0, doc="A person's cap."),
    Field("houseProperties.personalNumber", "personal_number", text, "r", blank="", doc="The customer's (ST-80)."),
    Field("houseProperties.deductionDistribution", "deductions", shares, blank=[], doc="At most 100 percent."),
    Field("workOrderIds", "work_order_keys", shapes.shown_keys, "r", blank=[]),
    Field("tags", "tags", shapes.key_list, blank=[], doc="Keys of invoice tags."),
    Field("createDate", "created_at", instant, "r"),
    Field("invoiceItems", "rows", rows("invoiceItems", ROW_MEMBERS), blank=[], doc="Rows; they stay unless sent."),
    Field("invoiceLogEntries", "log", rows("invoiceLogEntries", LOG_MEMBERS), "r", blank=[]),
    Field("invoiceName", "name", text, blank="", doc="Faktura, Invoice or Lasku unless sent."),
    Field("marking", "marking", text, blank=""),
    Field("yourOrderNumber", "your_order_number", text, blank=""),
    Field("notes", "notes", text, blank=""),
    Field("taxPercent", "tax_e4", money, blank=0, doc="0, 6, 12 or 25; of all rows, unless they have their own."),
    Field("invoiceStatus", "status", integer, blank=0, doc="1 draft, 2 sent, 3 paid, 4 obliterated."),
    Field("invoiceDate", "invoiced_on", invoice_day, doc="Today unless sent."),
    Field("createdByUser", "created_by_key", key, required=True, doc="Who makes it."),
    Field("createdByUserName", "created_by_name", text, "r", blank=""),
    Field("customer", "customer_key", key, required=True),
    Field("customerName", "customer_name", text, "r", blank=""),
    Field("dueDate", "due_on", invoice_day, doc="By the customer's or the company's payment days unless sent."),
    Field("language", "language", text, required=True, blank="", doc="A language code of two letters."),
    Field("project", "project_key", key),
    Field("projectName", "project_name", text, "r", blank=""),
    Field("contactPerson", "contact_key", key, doc="Of the customer."),
    Field("contactPersonName", "contact_name", text, "r", blank=""),
    Field("ourReference", "reference_key", key, doc="Key of a user."),
    Field("ourReferenceName", "reference_name", text, "r", blank=""),
    Field("workOrder", "work_order_key", key),
    Field("workOrderNumber", "work_order_number", shapes.shown_only("text", str, {"type": "string"}), "r", blank=""),
    Field("invoiceType", "kind", integer, blank=0, doc="0 normal, 1 ROT, 2 RUT, 3 construction."),
    Field("resultUnit", "result_unit_key", key),
    Field("resultUnitName", "result_unit_name", text, "r", blank=""),
    Field("priceList", "price_list_key", key, doc="The customer's unless sent (ST-77)."),
    Field("priceListName", "price_list_name", text, "r", blank=""),
    Field("multipleTaxesOnRows", "has_row_taxes", boolean, doc="Where a PUT sends false, it needs taxPercent."),
)
MONEY = (
    Field("currencyCode", "currency_code", text, blank="", doc="The country's unless sent."),
    Field("totalAmount", "net_e4", AMOUNT, "r"),
    Field("totalTaxAmount", "tax_amount_e4", AMOUNT, "r"),
    Field("totalAmountInclTax", "payable_e4", AMOUNT, "r", doc="Whole kronor; the deduction is not taken off."),
    Field("totalAmountRounding", "rounding_e4", AMOUNT, "r"),
)
STATE = (
    Field("sentDate", "sent_at", instant, "r"),
    Field("invoiceNumber", "number", text, "r", blank="", doc="A draft has none (ST-79)."),
    Field("OCRNumber", "ocr", text, "r", blank=""),
    Field("archived", "is_archived", boolean, "r"),
    Field("archivedDate", "archived_at", instant, "r"),
    Field("creditForInvoice", "credit_of_key", key, "r"),
    Field("creditForInvoiceNumber", "credit_of_number", text, "r", blank=""),
    Field("creditInvoice", "credited_by_key", key, "r"),
    Field("creditInvoiceNumber", "credited_by_number", text, "r", blank=""),
    Field("currencyRate", "currency_rate_e6", RATE, doc="Kronor for one of the currency; 1 unless sent."),
    Field("customerAddress", "customer_address", address, "r", blank="", doc="Where the customer is billed."),
    Field("customerEmail", "customer_email", text, "r", blank=""),
    Field("customerNumber", "customer_number", text, "r", blank=""),
    Field("customerOrgNo", "customer_organization_number", text, "r", blank=""),
    Field("customerVAT", "customer_vat_number", text, "r", blank=""),
    Field("description", "description", text, "r"),
    Field("discountInPercent", "discount_e4", money, "r", blank=0),
    Field("exportedToEconomy", "is_exported", boolean, "r"),
    Field("footerInfoText", "footer_info", text, "r"),
    Field("footerText", "footer_text", text, blank="", doc="Where useFooterFromSettings is false (ST-78)."),
    Field("headerText", "header_text", text, "r"),
    Field("houseDeductionAmount", "house_deduction_e4", AMOUNT, "r"),
    Field("houseDeductionBasisAmount", "house_basis_e4", AMOUNT, "r"),
    Field("isCreditInvoice", "is_credit", boolean, "r"),
    Field("isCredited", "is_credited", boolean, "r"),
    Field("partiallyPaid", "is_paid_in_part", boolean, "r"),
    Field("paymentDate", "paid_on", invoice_day, "r"),
    Field("paymentPlan", None, constant, "r"),
    Field("paymentPlanRowId", None, constant, "r", blank=""),
    Field("quote", "quote_key", key, "r"),
    Field("quoteNumber", "quote_number", text, "r", blank=""),
    Field("reminderDate", "reminded_on", invoice_day, "r"),
    Field("showPriceInclTaxesOnRows", "shows_gross", boolean, "r"),
    Field("supplementOrder", "supplement_order_key", key, "r"),
    Field(
        "supplementOrderNumber",
        "supplement_order_number",
        shapes.shown_only("text", str, {"type": "string"}),
        "r",
        blank="",
    ),
    Field("totalCost", "cost_e4", AMOUNT, "r"),
    Field("timeLogIds", "time_entry_keys", shapes.shown_keys, "r", blank=[]),
    Field("expenseIds", "expense_keys", shapes.shown_keys, "r", blank=[]),
    Field("driverJournalIds", "drive_keys", shapes.shown_keys, "r", blank=[]),
    Field("machineTimeLogIds", "machine_entry_keys", shapes.shown_keys, "r", blank=[]),
    Field("supplierInvoiceIds", "supplier_invoice_keys", shapes.shown_keys, "r", blank=[]),
    Field("externalSystemExport", None, constant, "r", blank=[]),
    Field("documents", "documents", documents, "r", blank=[]),
    Field("partialPayments", "payments", rows("partialPayments", PAYMENT_MEMBERS), "r", blank=[]),
    Field("checkLists", f"{_EXTRAS}.checkLists", shapes.items, blank=[], quirk="ST-73"),
    Field("supplementOrders", None, constant, "r", blank=[]),
    Field("customFields", f"{_EXTRAS}.customFields", shapes.items, blank=[], quirk="ST-73"),
)

INVOICES = Resource(
    name="invoices",
    collection="invoice",
    key=shapes.KEY,
    operations=(
        *shapes.listing("invoices", doc="Invoices."),
        *shapes.item("invoices", doc="One invoice."),
        shapes.create("invoices", "invoice.record", doc="Makes a draft, and sends it where the status is 2."),
        shapes.update("invoices", "invoice.correct", doc="Corrects a draft, or gives an invoice another status."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(
        Filter("invoiceNumber", "number"),
        Filter("OCRNumber", "ocr"),
        Filter("customerNumber", "customer_number"),
        Filter("fromInvoiceDate", "invoiced_on", "ge", day, doc="That day or later."),
        Filter("toInvoiceDate", "invoiced_on", "le", day, doc="That day or earlier."),
        Filter("fromDueDate", "due_on", "ge", day, doc="That day or later."),
        Filter("toDueDate", "due_on", "le", day, doc="That day or earlier."),
    ),
    fields=(*HEAD, *MONEY, *STATE),
    both_ways="ST-73",
    quirks=(
        *("ST-01", "ST-05", "ST-09", "ST-10", "ST-14", "ST-17", "ST-27", "ST-29"),
        *("ST-73", "ST-74", "ST-75", "ST-76", "ST-77", "ST-78", "ST-79", "ST-80", "ST-81"),
    ),
    doc="What customers are asked to pay: drafts, and what is sent.",
)

INVOICE_TAGS = Resource(
    name="invoiceTags",
    collection="invoice_tag",
    key=shapes.KEY,
    operations=shapes.listing("invoiceTags", is_bare=True, doc="Every tag of invoices."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("tagName", "name", text, "r", blank=""),
        Field("color", f"{_EXTRAS}.color", text, "r", blank=""),
    ),
    quirks=("ST-06",),
    doc="Words by which invoices are told apart.",
)
