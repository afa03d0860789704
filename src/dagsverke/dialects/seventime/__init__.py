"""The Seven Time dialect: version 2 of that API, with a key in a header, camelCase and 24-hex keys."""

import tomllib
from importlib.resources import files

from dagsverke.app.throttle import Limit
from dagsverke.dialects.seventime import (
    customers,
    documents,
    drives,
    expenses,
    invoices,
    machines,
    people,
    projects,
    public,
    purchasing,
    quotes,
    registers,
    schedules,
    shapes,
    supplier_invoices,
    suppliers,
    time,
    work_orders,
)
from dagsverke.dialects.seventime.documented import documented
from dagsverke.wire.credentials import header_secret
from dagsverke.wire.resource import Dialect, Quirk

QUIRKS = tuple(
    Quirk(id=number, **entry)
    for number, entry in tomllib.loads((files(__name__) / "quirks.toml").read_text(encoding="utf-8")).items()
)

SEVENTIME = Dialect(
    name="seventime",
    title="Seven Time API v2",
    prefixes=("/api/2",),
    resources=(
        people.USERS,
        people.USER_ROLES,
        people.USER_SKILLS,
        people.USER_WORK_TYPES,
        people.DEFAULT_SALARY_TYPES,
        schedules.WORK_SCHEDULES,
        time.TIME_LOGS,
        time.TIME_CATEGORIES,
        expenses.EXPENSES,
        expenses.EXPENSE_ITEMS,
        registers.DEPARTMENTS,
        registers.RESULT_UNITS,
        registers.VEHICLES,
        customers.CONTACT_PERSONS,
        customers.CUSTOMERS,
        customers.PRICE_LISTS,
        suppliers.DISTRIBUTORS,
        suppliers.DISTRIBUTOR_CONTACT_PERSONS,
        supplier_invoices.SUPPLIER_INVOICES,
        projects.PROJECTS,
        projects.PROJECT_STATUSES,
        projects.PROJECT_TYPES,
        projects.PROJECT_TAGS,
        work_orders.WORK_ORDERS,
        work_orders.WORK_ORDER_TYPES,
        work_orders.WORK_ORDER_TAGS,
        work_orders.WORK_ORDER_STATUSES,
        drives.DRIVER_JOURNALS,
        drives.DRIVER_JOURNAL_TYPES,
        machines.MACHINES,
        machines.MACHINE_TYPES,
        machines.MACHINE_TIME_LOGS,
        purchasing.PURCHASE_ORDERS,
        quotes.QUOTES,
        quotes.QUOTE_TEMPLATES,
        quotes.QUOTE_CATEGORIES,
        public.PUBLIC_QUOTES,
        public.PUBLIC_ORDERS,
        purchasing.SUPPLEMENT_ORDERS,
        documents.DOCUMENTS,
        invoices.INVOICES,
        invoices.INVOICE_TAGS,
    ),
    envelopes=shapes.ENVELOPES | documents.ENVELOPES | purchasing.ENVELOPES | supplier_invoices.ENVELOPES,
    refuse=shapes.refuse,
    credentials=(header_secret("seventime", "Client-Secret", kind="seventime"),),
    quirks=QUIRKS,
    limit=Limit(requests=4, window_s=1.0),
    writes_from_query=True,
    mend_json=documents.mend,
    documented=documented,
    credential_shape="secret",
    doc=(
        "Time, people and the lists about them. The key goes into the header Client-Secret (ST-30), and no other"
        " header is needed (ST-26). Slashes at the end do not matter (ST-28). Lists are paged by limit and page"
        " (ST-23). Four requests a second are free (ST-24). Whatever fails is said in errorMessage (ST-10, ST-11)."
    ),
)
