"""What the app offers by name, for dialects and pages to ask for."""

from dagsverke.app import reports
from dagsverke.app.commands import attendance, documents, marks, people, time

COMMANDS = {
    "attendance.correct": attendance.correct,
    "attendance.record": attendance.record,
    "attendance.withdraw": attendance.withdraw,
    "balance.mark": marks.put,
    "balance.unmark": marks.take_back,
    "document.record": documents.record,
    "person.correct": people.correct,
    "person.record": people.record,
    "time.correct": time.correct,
    "time.record": time.record,
    "time.withdraw": time.withdraw,
}
REPORTS = {
    "attendance.by_id": reports.attendance_by_id,
    "balance.on_day": reports.balances_on,
}
GUARDS = {"person.visible": reports.visible_person}
NARROWINGS = {"person.reachable": reports.reachable}
