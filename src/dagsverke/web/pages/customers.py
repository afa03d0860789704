"""Customers and the persons to speak to there: lists, a customer's page, and forms."""

from dataclasses import replace

from starlette.responses import Response

from dagsverke.app.commands import contacts, customers
from dagsverke.app.customer_sheet import customer_sheet
from dagsverke.domain import pricing
from dagsverke.web.forms import pages as forms
from dagsverke.web.forms.model import Field, FormPage, Part, Picked
from dagsverke.web.lists import pages as lists
from dagsverke.web.lists.model import Column, ListPage, Sieve
from dagsverke.web.pages.invoices import STATUSES
from dagsverke.web.pages.narrowing import OF_CUSTOMER
from dagsverke.web.pages.picks import TO_CUSTOMER
from dagsverke.web.pages.projects import AREA, JOBS, METHODS
from dagsverke.web.visit import Visit, page

PATH = "/customers"
CUSTOMERS = ListPage(
    PATH,
    "Customers",
    AREA,
    "customer",
    columns=(
        Column("name", "Name", "name"),
        Column("number", "Number", "number"),
        Column("city", "City", "city"),
        Column("phone", "Phone", "phone"),
        Column("email", "E-mail", "email"),
        Column("organization_number", "Organisation number", "organization_number", is_shown=False),
    ),
    sieves=(
        Sieve("q", "Name", "name"),
        Sieve("number", "Number", "number", "eq"),
        Sieve("city", "City", "city"),
    ),
    order=(("name", False),),
    row_path=PATH + "/{key}",
    new_path=PATH + "/new",
    new_label="New customer",
    new_area=JOBS,
    hint="Projects, work orders and invoices are for somebody.",
)
CONTACTS = ListPage(
    "/contacts",
    "Contacts",
    AREA,
    "contact",
    columns=(
        Column("name", "Name", "name"),
        Column("customer", "Customer", "customer_name"),
        Column("title", "Title", "title"),
        Column("work_phone", "Phone", "work_phone"),
        Column("cell_phone", "Mobile", "cell_phone"),
        Column("email", "E-mail", "email"),
        Column("main", "Main contact", "is_main", "flag"),
    ),
    sieves=(Sieve("q", "Name", "name"), OF_CUSTOMER),
    order=(("name", False),),
    row_path=PATH + "/{customer_key}",
    new_path="/contacts/new",
    new_label="New contact",
    new_area=JOBS,
    hint="Whom to speak to at a customer.",
)
CUSTOMER_FORM = FormPage(
    PATH,
    JOBS,
    "customer",
    (
        Part(
            "Customer",
            (
                Field("name", "Name", is_required=True),
                Field("number", "Number", hint="The next of the series where it is left empty."),
                Field("organization_number", "Organisation number"),
                Field("vat_number", "VAT number"),
                Field("email", "E-mail", "email"),
                Field("phone", "Phone"),
                Field("notes", "Notes", "long"),
                Field("is_active", "Active", "flag", default=True),
            ),
        ),
        Part(
            "Address",
            (
                Field("address", "Address"),
                Field("address2", "Address, second line"),
                Field("zip_code", "Postcode"),
                Field("city", "City"),
                Field("country", "Country"),
            ),
        ),
        Part(
            "Billing",
            (
                Field("payment_days", "Days to pay", "count"),
                Field(
                    "billing_method",
                    "Billed",
                    "choice",
                    choices={one: METHODS[one] for one in METHODS if one in pricing.CUSTOMER_METHODS},
                ),
                Field("price_per_hour_e4", "Price per hour", "money"),
                Field("price_list_key", "Price list", "row", of=Picked("price_list", is_active=True)),
                Field("expense_discount_e4", "Discount on expenses, percent", "percent"),
                Field("expense_markup_e4", "Markup on expenses, percent", "percent"),
                Field("has_billing_email", "Invoices go to another e-mail address", "flag"),
                Field("invoice_email", "E-mail for invoices", "email"),
                Field("is_construction", "Construction firm (reverse charge)", "flag"),
                Field("is_rot", "ROT", "flag"),
                Field("is_rut", "RUT", "flag"),
                Field("property_designation", "Property designation"),
                Field("housing_society_number", "Housing society's number"),
                Field("apartment_number", "Apartment number"),
                Field("personal_number", "Personal number"),
            ),
        ),
    ),
    new_label="New customer",
    edit_label="Change the customer",
    record=customers.record,
    correct=customers.correct,
)
CONTACT_FORM = FormPage(
    "/contacts",
    JOBS,
    "contact",
    (
        Part(
            "",
            (
                replace(TO_CUSTOMER, is_fixed=True),
                Field("name", "Name", is_required=True),
                Field("title", "Title"),
                Field("work_phone", "Phone"),
                Field("cell_phone", "Mobile"),
                Field("email", "E-mail", "email"),
                Field("is_main", "Main contact", "flag"),
                Field("is_active", "Active", "flag", default=True),
            ),
        ),
    ),
    new_label="New contact",
    edit_label="Change the contact",
    record=contacts.record,
    correct=contacts.correct,
    done_path=PATH + "/{customer_key}",
)


async def show(visit: Visit) -> Response:
    """One customer."""
    key, with_invoices = visit.request.path_params["key"], visit.may_enter("sales")
    sheet = await visit.read(lambda reader: customer_sheet(reader, key, with_invoices=with_invoices))
    return visit.page("customer.html", sheet=sheet, customer=sheet.customer, statuses=STATUSES, methods=METHODS)


ROUTES = (
    *lists.routes_of(CUSTOMERS),
    *lists.routes_of(CONTACTS),
    *forms.routes_of(CUSTOMER_FORM),
    *forms.routes_of(CONTACT_FORM),
    page(PATH + "/{key}", AREA, show),
)
