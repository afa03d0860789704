"""Ways to narrow that several lists have."""

from collections.abc import Callable

from dagsverke.app.queries import Condition
from dagsverke.web.lists.model import Sieve

Where = Callable[[str], tuple[Condition, ...]]
OF_CUSTOMER = Sieve("customer", "Customer", "customer_key", "eq", "row", of=("customer", "name"))
OF_SUPPLIER = Sieve("supplier", "Supplier", "supplier_key", "eq", "row", of=("supplier", "name"))
OF_PROJECT = Sieve("project", "Project", "project_key", "eq", "row", of=("project", "name"))
OF_DEPARTMENT = Sieve("department", "Department", "department_key", "eq", "row", of=("department", "name"))


def having(*statuses: int) -> Where:
    """Those that have one of these statuses."""
    return lambda _today: (Condition("status", "in", list(statuses)),)


def days(core: str) -> tuple[Sieve, Sieve]:
    """From one day to another."""
    return Sieve("from", "From", core, "ge", "day"), Sieve("to", "To", core, "le", "day")
