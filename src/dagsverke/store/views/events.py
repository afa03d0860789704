"""Events, as they are read: in the order of their places, and by them."""

from dagsverke.store.tables.access import event
from dagsverke.store.tables.people import person
from dagsverke.store.views.kinds import Attribute, Collection, Join, instants, joined, json, whole
from dagsverke.store.views.time import full_name

_PERSON = Join(person.alias("person_of_event"), event.c.person_id)

EVENT = Collection(
    table=event,
    joins={"person": _PERSON},
    key=("place",),
    attributes={
        **whole(event, "company_id", "place", "credential_id", "person_id", "subject_id"),
        **instants(event, "at"),
        **{name: Attribute(event.c[name], is_exact=True) for name in ("door", "kind", "subject", "hash")},
        **json(event, "before", "after"),
        "person_key": joined("person", _PERSON, "key", is_exact=True),
        "person_name": Attribute(full_name(_PERSON.table), is_nullable=True, needs=("person",)),
    },
)
