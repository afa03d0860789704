"""Customer invoices by date, number or id (SoftOne, the whole CustomerInvoices document)."""

from dagsverke.dialects.softone.invoice_values import (
    billing_type,
    decimal_amount,
    invoice_rows,
    midnight,
    origin_status,
)
from dagsverke.wire.codec import boolean, day_part, integer, key
from dagsverke.wire.resource import Field, Filter, Operation, Paging, Resource

PATHS = (
    "/Economy/CustomerInvoices/Filter",
    "/Economy/Billing/CustomerInvoices/Filter",
    "/Economy/Billing/CustomerInvoices/Search",
    "/Billing/CustomerInvoices/Filter",
)
PAGING = Paging(
    page="PageNumber",
    size="PageNrOfRecords",
    default=100,
    ceiling=1000,
    is_clamped=True,
    size_aliases=("maxNrRows",),
)

CUSTOMER_INVOICES = Resource(
    name="CustomerInvoice",
    collection="sold_invoice",
    operations=tuple(
        Operation(
            "list",
            "POST",
            path,
            reply="bare",
            report="invoice.sold",
            hands_page=True,
            reply_schema={"type": "array", "items": {"$ref": "#/components/schemas/CustomerInvoice"}},
            doc="A page of the invoices that the body asks for, by date and number (SO-07).",
        )
        for path in PATHS
    ),
    paging=PAGING,
    filters=(
        Filter("InvoiceId", "invoice_id", codec=integer, doc="The invoice with this id, a number or its text."),
        Filter("Number", "number", codec=key, doc="The invoice with this number."),
        Filter("InvoiceDateFrom", "from_on", "ge", day_part, doc="Invoices of this date and later; its date counts."),
        Filter("InvoiceDateTo", "until_on", "le", day_part, doc="Invoices of this date and earlier; its date counts."),
        Filter("IncludePreliminary", "has_drafts", codec=boolean, doc="Drafts too."),
        Filter("IncludeVoucher", "shows_booked", codec=boolean, doc="Tell which have a voucher (SO-10)."),
        Filter("IncludeRowAccountInfo", "has_postings", codec=boolean, doc="The accounts of each row (SO-11)."),
    ),
    fields=(
        Field("InvoiceRows", "rows", invoice_rows, "r", doc="In the order of the invoice."),
        Field("InvoiceId", "id", integer, "r"),
        Field("InvoiceNr", "number", key, "r", doc="null on a draft."),
        Field("CustomerNr", "customer_number", key, "r"),
        Field("CustomerName", "customer_name", key, "r"),
        Field("CustomerOrgNr", "customer_organization_number", key, "r"),
        Field("InvoiceDate", "invoiced_on", midnight, "r"),
        Field("DueDate", "due_on", midnight, "r"),
        Field("BillingType", "is_credit", billing_type, "r", doc="1 debit, 2 credit."),
        Field("Currency", "currency_code", key, "r"),
        Field("OriginStatus", "stage", origin_status, "r", doc="1 draft, 2 issued, 3 with voucher, 4 obliterated."),
        Field("TotalAmount", "payable_home_e4", decimal_amount, "r", doc="What is to be paid, in the own currency."),
        Field("TotalAmountCurrency", "payable_e4", decimal_amount, "r"),
        Field("VATAmount", "tax_amount_home_e4", decimal_amount, "r"),
        Field("VATAmountCurrency", "tax_amount_e4", decimal_amount, "r"),
    ),
    quirks=("SO-03", "SO-05", "SO-07", "SO-08", "SO-09", "SO-10", "SO-11"),
    doc="Invoices to customers, with their rows.",
)
"""The invoice's keys stand in the order of the sample (SO-09)."""
