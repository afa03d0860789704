"""Who may come in (credentials, sessions), what they did (events), and what they were answered (idempotency)."""

from sqlalchemy import Column, Index, LargeBinary, Table, literal_column

from dagsverke.store.tables.columns import (
    METADATA,
    TEXT,
    given_ints,
    given_texts,
    ints_or_null,
    primary,
    texts,
    texts_or_null,
)

credential = Table(
    "credential",
    METADATA,
    *primary("id"),
    *given_texts("kind"),
    *texts("name"),
    *texts_or_null("public_id", "secret_hash"),
    *ints_or_null("person_id"),
    *texts("scopes"),
    *given_texts("created_at"),
    *texts_or_null("revoked_at"),
)
Index("credential_secret_hash", credential.c.kind, credential.c.secret_hash, unique=True)
Index("credential_public_id", credential.c.kind, credential.c.public_id, unique=True)

credential_use = Table("credential_use", METADATA, *primary("credential_id"), *given_texts("used_on"))

session = Table(
    "session",
    METADATA,
    *primary("id"),
    *given_texts("kind", "token_hash"),
    *given_ints("credential_id"),
    *ints_or_null("person_id"),
    *texts("scopes"),
    *texts_or_null("expires_at", "used_at"),
    *given_texts("created_at"),
)
Index("session_token_hash", session.c.kind, session.c.token_hash, unique=True)
Index("session_created_at", session.c.company_id, session.c.created_at)

idempotency = Table(
    "idempotency",
    METADATA,
    *primary("credential_id", "person_id", "key", key=TEXT),
    *given_texts("fingerprint"),
    *given_ints("status"),
    *texts("media"),
    Column("body", LargeBinary, nullable=False),
    *given_texts("created_at"),
)
Index("idempotency_created_at", idempotency.c.company_id, idempotency.c.created_at)

event = Table(
    "event",
    METADATA,
    *primary("place"),
    *given_texts("at"),
    *given_ints("credential_id"),
    *ints_or_null("person_id"),
    *given_texts("door", "kind", "subject"),
    *ints_or_null("subject_id"),
    *texts_or_null("before", "after"),
    *given_texts("hash"),
)
"""``place`` counts a company's events from 1 without a gap, in the order in which they were committed; ``hash`` is
that of ``app.chain.link``.
"""
IS_OF_TIMESHEET = "subject = 'timesheet'"
Index(
    "event_timesheet",
    event.c.company_id,
    event.c.subject_id,
    event.c.place,
    sqlite_where=literal_column(IS_OF_TIMESHEET),
    postgresql_where=literal_column(IS_OF_TIMESHEET),
)
