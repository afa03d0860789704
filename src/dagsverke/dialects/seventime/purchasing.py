"""Purchase orders and supplement orders (Seven Time, Purchase Orders and Supplement Orders)."""

from typing import Any

from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.documents import documents
from dagsverke.dialects.seventime.rows import AMOUNT, ROW_MEMBERS
from dagsverke.domain.units import E6
from dagsverke.wire.codec import boolean, constant, instant, integer, key, money, scaled_number, text
from dagsverke.wire.resource import Answer, Envelope, Field, Filter, Operation, Resource
from dagsverke.wire.rows import Member, rows
from dagsverke.wire.values import json_bytes

GONE = {"_id": "key", "purchaseOrderName": "name", "purchaseOrderNumber": "number"}
RATE = scaled_number("rate", E6, 10**6)
_LOG = (
    Member("_id", "key", key),
    Member("logType", "kind", integer),
    Member("description", "description", text, blank=""),
    Member("user", "person_key", key),
    Member("userName", "person_name", text, blank=""),
    Member("logDate", "at", instant),
)


def _address(parts: tuple[Any, ...]) -> str:
    """Street and town as one text, the line broken as in HTML."""
    street, *town = parts
    return "<br>".join(part for part in (street, " ".join(one for one in town if one)) if part)


def gone(answer: Answer) -> bytes:
    """The key, name and number of the order that is gone, as DELETE answers."""
    return json_bytes({wire: answer.target[core] for wire, core in GONE.items()})


ENVELOPES: dict[str, Envelope] = {"gone order": gone}

address = shapes.shown_only("address", _address, {"type": "string"})
number_text = shapes.shown_only("number as text", str, {"type": "string"})


def _place(whose: str, *parts: str) -> tuple[Field, ...]:
    names = {"address": "address", "address2": "address2", "zipCode": "zip_code", "city": "city", "country": "country"}
    names |= {"email": "email", "name": "name", "phone": "phone"}
    return tuple(Field(f"{whose}Address.{part}", f"{whose}_{names[part]}", text, blank="") for part in parts)


