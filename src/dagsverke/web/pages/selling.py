"""What the forms of quotes and invoices have alike: kinds, languages, homes, and on what terms rows are priced."""

from collections.abc import Sequence

from dagsverke.app.house_deductions import CONDOMINIUM, DETACHED
from dagsverke.app.papers import Terms, priced_rows
from dagsverke.app.ports import Reader
from dagsverke.domain import quoting
from dagsverke.web.forms.model import Field, Given, Head, Part, Picked
from dagsverke.web.lists.model import Choice
from dagsverke.web.pages.picks import ORDER, PROJECT, REFERENCE, TO_CUSTOMER

KINDS = {
    quoting.NORMAL: Choice("Ordinary"),
    quoting.ROT: Choice("ROT"),
    quoting.RUT: Choice("RUT"),
    quoting.CONSTRUCTION: Choice("Reverse charge"),
}
LANGUAGES = {"SV": Choice("Swedish"), "EN": Choice("English"), "FI": Choice("Finnish")}
HOMES = {DETACHED: Choice("House"), CONDOMINIUM: Choice("Flat in a housing society")}
HOME = Part(
    "Work in a home (ROT and RUT)",
    (
        Field("property_type", "Home", "choice", choices=HOMES),
        Field("property_designation", "Property"),
        Field("housing_society_number", "Housing society"),
        Field("apartment_number", "Apartment"),
        Field("personal_number", "Personal number"),
        Field(
            "deductions",
            "Who shares the deduction",
            "shares",
            hint="A name, a personal number and a percentage on each line, with semicolons between.",
        ),
    ),
)
TO_WHOM = (
    TO_CUSTOMER,
    Field("contact_key", "Contact person", "row", of=Picked("contact", is_active=True)),
    PROJECT,
    ORDER,
    REFERENCE,
)
FOLLOWS = {"kind": "look", "customer_key": "look"}
"""The fields that say on what terms rows are priced."""


def priced(reader: Reader, head: Head, items: Sequence[Given]) -> Sequence[Given]:
    """Rows as the customer who is named would have them, each with its own rate of tax."""
    customer = reader.find("customer", key=head["customer_key"]) if head.get("customer_key") else None
    terms = Terms(
        price_list_id=customer["price_list_id"] if customer else None,
        article_discount_e4=customer["expense_discount_e4"] if customer else 0,
        has_row_taxes=True,
        is_reverse_charge=head.get("kind") == str(quoting.CONSTRUCTION),
    )
    return priced_rows(reader, items, terms)
