"""Customers, the persons to speak to there, and price lists (Seven Time, the sections of these names)."""

import json
from typing import Any

from dagsverke.app.company import Company
from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.documents import documents
from dagsverke.domain.pricing import CUSTOMER_METHODS
from dagsverke.wire.codec import Codec, boolean, instant, integer, key, money, text
from dagsverke.wire.resource import Field, Filter, Resource
from dagsverke.wire.values import KEY_MAX, clean, decimal_of, same

NO_MARKUP = -1000
"""What the examples show where no mark-up was agreed (ST-42)."""
_SHARE = {
    "itemId": ("item", key),
    "userName": ("name", text),
    "personalNumber": ("personal_number", key),
    "distributionPercent": ("percent_e4", money),
    "_id": ("key", key),
}
"""The members of a share: the core's name and the codec."""
_SHARE_SCHEMA = {
    "type": "object",
    "properties": {name: codec.schema for name, (_, codec) in _SHARE.items()},
    "required": ["userName", "personalNumber", "distributionPercent"],
}
_ORGANIZATION_DIGITS = (10, 12)


def _show_shares(at_rest: str) -> list[dict[str, Any]]:
    return [
        {wire: codec.to_wire(share[core]) for wire, (core, codec) in _SHARE.items()} for share in json.loads(at_rest)
    ]


def _read_shares(value: Any, company: Company) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise TypeError(value)
    return [
        {
            core: codec.from_wire(one[wire], company)
            for wire, (core, codec) in _SHARE.items()
            if one.get(wire) not in (None, "")
        }
        for one in value
    ]


def _organization_numbers(value: Any, _: Company) -> list[str]:
    """A number with and without its hyphen, which stands before the last four digits (ST-38)."""
    number = clean(value, KEY_MAX).strip()
    digits = number.replace("-", "")
    if len(digits) not in _ORGANIZATION_DIGITS or not (digits.isascii() and digits.isdigit()):
        return [number]
    return [digits, f"{digits[:-4]}-{digits[-4:]}"]


def _read_markup(value: Any, company: Company) -> int | None:
    return None if decimal_of(value) == NO_MARKUP else int(money.from_wire(value, company))


shares = Codec("list of deductions", _show_shares, _read_shares, {"type": "array", "items": _SHARE_SCHEMA})
"""Who shares a deduction for housework: the core's names at rest."""

organization_number = Codec("organization number", same, _organization_numbers, {"type": "string"})
"""For filtering: every spelling of the number."""

markup = Codec("percentage", money.to_wire, _read_markup, {"type": "number"}, money.to_text, "int")
"""A mark-up in percent, or the number that says that there is none (ST-42)."""

billing_method = shapes.billing_methods("customer", CUSTOMER_METHODS)

PLACE = ("name", "address", "address2", "zipCode", "city", "country", "phone")
_CORE_OF_PLACE = {"zipCode": "zip_code"}

