"""Every section of a company file, in the order in which they build on each other."""

from collections.abc import Mapping

from dagsverke.app.company_file.persons import ASSIGNMENT, EMPLOYMENT, KEY, PERSON
from dagsverke.app.company_file.registers import GOODS, REGISTERS
from dagsverke.app.company_file.rules import (
    ACCOUNT,
    AGREEMENT,
    BOOKKEEPING,
    CALENDAR,
    CAUSE,
    COMPANY,
    ROLE,
    SCHEDULE,
    STATUSES,
)
from dagsverke.app.company_file.sections import Section

SECTIONS: Mapping[str, Section] = {
    one.label: one
    for one in (
        *(COMPANY, ROLE, *REGISTERS, CAUSE, ACCOUNT, CALENDAR, AGREEMENT, SCHEDULE, *STATUSES, BOOKKEEPING),
        *(*GOODS, PERSON, EMPLOYMENT, ASSIGNMENT, KEY),
    )
}
"""By label: a section names rows of those before it alone."""


def children_of(section: Section) -> Mapping[str, Section]:
    """The sections that stand within the rows of one, by name."""
    return {one.name: one for one in SECTIONS.values() if one.parent == section.name}