PURCHASE_ORDER_FIELDS = (
    Field("_id", "key", key, "r", doc="Key of the purchase order."),
    Field("purchaseOrderNumber", "number", text, "r", blank="", doc="The next of the series."),
    Field("purchaseOrderName", "name", text, blank="", doc="The usual word of the language unless sent (ST-82)."),
    Field("purchaseOrderInfoName", "info_name", text, blank=""),
    Field("language", "language", text, blank="", doc="SV, EN or FI; SV unless sent."),
    Field("headerText", "header_text", text, blank=""),
    Field("footerText", "footer_text", text, blank=""),
    Field("footerInfoText", "footer_info", text, blank=""),
    Field("createdByUser", "created_by_key", key, required=True, doc="Who makes it; a PUT does not change it."),
    Field("modifiedByUser", "modified_by_key", key, "w", doc="Who corrects it; a PUT needs it."),
    Field("deletedByUser", "deleted_by_key", key, "w", doc="Who deletes it."),
    Field("createdByUserName", "created_by_name", text, "r", blank=""),
    Field("ourReference", "reference_key", key, doc="Key of a user; who makes it unless sent (ST-84)."),
    Field("ourReferenceName", "reference_name", text, "r"),
    Field("approvedBy", "approved_by_key", key, doc="Key of a user (ST-84)."),
    Field("distributor", "supplier_key", key, required=True),
    Field("distributorName", "supplier_name", text, "r", blank=""),
    Field("distributorAddress", ("supplier_address", "supplier_zip_code", "supplier_city"), address, "r", blank=""),
    Field("distributorVAT", "supplier_vat_number", text, "r", blank=""),
    Field("ourCustomerNumber", "supplier_our_customer_number", text, "r", blank=""),
    Field("contactPersonDistributor", "contact_key", key, doc="A contact person of the distributor."),
    Field("contactPersonDistributorName", "contact_name", text, "r"),
    Field("project", "project_key", key, doc="The work order's where there is one."),
    Field("projectName", "project_name", text, "r"),
    Field("workOrder", "work_order_key", key, doc="One of the project where both are sent."),
    Field("workOrderName", "work_order_title", text, "r", blank=""),
    Field("workOrderNumber", "work_order_number", number_text, "r", blank="0"),
    Field("purchaseOrderDate", "ordered_on", shapes.dated, doc="Today unless sent."),
    Field("totalAmount", "net_e4", AMOUNT, "r"),
    Field("totalTaxAmount", "tax_amount_e4", AMOUNT, "r"),
    Field("totalAmountInclTax", "payable_e4", AMOUNT, "r", doc="In whole kronor."),
    Field("taxPercent", "tax_e4", money, "r"),
    Field("totalCost", "cost_e4", AMOUNT, "r"),
    Field("currencyCode", "currency_code", text, "r", blank=""),
    Field("currencyRate", "currency_rate_e6", RATE, "r"),
    Field("purchaseOrderStatus", "status", integer, doc="1 draft unless sent; it never goes back (ST-83)."),
    Field("archived", "is_archived", boolean, "r"),
    Field("archivedDate", "archived_at", instant, "r"),
    Field("sentDate", "sent_at", instant, "r", doc="When it was first sent, or what only a sent order can be."),
    Field("confirmationDate", "confirmed_at", instant, "r", doc="When it was confirmed."),
    Field("desiredDeliveryDate", "wanted_on", shapes.dated),
    Field("expectedDeliveryDate", "expected_on", shapes.dated, doc="ST-84."),
    Field("paymentDays", "payment_days", integer, doc="The distributor's unless sent, or else the company's."),
    Field("marking", "marking", text, blank=""),
    Field("deliveryAttention", "delivery_attention", text, blank="", doc="Text (ST-82)."),
    Field("deliveryPhone", "delivery_contact_phone", text, blank=""),
    Field("publicLink", "public_link", text, "r", blank="", doc="Made with the order; nobody can guess it."),
    Field("approvedByName", "approved_by_name", text, "r"),
    *_place("invoice", "address", "address2", "zipCode", "city", "country", "email", "name", "phone"),
    *_place("delivery", "name", "address", "address2", "zipCode", "city", "country", "phone"),
    Field("documents", "documents", documents, "r", blank=[]),
    Field("purchaseOrderLogEntries", "log", rows("purchaseOrderLogEntries", _LOG), "r", blank=[]),
    Field("invoiceItems", "rows", rows("invoiceItems", ROW_MEMBERS), blank=[], doc="Priced at cost unless sent."),
    Field("createDate", "created_at", instant, "r"),
    Field("projectNumber", "project_number", text, "r"),
)

