"""Lists with names and no rules, statuses, number series, and documents."""

from sqlalchemy import Index, Table

from dagsverke.store.tables.columns import (
    METADATA,
    TEXT,
    dated,
    flags,
    given_ints,
    given_texts,
    ints,
    ints_or_null,
    json_text,
    key_index,
    keyed,
    live_index,
    primary,
    texts,
    texts_or_null,
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

status = Table(
    "status",
    METADATA,
    *keyed(),
    *given_texts("kind"),
    *given_ints("code"),
    *texts("name", "color"),
    *flags("is_in_progress", "is_closed", "is_planned"),
    *flags("is_active", default=True),
    *dated(),
)
"""How far a project or a work order (``kind``) has come; the first by code is the one of a new row."""
key_index(status)
live_index(status, "kind", "code", is_unique=True)

series = Table("series", METADATA, *primary("name", name=TEXT), *given_ints("next"))
"""The next number of each number series."""

row_tally = Table("row_tally", METADATA, *primary("kind", kind=TEXT), *ints("n"), sqlite_with_rowid=False)
"""How many live rows a table (``kind``) has: the exact total of a list without a filter, without a scan."""

COUNTED = frozenset({"customer", "project", "work_order", "article", "expense", "drive", "machine_entry"})
"""The tables that are counted: those that grow."""

document = Table(
    "document",
    METADATA,
    *keyed(),
    *texts_or_null("owner_kind"),
    *ints_or_null("owner_id", "folder_id"),
    *texts("name", "content_type"),
    *ints("size"),
    *texts_or_null("digest"),
    *flags("is_folder", "is_link", "is_public"),
    *dated(),
    *ints_or_null("created_by_id", "modified_by_id", "deleted_by_id"),
)
"""A file on the shelf (by ``digest``, the SHA-256 of its bytes) or a folder; ``owner_kind`` is a table's name."""
key_index(document)
live_index(document, "owner_kind", "owner_id", "id")
Index("document_digest", document.c.company_id, document.c.digest)
