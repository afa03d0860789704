"""What may be read: collections of attributes. Everything that is derived for reading is derived here."""

from collections.abc import Mapping

from dagsverke.store.views import documents, registers, time
from dagsverke.store.views.kinds import AttributeType, Collection

__all__ = ["CATALOGUE", "COLLECTIONS", "AttributeType"]

COLLECTIONS: Mapping[str, Collection] = {
    "time_entry": time.TIME_ENTRY,
    "attendance": time.ATTENDANCE,
    "mark": time.MARK,
    "person": registers.PERSON,
    "cause": registers.CAUSE,
    "schedule": registers.SCHEDULE,
    "role": registers.ROLE,
    **{kind: registers.register(kind) for kind in registers.REGISTER_KINDS},
    "customer": registers.CUSTOMER,
    "project": registers.PROJECT,
    "work_order": registers.WORK_ORDER,
    "document": documents.DOCUMENT,
    "file_use": documents.FILE_USE,
}

CATALOGUE: Mapping[str, Mapping[str, AttributeType]] = {
    name: {attribute: one.type for attribute, one in collection.attributes.items()}
    for name, collection in COLLECTIONS.items()
}
"""Collection → attribute → type, for those who must check what they ask for before they ask.

Where there is an ``extras`` attribute, ``extras.<name>`` (and deeper) filters and sorts by a member of it.
"""
