"""Lists with names and no rules, and the customers, projects and work orders that time is recorded on."""

from sqlalchemy import Table

from dagsverke.store.tables.columns import (
    METADATA,
    dated,
    flags,
    given_texts,
    ints,
    ints_or_null,
    json_text,
    key_index,
    keyed,
    live_index,
    texts,
)

register_item = Table(
    "register_item",
    METADATA,
    *keyed(),
    *given_texts("kind"),
    *texts("code", "name", "description"),
    *flags("is_active", default=True),
    *ints("price_e4"),
    *dated(),
    json_text("extras"),
)
key_index(register_item)
live_index(register_item, "kind", "code")

customer = Table(
    "customer",
    METADATA,
    *keyed(),
    *texts("number", "name"),
    *flags("is_active", default=True),
    *dated(),
)
key_index(customer)
live_index(customer, "number")

project = Table(
    "project",
    METADATA,
    *keyed(),
    *texts("number", "name"),
    *ints_or_null("customer_id"),
    *flags("is_active", default=True),
    *dated(),
)
key_index(project)
live_index(project, "number")

work_order = Table(
    "work_order",
    METADATA,
    *keyed(),
    *ints("number"),
    *texts("title"),
    *ints_or_null("project_id", "customer_id"),
    *flags("is_active", default=True),
    *dated(),
)
key_index(work_order)
live_index(work_order, "number")
