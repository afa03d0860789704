"""What is known of persons' days before posting, looked up once for all of them."""

from collections.abc import Sequence
from functools import partial

from dagsverke.app.agreements import agreements_of
from dagsverke.app.ports import Reader
from dagsverke.domain.calendars import Assignment
from dagsverke.domain.ledger import Day


class PersonDays:
    """The days of some persons: one statement for their schedules, and one for their agreements where they matter."""

    def __init__(self, reader: Reader, person_ids: Sequence[int]) -> None:
        self._company = reader.company
        self._assignments = reader.ledger.assignments(person_ids)
        has_overtime = "overtime" in self._company.window_kinds
        self._agreement_of = agreements_of(reader, person_ids) if has_overtime else None

    def assigned(self, person_id: int) -> Sequence[Assignment]:
        """A person's schedules, by first day."""
        return self._assignments.get(person_id, ())

    def of(self, person_id: int, on_day: str) -> Day:
        """One person's day."""
        assigned, company = self.assigned(person_id), self._company
        overtime = None
        if self._agreement_of is not None:
            overtime = company.hours(self._agreement_of(person_id, on_day), "overtime")
        expected_ms = company.timetable.expected_ms(assigned, on_day, on_day)
        has_schedule = company.timetable.has_schedule(assigned, on_day)
        if overtime is None:
            return Day(expected_ms, has_schedule)
        return Day(expected_ms, has_schedule, overtime, partial(company.timetable.hours_on, assigned))
