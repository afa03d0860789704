"""Which sections of a company file are lists on pages, and what stands in them.

Those that have a page of their own are not: persons, machines, suppliers, vehicles (``web.pages.machines``).
"""

from dataclasses import dataclass

from dagsverke.app.queries import Condition
from dagsverke.web.lists.model import Choice, Column, ListPage, Sieve

PATH = "/registers"
_NAME, _CODE = Column("name", "Name", "name"), Column("code", "Code", "code")
_NUMBER = Column("code", "Code", "code", "count")
_ACTIVE = Column("active", "In use", "is_active", "flag")
_DESCRIPTION = Column("description", "Description", "description")
_PRICE, _COST = Column("price", "Price", "price_e4", "money"), Column("cost", "Cost", "cost_e4", "money")
_PLAIN = (_NAME, _CODE, _DESCRIPTION, _ACTIVE)
_STATUS = (
    _NAME,
    _NUMBER,
    Column("progress", "In progress", "is_in_progress", "flag"),
    Column("closed", "Closed", "is_closed", "flag"),
    _ACTIVE,
)
_UNITS = {"ms": Choice("Hours"), "days": Choice("Days")}
_REACH = {"all": Choice("Everybody"), "team": Choice("Its department"), "own": Choice("Itself")}
_HINT = Choice("Whatever names one can be picked once it is here.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A section as a list. ``collection`` is that of its name unless said."""

    section: str
    columns: tuple[Column, ...]
    label: str
    new_label: str
    edit_label: str
    collection: str = ""
    order: str = "name"
    where: tuple[Condition, ...] = ()
    sieves: tuple[Sieve, ...] = ()
    hint: Choice = _HINT

    @property
    def listing(self) -> ListPage:
        """Its list."""
        path = f"{PATH}/{self.section}"
        return ListPage(
            path,
            self.label,
            "admin",
            self.collection or self.section,
            columns=self.columns,
            sieves=(Sieve("q", "Name", "name"), *self.sieves),
            order=((self.order, False),),
            row_path=path + "/{id}/edit",
            new_path=f"{path}/new",
            new_label=self.new_label,
            hint=self.hint.label,
            where=self.where,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Sections that stand together."""

    label: str
    kept: tuple[Kept, ...]


_CAUSE = (
    _NAME,
    _CODE,
    Column("absence", "Absence", "is_absence", "flag"),
    Column("work", "Worked time", "is_work_time", "flag"),
    Column("billed", "Billed", "is_invoiceable", "flag"),
    Column("price", "Price per hour", "price_per_hour_e4", "money"),
    _ACTIVE,
)
_ACCOUNT = (
    _CODE,
    _NAME,
    Column("unit", "Unit", "unit", "choice", choices=_UNITS),
    Column("expected", "Less expected time", "has_expected", "flag"),
    Column("closes", "Closes with", "closes", is_shown=False),
)
_CALENDAR = (
    Column("day", "Day", "day"),
    _NAME,
    Column("share", "Share of the schedule, in per cent", "share_percent_e4", "percent"),
    Column("class", "Kind of day, as agreements know it", "day_class"),
    Column("from", "First day", "starts_on", "day"),
    Column("to", "Last day", "ends_on", "day"),
)
_ARTICLE = (
    _NAME,
    Column("number", "Number", "number"),
    Column("category", "Category", "parent_name"),
    Column("unit", "Unit", "unit"),
    _PRICE,
    _COST,
    _ACTIVE,
)
_AGREEMENT = (_NAME, Column("default", "Holds where no other is named", "is_default", "flag"))
_ROLE = (_NAME, _NUMBER, Column("reach", "Sees", "reach", "choice", choices=_REACH))
_IS_ARTICLE = (Condition("is_category", "eq", value=False),)
_IS_CATEGORY = (Condition("is_category", "eq", value=True),)
_OWN_DAYS = Choice("Public holidays are known: add days of the company's own, such as half days.")

RULES = (
    Kept("cause", _CAUSE, label="Kinds of time", new_label="New kind of time", edit_label="Kind of time"),
    Kept("account", _ACCOUNT, label="Accounts", new_label="New account", edit_label="Account", order="position"),
    Kept("agreement", _AGREEMENT, label="Agreements", new_label="New agreement", edit_label="Agreement"),
    Kept(
        "calendar",
        _CALENDAR,
        label="Calendar",
        new_label="New day",
        edit_label="Day",
        collection="calendar_rule",
        order="day",
        hint=_OWN_DAYS,
    ),
    Kept(
        "schedule",
        (_NAME, _DESCRIPTION, _ACTIVE),
        label="Schedules",
        new_label="New schedule",
        edit_label="Schedule",
    ),
    Kept("role", _ROLE, label="Roles", new_label="New role", edit_label="Role", order="code"),
)
REGISTERS = (
    Kept("department", _PLAIN, label="Departments", new_label="New department", edit_label="Department"),
    Kept("result_unit", _PLAIN, label="Result units", new_label="New result unit", edit_label="Result unit"),
    Kept("skill", _PLAIN, label="Skills", new_label="New skill", edit_label="Skill"),
    Kept(
        "work_type",
        (_NAME, _PRICE, _ACTIVE),
        label="Work types",
        new_label="New work type",
        edit_label="Work type",
    ),
    Kept("salary_type", _PLAIN, label="Salary types", new_label="New salary type", edit_label="Salary type"),
    Kept("machine_type", _PLAIN, label="Machine types", new_label="New machine type", edit_label="Machine type"),
    Kept("project_type", _PLAIN, label="Project types", new_label="New project type", edit_label="Project type"),
    Kept("project_tag", _PLAIN, label="Project tags", new_label="New project tag", edit_label="Project tag"),
    Kept(
        "work_order_type",
        _PLAIN,
        label="Work order types",
        new_label="New work order type",
        edit_label="Work order type",
    ),
    Kept(
        "work_order_tag", _PLAIN, label="Work order tags", new_label="New work order tag", edit_label="Work order tag"
    ),
    Kept("invoice_tag", _PLAIN, label="Invoice tags", new_label="New invoice tag", edit_label="Invoice tag"),
    Kept(
        "quote_category", _PLAIN, label="Quote categories", new_label="New quote category", edit_label="Quote category"
    ),
    Kept(
        "quote_accept_reason",
        _PLAIN,
        label="Reasons to accept a quote",
        new_label="New reason to accept a quote",
        edit_label="Reason to accept a quote",
    ),
    Kept(
        "quote_decline_reason",
        _PLAIN,
        label="Reasons to decline a quote",
        new_label="New reason to decline a quote",
        edit_label="Reason to decline a quote",
    ),
)
STATUSES = (
    Kept(
        "project_status",
        _STATUS,
        label="Project statuses",
        new_label="New project status",
        edit_label="Project status",
        order="code",
    ),
    Kept(
        "work_order_status",
        _STATUS,
        label="Work order statuses",
        new_label="New work order status",
        edit_label="Work order status",
        order="code",
    ),
)
GOODS = (
    Kept(
        "article",
        _ARTICLE,
        label="Articles",
        new_label="New article",
        edit_label="Article",
        where=_IS_ARTICLE,
        sieves=(Sieve("number", "Number", "number"),),
    ),
    Kept(
        "article_category",
        (_NAME, _DESCRIPTION, _ACTIVE),
        label="Article categories",
        new_label="New article category",
        edit_label="Article category",
        collection="article",
        where=_IS_CATEGORY,
    ),
    Kept("price_list", (_NAME, _ACTIVE), label="Price lists", new_label="New price list", edit_label="Price list"),
    Kept(
        "drive_type",
        (_NAME, _PRICE, _COST, _ACTIVE),
        label="Kinds of trips",
        new_label="New kind of trip",
        edit_label="Kind of trip",
    ),
)
GROUPS = (
    Group(label="Rules", kept=RULES),
    Group(label="Registers", kept=REGISTERS),
    Group(label="Statuses", kept=STATUSES),
    Group(label="Articles and prices", kept=GOODS),
)
