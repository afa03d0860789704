"""By which a job's supplier invoices are found, the work orders of a status, and the sums of a list of invoices."""

from dagsverke.store.migrations.words import live_index

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for owner in ("project_id", "work_order_id"):
        live_index("supplier_invoice", f"{owner} id", also=f" AND {owner} IS NOT NULL")
    live_index("work_order", "status_id id")
    live_index("invoice", "status payable_e4 house_deduction_e4 paid_e4")
