"""Distributors and the persons to speak to there (Seven Time, Distributors)."""

from dagsverke.dialects.seventime import shapes
from dagsverke.dialects.seventime.documents import documents
from dagsverke.wire.codec import boolean, instant, integer, key, money, text
from dagsverke.wire.resource import Field, Filter, Resource

DISTRIBUTOR_FIELDS = (
    Field("_id", "key", key, "r", doc="Key of the distributor."),
    Field("name", "name", text, required=True, blank=""),
    Field("distributorNumber", "number", text, blank="", doc="Unique; the next of the series unless sent."),
    Field("address", "address", text, blank=""),
    Field("zipCode", "zip_code", text, blank=""),
    Field("city", "city", text, blank=""),
    Field("country", "country", text, blank=""),
    Field("phone", "phone", text, blank=""),
    Field("email", "email", text, blank="", doc="Text (ST-41)."),
    Field("organizationNumber", "organization_number", text, blank=""),
    Field("notes", "notes", text, blank=""),
    Field("purchaseOrderEmail", "order_email", text, blank=""),
    Field("ourCustomerNumber", "our_customer_number", text, blank=""),
    Field("paymentDays", "payment_days", integer, doc="The company's unless sent (ST-42)."),
    Field("hasSelfBilling", "has_self_billing", boolean),
    Field("selfBillingSettings.invoiceDeduction", "self_billing_deduction_e4", money, blank=0, doc="Percent."),
    Field("selfBillingSettings.deductionExpenseItem", "self_billing_article_key", key, doc="Key of an expense item."),
    Field("selfBillingSettings.invoiceNumberSeries", "self_billing_series", text, blank=""),
    Field("selfBillingSettings.invoiceCounter", "self_billing_counter", integer, blank=1, doc="At least 1."),
    Field("selfBillingSettings.emailForSelfBilling", "self_billing_email", text, blank=""),
    Field("isActive", "is_active", boolean, doc="True unless sent (ST-41)."),
    Field("isSubContractor", "is_sub_contractor", boolean),
    Field("createdDate", "created_at", instant, "r"),
    Field("modifiedDate", "modified_at", instant, "r"),
    Field("vatNumber", "vat_number", text, blank=""),
    Field("bankgiro", "bankgiro", text, blank=""),
    Field("plusgiro", "plusgiro", text, blank=""),
    Field("documents", "documents", documents, "r", blank=[]),
)

DISTRIBUTORS = Resource(
    name="distributors",
    collection="supplier",
    key=shapes.KEY,
    operations=(
        *shapes.listing("distributors", doc="Distributors."),
        *shapes.item("distributors", doc="One distributor."),
        shapes.create("distributors", "supplier.record", doc="Makes a distributor."),
        shapes.update("distributors", "supplier.correct", doc="Corrects a distributor; what is not sent stays."),
    ),
    paging=shapes.PAGED,
    sorting=shapes.sort_by(),
    filters=(Filter("name", "name", "contains", doc="Part of the name, letter case apart."),),
    fields=DISTRIBUTOR_FIELDS,
    both_ways="ST-41",
    quirks=("ST-01", "ST-09", "ST-10", "ST-14", "ST-17", "ST-27", "ST-29", "ST-41", "ST-42"),
    doc="From whom is bought, and who bill themselves on the company's behalf.",
)

DISTRIBUTOR_CONTACT_PERSONS = Resource(
    name="distributorContactPersons",
    collection="supplier_contact",
    operations=shapes.listing("distributorContactPersons", is_bare=True, doc="Contact persons of one distributor."),
    paging=shapes.WHOLE,
    sorting=shapes.sort_by(),
    filters=(Filter("distributor", "supplier_key", codec=key, required=True, doc="Key of the distributor."),),
    fields=(
        Field("_id", "key", key, "r"),
        Field("name", "name", text, "r", blank=""),
        Field("title", "title", text, "r", blank=""),
        Field("workPhone", "work_phone", text, "r", blank=""),
        Field("cellPhone", "cell_phone", text, "r", blank=""),
        Field("email", "email", text, "r", blank=""),
        Field("distributor", "supplier_key", key, "r"),
        Field("distributorName", "supplier_name", text, "r", blank=""),
        Field("mainContact", "is_main", boolean, "r"),
        Field("isActive", "is_active", boolean, "r"),
        Field("createdDate", "created_at", instant, "r"),
        Field("modifiedDate", "modified_at", instant, "r"),
    ),
    quirks=("ST-06",),
    doc="Whom to speak to at a distributor.",
)
