"""Under which agreement a person works on a day: that of the employment, else the company's default one."""

from collections.abc import Callable, Sequence

from dagsverke.app.employments import employments_of
from dagsverke.app.ports import Reader
from dagsverke.domain.agreements import Agreement

AgreementOf = Callable[[int, str], Agreement]
"""Of a person (by id) on a day."""


def agreements_of(reader: Reader, person_ids: Sequence[int]) -> AgreementOf:
    """The agreement of any of these persons on any day: one query for all, none where there is but one agreement."""
    company = reader.company
    if len(company.agreements) <= 1:
        return lambda _person_id, _on_day: company.agreement
    employments = employments_of(reader, sorted(set(person_ids)))

    def of(person_id: int, on_day: str) -> Agreement:
        running = [one for one in employments.get(person_id, ()) if one.runs_on(on_day)]
        named = [one.agreement_id for one in running if one.agreement_id is not None]
        return company.agreement_of(named[-1] if named else None)

    return of
