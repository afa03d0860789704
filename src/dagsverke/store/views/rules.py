"""The company's rules as they are read: accounts, and locked periods."""

from sqlalchemy import BigInteger, literal_column

from dagsverke.store.tables.companies import account, agreement, calendar_rule, period_lock
from dagsverke.store.tables.people import person
from dagsverke.store.tables.registers import register_item
from dagsverke.store.views.kinds import (
    Attribute,
    Collection,
    Join,
    flags,
    identity,
    instants,
    joined,
    live,
    whole,
    words,
)

PERCENT = literal_column("100", BigInteger)

ACCOUNT = Collection(
    table=account,
    attributes={
        **words(account, "code", "name", "unit", "kind", "closes", "surplus"),
        **flags(account, "has_expected"),
        **whole(account, "id", "position", "value_min", "warning_min", "warning_max", "value_max"),
        **whole(account, "carry_min", "carry_max"),
    },
)

AGREEMENT = Collection(
    table=agreement,
    where=(live(agreement),),
    attributes={**identity(agreement), **words(agreement, "name"), **flags(agreement, "is_default")},
)

CALENDAR_RULE = Collection(
    table=calendar_rule,
    where=(live(calendar_rule),),
    attributes={
        **identity(calendar_rule),
        "day": Attribute(calendar_rule.c.day, is_exact=True),
        **words(calendar_rule, "name", "day_class"),
        "share_percent_e4": Attribute(calendar_rule.c.share_e4 * PERCENT, "int"),
        "starts_on": Attribute(calendar_rule.c.starts_on, "day", is_exact=True),
        "ends_on": Attribute(calendar_rule.c.ends_on, "day", is_exact=True, is_nullable=True),
    },
)

_DEPARTMENT = Join(register_item.alias("department_of_lock"), period_lock.c.department_id)
_PERSONS = {
    "locked_by": Join(person.alias("locked_by"), period_lock.c.locked_by_id),
    "opened_by": Join(person.alias("opened_by"), period_lock.c.opened_by_id),
}

PERIOD_LOCK = Collection(
    table=period_lock,
    joins={"department": _DEPARTMENT, **_PERSONS},
    where=(live(period_lock),),
    attributes={
        **identity(period_lock),
        "first_on": Attribute(period_lock.c.first_on, "day", is_exact=True),
        "last_on": Attribute(period_lock.c.last_on, "day", is_exact=True),
        "is_locked": Attribute(period_lock.c.opened_at.is_(None), "bool"),
        "department_key": joined("department", _DEPARTMENT, "key", is_exact=True),
        "department_name": joined("department", _DEPARTMENT, "name"),
        **{f"{name}_key": joined(name, join, "key", is_exact=True) for name, join in _PERSONS.items()},
        **words(period_lock, "reason", "open_reason"),
        **instants(period_lock, "created_at", "modified_at", "opened_at"),
    },
)
