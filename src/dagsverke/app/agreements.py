"""Under which agreement a person works on a day: that of the employment, else the company's default one."""

from collections.abc import Callable, Sequence

from dagsverke.app.ports import Reader, Record
from dagsverke.domain.agreements import Agreement

AgreementOf = Callable[[int, str], Agreement]
"""Of a person (by id) on a day."""


def agreements_of(reader: Reader, person_ids: Sequence[int]) -> AgreementOf:
    """The agreement of any of these persons on any day: one query for all, none where there is but one agreement."""
    company = reader.company
    if len(company.agreements) <= 1:
        return lambda _person_id, _on_day: company.agreement
    named: dict[int, list[Record]] = {}
    for row in reader.find_all("employment", person_id=sorted(set(person_ids))):
        if row["agreement_id"] in company.agreements:
            named.setdefault(row["person_id"], []).append(row)

    def of(person_id: int, on_day: str) -> Agreement:
        running = [one for one in named.get(person_id, ()) if _runs(one, on_day)]
        last = max(running, key=lambda one: (one["starts_on"], one["id"]), default=None)
        return company.agreement if last is None else company.agreements[last["agreement_id"]]

    return of


def _runs(employment: Record, on_day: str) -> bool:
    return employment["starts_on"] <= on_day and (employment["ends_on"] is None or on_day <= employment["ends_on"])
