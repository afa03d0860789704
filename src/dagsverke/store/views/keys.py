"""Keys as they are read: revoked ones too, and never a secret."""

from sqlalchemy import select

from dagsverke.store.tables.access import credential, credential_use
from dagsverke.store.views.kinds import Attribute, Collection, instants, whole, words

_USED_ON = (
    select(credential_use.c.used_on)
    .where(
        credential_use.c.company_id == credential.c.company_id,
        credential_use.c.credential_id == credential.c.id,
    )
    .correlate(credential)
    .scalar_subquery()
)

CREDENTIAL = Collection(
    table=credential,
    attributes={
        **whole(credential, "id"),
        "kind": Attribute(credential.c.kind, is_exact=True),
        **words(credential, "name", "public_id"),
        **instants(credential, "created_at", "revoked_at"),
        "used_on": Attribute(_USED_ON, "day", is_exact=True, is_nullable=True),
        "is_revoked": Attribute(credential.c.revoked_at.is_not(None), "bool"),
    },
)
