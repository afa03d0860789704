"""Work: customers, projects, work orders, and what is used on them."""

from dagsverke.web.lists.model import Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of

CUSTOMERS = ListPage(
    "/customers",
    "Customers",
    "work",
    "customer",
    columns=(
        Column("name", "Name", "name"),
        Column("number", "Number", "number"),
        Column("city", "City", "city"),
        Column("phone", "Phone", "phone"),
        Column("email", "E-mail", "email"),
        Column("organization_number", "Organisation number", "organization_number", is_shown=False),
    ),
    sieves=(
        Sieve("q", "Name", "name"),
        Sieve("number", "Number", "number", "eq"),
        Sieve("city", "City", "city"),
    ),
    order=(("name", False),),
)

ROUTES = (*routes_of(CUSTOMERS),)
