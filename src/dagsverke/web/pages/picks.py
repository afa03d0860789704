"""The rows that forms of several families let one pick."""

from dagsverke.web.forms.model import Field, Picked

CUSTOMERS, SUPPLIERS = Picked("customer", is_active=True), Picked("supplier", is_active=True)
PROJECTS, PERSONS = Picked("project", is_active=True), Picked("person", "full_name", is_active=True)
CUSTOMER = Field("customer_key", "Customer", "row", of=CUSTOMERS)
PROJECT = Field("project_key", "Project", "row", of=PROJECTS)
ORDER = Field("work_order_key", "Work order", "row", of=Picked("work_order", is_active=True))
REFERENCE = Field("reference_key", "Our reference", "row", of=PERSONS)
FOR_WHOM = (ORDER, PROJECT, CUSTOMER)
"""For what something was used."""
TO_CUSTOMER = Field("customer_key", "Customer", "row", of=CUSTOMERS, is_required=True)
FROM_SUPPLIER = Field("supplier_key", "Supplier", "row", of=SUPPLIERS, is_required=True)