PURCHASE_ORDERS = Resource(
    name="purchaseOrders",
    collection="purchase_order",
    key=shapes.KEY,
    operations=(
        *shapes.listing("purchaseOrders", doc="Purchase orders."),
        *shapes.item("purchaseOrders", doc="One purchase order."),
        shapes.create("purchaseOrders", "purchase_order.record", doc="Makes a purchase order."),
        shapes.update("purchaseOrders", "purchase_order.correct", doc="Corrects one; what is not sent stays."),
        Operation(
            "delete",
            "DELETE",
            "purchaseOrders",
            reply="gone order",
            command="purchase_order.withdraw",
            reply_schema={"type": "object", "properties": {name: {"type": "string"} for name in GONE}},
            doc="Deletes a purchase order that is neither delivered nor obliterated.",
        ),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(
        Filter("purchaseOrderName", "name", "contains", doc="Part of the name, letter case apart."),
        Filter("purchaseOrderInfoName", "info_name", "contains", doc="Part of it, letter case apart."),
        Filter("purchaseOrderNumber", "number"),
        Filter("purchaseOrderStatus", "status", codec=integer),
        Filter("distributor", "supplier_key", codec=key),
        Filter("project", "project_key", codec=key),
        Filter("workOrder", "work_order_key", codec=key),
        Filter("workOrderNumber", "work_order_number", codec=integer),
    ),
    fields=PURCHASE_ORDER_FIELDS,
    both_ways="ST-84",
    quirks=("ST-01", "ST-04", "ST-09", "ST-10", "ST-14", "ST-29", "ST-32", "ST-82", "ST-83", "ST-84"),
    doc="What is bought of distributors.",
)

SUPPLEMENT_ORDER_FIELDS = (
    Field("_id", "key", key, "r", doc="Key of the supplement order."),
    Field("title", "title", text, "r", blank=""),
    Field("description", "description", text, "r", blank=""),
    Field("headerText", "header_text", text, "r", blank=""),
    Field("supplementOrderNumber", "number", integer, "r", doc="Counted within the project, from 1."),
    Field("supplementOrderType", "kind", integer, "r", doc="ST-85."),
    Field("createdByUser", "created_by_key", key, "r"),
    Field("createdByUserName", "created_by_name", text, "r", blank=""),
    Field("customer", "customer_key", key, "r"),
    Field("customerName", "customer_name", text, "r", blank=""),
    Field("project", "project_key", key, "r"),
    Field("projectName", "project_name", text, "r", blank=""),
    Field("projectNumber", "project_number", text, "r", blank=""),
    Field("totalAmount", "net_e4", AMOUNT, "r"),
    Field("totalTaxAmount", "tax_amount_e4", AMOUNT, "r"),
    Field("totalAmountInclTax", "payable_e4", AMOUNT, "r", doc="In whole kronor."),
    Field("taxPercent", "tax_e4", money, "r"),
    Field("contractedAmount", "contracted_e4", AMOUNT, "r"),
    Field("priceList", "price_list_key", key, "r"),
    Field("priceListName", "price_list_name", text, "r", blank=""),
    Field("billingMethod", "billing_method", text, "r", blank=""),
    Field("acceptedDate", "accepted_on", shapes.dated, "r"),
    Field("acceptedWithSignature", "has_signature", boolean, "r"),
    Field("signaturePath", None, constant, "r", blank=""),
    Field("deviation", None, constant, "r"),
    Field("deviationNumber", None, constant, "r", blank=0),
    Field("publicLink", "public_link", text, "r", blank="", doc="Made with the order; nobody can guess it."),
    Field("footerText", "footer_text", text, "r", blank=""),
    Field("deviations", None, constant, "r", blank=[]),
    Field("supplementOrderLogEntries", "log", rows("supplementOrderLogEntries", _LOG), "r", blank=[]),
    Field("documents", "documents", documents, "r", blank=[]),
    Field("workOrderIds", "work_order_keys", shapes.shown_keys, "r", blank=[]),
    Field("invoiceIds", "invoice_keys", shapes.shown_keys, "r", blank=[]),
    Field("invoiceItems", "rows", rows("invoiceItems", ROW_MEMBERS), "r", blank=[]),
    Field("modifiedDate", "modified_at", instant, "r", doc="null until it is changed."),
    Field("createDate", "created_at", instant, "r"),
    Field("status", "status", integer, "r", doc="ST-85."),
)

SUPPLEMENT_ORDERS = Resource(
    name="supplementOrders",
    collection="supplement_order",
    key=shapes.KEY,
    operations=(
        *shapes.listing("supplementOrders", doc="Supplement orders of one project."),
        *shapes.item("supplementOrders", doc="One supplement order."),
        *shapes.listing("supplementOrder", doc="Supplement orders of one project.", quirk="ST-85"),
        *shapes.item("supplementOrder", doc="One supplement order.", quirk="ST-85"),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(Filter("project", "project_key", codec=key, required=True, doc="Key of the project."),),
    fields=SUPPLEMENT_ORDER_FIELDS,
    quirks=("ST-10", "ST-32", "ST-85"),
    doc="What customers order beside what projects were agreed for.",
)
