"""On which day each key was last used, noted once a day for each: a call costs nothing more than to know that it is."""

from dagsverke.app.access import Principal
from dagsverke.app.ports import Reader, Store, UnitOfWork
from dagsverke.domain.calendars import local_day
from dagsverke.domain.errors import Conflict

TABLE = "credential_use"


class KeyUse:
    """The notes of one server process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted: dict[tuple[int, int], str] = {}

    def is_new(self, principal: Principal, now: str) -> bool:
        """Whether a call at this instant is the first of its key on its day (UTC) that this process answered."""
        return self._noted.get((principal.company_id, principal.credential_id)) != now[:10]

    async def note(self, principal: Principal, now: str) -> None:
        """Note the company's day of the instant as that of the key's last use."""
        self._noted[principal.company_id, principal.credential_id] = now[:10]

        def work(unit: UnitOfWork) -> None:
            used_on = local_day(now, unit.company.zone)
            row = unit.find(TABLE, credential_id=principal.credential_id)
            if row is None:
                unit.attempt(lambda: unit.add(TABLE, {"credential_id": principal.credential_id, "used_on": used_on}))
            elif row["used_on"] < used_on:
                unit.change(TABLE, row, {"used_on": used_on})

        try:
            await self._store.write(principal, work)
        except Conflict:  # another process noted it at the same moment
            return


def used_on(reader: Reader) -> dict[int, str]:
    """The day of each key's last use, by its id; those never used left out."""
    return {one["credential_id"]: one["used_on"] for one in reader.find_all(TABLE)}
