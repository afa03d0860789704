"""What sums of persons' time are made of, beside the index by which their time is found: rows need not be fetched."""

from alembic import op

from dagsverke.store.migrations.words import live_index

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.drop_index("time_entry_person_id_begins_at_id", "time_entry")
    names = "person_id begins_at id cause_id is_absence duration_ms"
    live_index("time_entry", names, label="person_id_begins_at_id")
