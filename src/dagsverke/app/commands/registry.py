"""What the app offers by name, for dialects and pages to ask for."""

from dagsverke.app import reports
from dagsverke.app.commands import attendance, drives, machine_time, marks, people, time

COMMANDS = {
    "attendance.correct": attendance.correct,
    "attendance.record": attendance.record,
    "attendance.withdraw": attendance.withdraw,
    "balance.mark": marks.put,
    "balance.unmark": marks.take_back,
    "drive.correct": drives.correct,
    "drive.record": drives.record,
    "drive.withdraw": drives.withdraw,
    "machine_time.correct": machine_time.correct,
    "machine_time.record": machine_time.record,
    "machine_time.withdraw": machine_time.withdraw,
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
