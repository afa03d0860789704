"""Employments, as they are read."""

from dagsverke.store.tables.people import employment, person
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

_PERSON = Join(person.alias("person_of_employment"), employment.c.person_id)

EMPLOYMENT = Collection(
    table=employment,
    joins={"person": _PERSON},
    where=(live(employment),),
    attributes={
        **identity(employment),
        **whole(employment, "person_id", "agreement_id", "vacation_days"),
        "person_key": joined("person", _PERSON, "key", is_exact=True),
        "form": Attribute(employment.c.form, is_exact=True),
        "starts_on": Attribute(employment.c.starts_on, "day", is_exact=True),
        "ends_on": Attribute(employment.c.ends_on, "day", is_exact=True, is_nullable=True),
        **words(employment, "end_reason"),
        **flags(employment, "is_by_day"),
        **instants(employment, "created_at", "modified_at"),
    },
)
