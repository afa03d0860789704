"""What the app offers by name, for dialects and pages to ask for."""

from dagsverke.app import reports
from dagsverke.app.commands import (
    attendance,
    customers,
    documents,
    drives,
    expenses,
    machine_time,
    marks,
    people,
    projects,
    purchase_orders,
    supplement_orders,
    suppliers,
    time,
    work_orders,
)

COMMANDS = {
    "attendance.correct": attendance.correct,
    "attendance.record": attendance.record,
    "attendance.withdraw": attendance.withdraw,
    "balance.mark": marks.put,
    "balance.unmark": marks.take_back,
    "customer.correct": customers.correct,
    "customer.record": customers.record,
    "expense.correct": expenses.correct,
    "expense.record": expenses.record,
    "expense.withdraw": expenses.withdraw,
    "drive.correct": drives.correct,
    "drive.record": drives.record,
    "drive.withdraw": drives.withdraw,
    "machine_time.correct": machine_time.correct,
    "machine_time.record": machine_time.record,
    "machine_time.withdraw": machine_time.withdraw,
    "document.record": documents.record,
    "person.correct": people.correct,
    "person.record": people.record,
    "supplier.correct": suppliers.correct,
    "supplier.record": suppliers.record,
    "project.correct": projects.correct,
    "project.record": projects.record,
    "purchase_order.correct": purchase_orders.correct,
    "purchase_order.record": purchase_orders.record,
    "purchase_order.withdraw": purchase_orders.withdraw,
    "supplement_order.record": supplement_orders.record,
    "time.correct": time.correct,
    "time.record": time.record,
    "time.withdraw": time.withdraw,
    "work_order.correct": work_orders.correct,
    "work_order.record": work_orders.record,
}
REPORTS = {
    "attendance.by_id": reports.attendance_by_id,
    "balance.on_day": reports.balances_on,
}
GUARDS = {"person.visible": reports.visible_person}
NARROWINGS = {"person.reachable": reports.reachable}
