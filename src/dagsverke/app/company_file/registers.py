"""Sections that are registers, and goods: articles, price lists, machines, kinds of trips, suppliers."""

from collections.abc import Mapping

from dagsverke.app.company_file.codecs import DAY, MONEY, PERCENT, Codec, Names, maybe, reference, whole
from dagsverke.app.company_file.sections import Field, Section, Values, flag, required, text, texts
from dagsverke.app.company_file.tables import EXTRAS, Table, by_name
from dagsverke.app.ports import Reader

_BY_CODE = frozenset({"vehicle", "salary_type", "result_unit"})
"""Registers whose items are known by their codes: two vehicles may be of one make."""
KINDS = (
    *("department", "result_unit", "vehicle", "skill", "work_type", "salary_type", "machine_type"),
    *("project_type", "project_tag", "work_order_type", "work_order_tag", "invoice_tag"),
    *("quote_category", "quote_accept_reason", "quote_decline_reason"),
)
_EXTRAS = Field("extras", EXTRAS, default="{}")
_ACTIVE = flag("active", "is_active", default=True)


def _register(kind: str) -> Section:
    return Section(
        kind,
        "register_item",
        (required("name"), *texts("code", "description"), _ACTIVE, _money("price"), _EXTRAS),
        identity=("code", "name") if kind in _BY_CODE else ("name",),
        where={"kind": kind},
    )


def _money(name: str, column: str = "") -> Field:
    return Field(name, MONEY, column or f"{name}_e4", 0)


def _named(name: str, section: str, column: str) -> Field:
    """A key that names a row of another section, or nothing."""
    return Field(name, maybe(reference(section)), column, None)


def _prices(section: str, what: str) -> Codec:
    return by_name(section, MONEY, what)


def _listed(reader: Reader, names: Names) -> Mapping[int, Values]:
    """The prices of each list: of articles, and of hours of a cause."""
    found: dict[int, dict[str, dict[str, int]]] = {}
    for row in reader.find_all("price_list_row"):
        key, section = ("articles", "article") if row["article_id"] else ("hours", "cause")
        name = names.name_of(section, row["article_id"] or row["cause_id"])
        if name is not None:
            found.setdefault(row["price_list_id"], {}).setdefault(key, {})[str(name)] = row["price_e4"]
    return {list_id: {key: _table(one) for key, one in prices.items()} for list_id, prices in found.items()}


def _table(prices: Mapping[str, int]) -> Table:
    return tuple(sorted(prices.items()))


REGISTERS = tuple(_register(kind) for kind in KINDS)
SUPPLIER = Section(
    "supplier",
    "supplier",
    (
        required("name"),
        *texts("number", "organization_number", "vat_number", "bankgiro", "plusgiro"),
        *texts("address", "zip_code", "city", "country", "phone", "email", "notes"),
        *texts("order_email", "our_customer_number"),
        Field("payment_days", maybe(whole(0, 365)), default=30),
        flag("sub_contractor", "is_sub_contractor"),
        flag("self_billing", "has_self_billing"),
        Field("self_billing_deduction", PERCENT, "self_billing_deduction_e4", 0),
        *texts("self_billing_series", "self_billing_email"),
        _ACTIVE,
    ),
    is_kept=True,
)
ARTICLE_CATEGORY = Section(
    "article_category",
    "article",
    (required("name"), text("description"), Field("tax", PERCENT, "tax_e4", 0), _ACTIVE, _EXTRAS),
    where={"is_category": True},
)
ARTICLE = Section(
    "article",
    "article",
    (
        text("number"),
        required("name"),
        *texts("description", "unit"),
        _named("category", "article_category", "parent_id"),
        _named("supplier", "supplier", "supplier_id"),
        _money("price"),
        _money("cost"),
        Field("tax", PERCENT, "tax_e4", 0),
        flag("billable", "is_billable", default=True),
        flag("always_reimbursed", "is_always_reimbursed"),
        flag("stocked", "is_stocked"),
        flag("favorite", "is_favorite"),
        *texts("category_group", "article_group"),
        _ACTIVE,
        _EXTRAS,
    ),
    identity=("number", "name"),
    where={"is_category": False},
)
PRICE_LIST = Section(
    "price_list",
    "price_list",
    (
        required("name"),
        _ACTIVE,
        Field("articles", _prices("article", "a table of prices by article"), "", ()),
        Field("hours", _prices("cause", "a table of prices of an hour by cause"), "", ()),
    ),
    more=_listed,
)
MACHINE = Section(
    "machine",
    "machine",
    (
        text("number"),
        required("name"),
        *texts("model", "serial_number"),
        text("group", "machine_group"),
        text("article", "article_number"),
        _named("type", "machine_type", "type_id"),
        _named("supplier", "supplier", "supplier_id"),
        flag("active", "is_active", default=True),
        flag("billable", "is_billable", default=True),
        flag("takes_hours", "takes_hours", default=True),
        flag("can_be_planned", "can_be_planned", default=True),
        flag("serviceable", "is_serviceable"),
        _money("price", "unit_price_e4"),
        _money("cost", "unit_cost_e4"),
        Field("purchased_on", maybe(DAY), default=None),
        Field("serviced_on", maybe(DAY), default=None),
        _EXTRAS,
    ),
    identity=("number", "name"),
)
DRIVE_TYPE = Section(
    "drive_type",
    "drive_type",
    (
        required("name"),
        text("article", "article_number"),
        _money("price"),
        _money("cost"),
        flag("billable", "is_billable", default=True),
        flag("default", "is_default"),
        Field("compensation", whole(0, 1000), "compensation_type", 0),
        _named("salary_type", "salary_type", "salary_type_id"),
        _ACTIVE,
    ),
)
GOODS = (SUPPLIER, ARTICLE_CATEGORY, ARTICLE, PRICE_LIST, MACHINE, DRIVE_TYPE)