CUSTOMER_FIELDS = (
    Field("_id", "key", key, "r", doc="Key of the customer."),
    Field("createdByUser", "created_by_key", key, "w", required=True, doc="Who makes the customer."),
    Field("modifiedByUser", "modified_by_key", key, "w", doc="Who corrects the customer; a PUT needs it."),
    Field("customerNumber", "number", text, blank="", doc="Unique; the next of the series unless sent."),
    Field("vatNumber", "vat_number", text, blank=""),
    Field("organizationNumber", "organization_number", text, blank="", doc="Or a personal number."),
    Field("email", "email", text, blank=""),
    Field("phone", "phone", text, blank=""),
    Field("city", "city", text, blank=""),
    Field("zipCode", "zip_code", text, blank=""),
    Field("address", "address", text, blank=""),
    Field("name", "name", text, required=True, blank=""),
    Field("documents", "documents", documents, "r", blank=[]),
    Field("billingSettings.useSeparateBillingAddress", "has_billing_address", boolean),
    Field("billingSettings.address", "billing_address", text, blank=""),
    Field("billingSettings.address2", "billing_address2", text, blank=""),
    Field("billingSettings.zipCode", "billing_zip_code", text, blank=""),
    Field("billingSettings.city", "billing_city", text, blank=""),
    Field("billingSettings.useSeparateBillingEmail", "has_billing_email", boolean),
    Field("billingSettings.invoiceEmail", "invoice_email", text, blank=""),
    Field("billingSettings.invoiceDeliveryType", "invoice_delivery", integer, blank=0, doc="0, 10 or 20."),
    Field("billingSettings.defaultEmailSubject", "extras.seventime.defaultEmailSubject", text, blank=""),
    Field("billingSettings.isConstructionCompany", "is_construction", boolean),
    Field("billingSettings.isROTCustomer", "is_rot", boolean),
    Field("billingSettings.isRUTCustomer", "is_rut", boolean),
    Field("billingSettings.typeOfProperty", "property_type", integer, blank=0, doc="Detached 1, condominium 2."),
    Field("billingSettings.propertyDescription", "property_designation", text, blank=""),
    Field("billingSettings.housingSocietyNumber", "housing_society_number", text, blank=""),
    Field("billingSettings.apartmentNumber", "apartment_number", text, blank=""),
    Field("billingSettings.personalNumber", "personal_number", text, blank=""),
    Field("billingSettings.deductionDistribution", "deductions", shares, blank=[], doc="At most 100 percent (ST-40)."),
    Field("billingSettings.expenseDiscount", "expense_discount_e4", money, blank=0, doc="Percent."),
    Field("billingSettings.expenseCustomProfitMargin", "expense_markup_e4", money, blank=0, doc="Percent."),
    Field("billingSettings.markupPercentSupplierInvoice", "supplier_markup_e4", markup, blank=NO_MARKUP),
    Field("billingSettings.priceList", "price_list_key", key, doc="Key of a price list."),
    Field("billingSettings.priceListName", "price_list_name", text, "r", blank=""),
    Field("modifiedDate", "modified_at", instant, "r"),
    Field("createdDate", "created_at", instant, "r"),
    Field("address2", "address2", text, blank=""),
    Field("country", "country", text, blank=""),
    Field("billingMethod", "billing_method", billing_method, blank="", doc="Empty where none was agreed."),
    Field("pricePerHour", "price_per_hour_e4", money, blank=0),
    Field("paymentDays", "payment_days", integer, doc="The company's unless sent (ST-42)."),
    Field("notes", "notes", text, blank=""),
    Field("isActive", "is_active", boolean, doc="True unless sent."),
    *(Field(f"deliveryAddress.{one}", f"delivery_{_CORE_OF_PLACE.get(one, one)}", text, blank="") for one in PLACE),
)

CUSTOMERS = Resource(
    name="customers",
    collection="customer",
    key=shapes.KEY,
    operations=(
        *shapes.listing("customers", doc="Customers."),
        *shapes.item("customers", doc="One customer."),
        shapes.create("customers", "customer.record", doc="Makes a customer."),
        shapes.update("customers", "customer.correct", doc="Corrects a customer; what is not sent stays."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(
        Filter("name", "name", "contains", doc="Part of the name, letter case apart."),
        Filter("customerNumber", "number", doc="The whole number."),
        Filter(
            "organizationNumber",
            "organization_number",
            "in",
            organization_number,
            doc="The whole number, with or without its hyphen (ST-38).",
        ),
        Filter("city", "city", "contains", doc="Part of the city, letter case apart."),
        shapes.MODIFIED,
    ),
    fields=CUSTOMER_FIELDS,
    both_ways="ST-39",
    quirks=(
        "ST-01",
        "ST-05",
        "ST-09",
        "ST-10",
        "ST-14",
        "ST-17",
        "ST-27",
        "ST-29",
        "ST-38",
        "ST-39",
        "ST-40",
        "ST-42",
    ),
    doc="Whom the work is for, and what is agreed with them.",
)

CONTACT_PERSONS = Resource(
    name="contactPersons",
    collection="contact",
    key=shapes.KEY,
    operations=(
        *shapes.listing("contactPersons", doc="Contact persons of customers."),
        *shapes.item("contactPersons", doc="One contact person."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(Filter("customerId", "customer_key", codec=key, doc="Key of a customer."),),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("title", "title", text, "r", blank=""),
        Field("workPhone", "work_phone", text, "r", blank=""),
        Field("cellPhone", "cell_phone", text, "r", blank=""),
        Field("email", "email", text, "r", blank=""),
        Field("customer", "customer_key", key, "r"),
        Field("customerName", "customer_name", text, "r", blank=""),
        Field("mainContact", "is_main", boolean, "r"),
        Field("isActive", "is_active", boolean, "r"),
        Field("createdDate", "created_at", instant, "r"),
        Field("modifiedDate", "modified_at", instant, "r"),
    ),
    doc="Whom to speak to at a customer.",
)

PRICE_LISTS = Resource(
    name="priceLists",
    collection="price_list",
    key=shapes.KEY,
    operations=(
        *shapes.listing("priceLists", doc="Price lists."),
        *shapes.item("priceLists", doc="One price list."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("isActive", "is_active", boolean, "r"),
    ),
    doc="What some customers pay instead of the usual prices.",
)
