"""The day on which each key was last used."""

from alembic import op

from dagsverke.store.migrations.words import given, primary

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table("credential_use", *primary("credential_id"), *given("used_on"))
