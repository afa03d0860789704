"""What sums of causes' time are made of, beside the index by which their time is found: rows need not be fetched."""

from alembic import op

from dagsverke.store.migrations.words import live_index

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.drop_index("time_entry_cause_id_begins_at_id", "time_entry")
    names = "cause_id begins_at id person_id is_absence duration_ms"
    live_index("time_entry", names, label="cause_id_begins_at_id", also=" AND cause_id IS NOT NULL")
