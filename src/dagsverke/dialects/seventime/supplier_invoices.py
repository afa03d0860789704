"""Supplier invoices, those that the company writes for its sub-contractors too (Seven Time, Supplier Invoices)."""

from dataclasses import replace
from typing import Any

from dagsverke.app.company import Company
from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.documents import documents
from dagsverke.dialects.seventime.rows import AMOUNT, ROW_MEMBERS
from dagsverke.domain.supplier_invoices import MARKUP_MAX_E4, RATE_MAX_E6, STATUSES
from dagsverke.domain.units import E4, E6
from dagsverke.wire.codec import Codec, boolean, day, enum, instant, integer, key, money, scaled_number, text
from dagsverke.wire.resource import Answer, Envelope, Field, Filter, Resource
from dagsverke.wire.rows import Member, rows
from dagsverke.wire.values import KEY_MAX, clean, json_bytes, read_integer, same

EXTRAS = "extras.seventime"


def _read_number(value: Any, _: Company) -> str:
    """A number, or the text of one in which zeros at the front and letters count."""
    return clean(value, KEY_MAX) if isinstance(value, str) else str(read_integer(value))


number_text = Codec("number", same, _read_number, {"type": "string", "maxLength": KEY_MAX}, kind="text")
RATE = scaled_number("currency rate", E6, RATE_MAX_E6 // E6)
MARKUP = scaled_number("percentage", E4, MARKUP_MAX_E4 // E4)
CURRENCY = Codec("currency code", same, lambda value, _: clean(value, KEY_MAX).upper(), {"type": "string"}, kind="text")
STATUS = enum("status of a supplier invoice", {one: one for one in STATUSES})


LOG_MEMBERS = (
    Member("_id", "key", key, "r"),
    Member("logType", "kind", integer, "r"),
    Member("description", "description", text, "r", blank=""),
    Member("user", "person_key", key, "r"),
    Member("userName", "person_name", text, "r", blank=""),
    Member("logDate", "at", instant, "r"),
)


def key_and_number(answer: Answer) -> bytes:
    """The key and the number of the supplier invoice that is gone."""
    gone = answer.target
    return json_bytes({"_id": gone["key"], "supplierInvoiceNumber": gone["number"]})


ENVELOPES: dict[str, Envelope] = {"key and supplier invoice number": key_and_number}

FIELDS = (
    Field("_id", "key", key, doc="Key of the supplier invoice; a POST with it corrects that one.", quirk="ST-86"),
    Field("createdByUser", "created_by_key", key, "w", doc="Who records it; a POST without _id needs it."),
    Field("modifiedByUser", "modified_by_key", key, "w", doc="Who corrects it; a PUT, or a POST with _id, needs it."),
    Field("deletedByUser", "deleted_by_key", key, "w", doc="Who withdraws it."),
    Field("isInvoiceable", "is_billable", boolean, doc="True unless sent."),
    Field("isInvoiced", "is_invoiced", boolean, "r"),
    Field("selfBillingTimeLogIds", "time_entry_keys", shapes.shown_keys, "r", blank=[]),
    Field("selfBillingExpenseIds", "expense_keys", shapes.shown_keys, "r", blank=[]),
    Field(
        "invoiceItems", "rows", rows("invoiceItems", ROW_MEMBERS), blank=[], doc="Replaced whole where sent (ST-88)."
    ),
    Field("documents", "documents", documents, "r", blank=[]),
    Field("distributor", "supplier_key", key, doc="Key of the distributor; a POST without _id needs it."),
    Field("distributorName", "supplier_name", text, "r", blank=""),
    Field("yourReference", "your_reference", text, blank=""),
    Field("createDate", "created_at", instant, "r"),
    Field("invoiceDate", "invoiced_on", shapes.dated, doc="Today unless sent (ST-87)."),
    Field("paymentDate", "paid_on", shapes.dated),
    Field("totalAmount", "net_e4", AMOUNT, "r", doc="Before tax, in whole öre (ST-88)."),
    Field("totalTaxAmount", "tax_amount_e4", AMOUNT, "r"),
    Field("totalAmountInclTax", "payable_e4", AMOUNT, doc="A POST without _id needs it."),
    Field("taxPercent", "tax_e4", money, doc="0, 6, 12 or 25; 25 unless sent."),
    Field("taxType", "tax_kind", integer, "r"),
    Field("markupPercent", "markup_e4", MARKUP, doc="The customer's on supplier invoices unless sent (ST-87)."),
    Field("currencyCode", "currency_code", CURRENCY, blank="", doc="SEK unless sent."),
    Field("currencyRate", "currency_rate_e6", RATE, doc="Needed unless the currency is SEK, of which it is 1."),
    Field("OCR", "ocr", number_text, blank="", doc="A number, or text (ST-86)."),
    Field("economySystemStatus", f"{EXTRAS}.economySystemStatus", shapes.kept_number, blank=0),
    Field("expensesCreatedFromInvoiceItems", f"{EXTRAS}.expensesCreatedFromInvoiceItems", boolean, blank=False),
    Field("notes", "notes", text, blank=""),
    Field("isCreditInvoice", "is_credit", boolean, "r", doc="Whether it is below nil (ST-88)."),
    Field("creditForInvoiceNumber", "credit_of_number", number_text, blank=""),
    Field("isBooked", "is_booked", boolean),
    Field("economySystemRef", f"{EXTRAS}.economySystemRef", text, blank=""),
    Field("importedFrom", f"{EXTRAS}.importedFrom", text, blank=""),
    Field("supplierInvoiceStatus", "status", STATUS, doc="1 unless sent (ST-86)."),
    Field("workOrder", "work_order_key", key, doc="One of the project, where one is given."),
    Field("workOrderTitle", "work_order_title", text, "r", blank=""),
    Field("workOrderNumber", "work_order_number", integer, "r", blank=0),
    Field("project", "project_key", key, doc="The work order's where there is one."),
    Field("projectName", "project_name", text, "r"),
    Field("supplementOrderId", "supplement_order_key", key),
    Field("supplementOrderNumber", "supplement_order_number", integer, "r"),
    Field("customer", "customer_key", key, doc="The work order's where there is one."),
    Field("customerName", "customer_name", text, "r", blank=""),
    Field("department", "department_key", key),
    Field("departmentName", "department_name", text, "r", blank=""),
    Field("supplementOrder", "is_supplement", boolean, doc="Needs a project or work order with a fixed price."),
    Field("invoice", "invoice_key", key, "r", doc="The customer's invoice on which it stands."),
    Field("invoiceNumber", "number", text, "r", blank="", doc="The number of the supplier invoice (ST-86)."),
    Field("isSelfBillingInvoice", "is_self_billing", boolean, "r"),
    Field("selfBillingInvoiceStatus", "self_billing_status", integer, "r"),
    Field("exportedToEconomy", "is_exported", boolean),
    Field("selfBillingInvoice", "self_billing_key", key, "r", doc="Its own key where it is one (ST-89)."),
    Field("selfBillingInvoiceNumber", "self_billing_number", text, "r", blank=""),
    Field("footerText", "footer_text", text, blank=""),
    Field("footerInfoText", "footer_info", text, blank=""),
    Field("supplierInvoiceLogEntries", "log", rows("supplierInvoiceLogEntries", LOG_MEMBERS), "r", blank=[]),
    Field("supplierInvoiceNumber", "number", number_text, blank="", doc="A POST without _id needs it (ST-86)."),
    Field("dueDate", "due_on", shapes.dated, doc="What the distributor's payment days make it unless sent (ST-87)."),
    Field("totalAmountToInvoice", "to_invoice_e4", AMOUNT, "r", doc="Before tax, with the mark-up."),
    Field("resultUnit", "result_unit_key", key),
    Field("ourReference", "our_reference", text, blank=""),
)

SUPPLIER_INVOICES = Resource(
    name="supplierInvoices",
    collection="supplier_invoice",
    key=shapes.KEY,
    operations=(
        *shapes.listing("supplierInvoices", doc="Supplier invoices."),
        *shapes.item("supplierInvoices", doc="One supplier invoice."),
        shapes.create(
            "supplierInvoices",
            "supplier_invoice.record",
            doc="Records a supplier invoice, or corrects the one whose _id is sent (ST-86).",
        ),
        shapes.update(
            "supplierInvoices", "supplier_invoice.correct", doc="Corrects a supplier invoice; what is not sent stays."
        ),
        replace(
            shapes.delete("supplierInvoices", "supplier_invoice.withdraw", doc="Withdraws a supplier invoice."),
            reply="key and supplier invoice number",
            reply_schema={
                "type": "object",
                "required": ["_id", "supplierInvoiceNumber"],
                "properties": {"_id": {"type": "string"}, "supplierInvoiceNumber": {"type": "string"}},
            },
        ),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(
        Filter("supplierInvoiceNumber", "number", doc="The whole number (ST-86)."),
        Filter("supplierInvoiceStatus", "status", codec=integer),
        Filter("project", "project_key", codec=key),
        Filter("customer", "customer_key", codec=key),
        Filter("workOrder", "work_order_key", codec=key),
        Filter("workOrderNumber", "work_order_number", codec=integer),
        Filter("distributor", "supplier_key", codec=key),
        Filter("fromInvoiceDate", "invoiced_on", "ge", day, doc="Dated this day or later."),
        Filter("toInvoiceDate", "invoiced_on", "le", day, doc="Dated this day or earlier."),
        Filter("isInvoiceable", "is_billable", codec=boolean),
        Filter("isSelfBillingInvoice", "is_self_billing", codec=boolean),
        Filter("exportedToEconomy", "is_exported", codec=boolean),
        shapes.MODIFIED,
    ),
    fields=FIELDS,
    both_ways="ST-88",
    quirks=(
        *("ST-01", "ST-03", "ST-05", "ST-09", "ST-10", "ST-14", "ST-17", "ST-27", "ST-29", "ST-31", "ST-32"),
        *("ST-86", "ST-87", "ST-88", "ST-89"),
    ),
    doc="What suppliers are paid for, and what of it the customer pays.",
)
