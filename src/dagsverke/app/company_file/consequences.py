"""What follows from a file without standing in it, as it would through every other door; a plan shows it too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dagsverke.app.company_file.codecs import Name
from dagsverke.app.company_file.matching import Match
from dagsverke.app.company_file.reading import Row
from dagsverke.app.company_file.sections import Values
from dagsverke.app.company_file.showing import Known
from dagsverke.domain.calendars import days_after
from dagsverke.domain.causes import Factor

_ASSIGNMENT = "person.schedule"
_NOTHING = Row("", {})


def consequences(
    known: Mapping[str, Sequence[Known]], matches: Mapping[str, Sequence[Match]]
) -> Mapping[str, Sequence[Match]]:
    """The matches with what follows from them."""
    more = {
        "account": _accounts(known, matches),
        "agreement": _agreements(known, matches),
        _ASSIGNMENT: _assignments(known, matches),
    }
    return {label: more.get(label, some) for label, some in matches.items()}


class _Said:
    """What a file says of the rows of a section, and comes to say."""

    def __init__(self, matches: Sequence[Match]) -> None:
        self.matches = list(matches)
        self._places = {id(one.known): place for place, one in enumerate(matches) if one.known is not None}

    def of(self, known: Known) -> Row:
        """What it says of a row that is there."""
        place = self._places.get(id(known))
        return _NOTHING if place is None else self.matches[place].row

    def add(self, known: Known, name: Name, values: Mapping[str, Any]) -> None:
        """Let it say this too of a row that is there."""
        place = self._places.get(id(known))
        if place is None:
            self.matches.append(Match(Row("", values), name, known, name, known.within, known.within, follows=True))
        else:
            self.matches[place] = _saying(self.matches[place], values)


def _saying(match: Match, values: Mapping[str, Any]) -> Match:
    return replace(match, row=replace(match.row, values={**match.row.values, **values}))


def _accounts(known: Mapping[str, Sequence[Known]], matches: Mapping[str, Sequence[Match]]) -> Sequence[Match]:
    """New work time without a code of its own is worked time in the accounts with expected time that are there."""
    worked = [str(one.name) for one in matches["cause"] if one.known is None and _is_worked(one.row.values)]
    said = _Said(matches["account"])
    for account in known["account"] if worked else ():
        told = said.of(account).values
        if {**account.values, **told}["expected"] and "factors" not in told:
            factors = {**dict(account.values["factors"]), **dict.fromkeys(worked, Factor())}
            said.add(account, account.values["code"], {"factors": tuple(sorted(factors.items()))})
    return said.matches


def _is_worked(values: Values) -> bool:
    return bool(values.get("work_time")) and not values.get("absence") and not values.get("code")


def _assignments(known: Mapping[str, Sequence[Known]], matches: Mapping[str, Sequence[Match]]) -> Sequence[Match]:
    """A schedule until further notice ends the day before the next one begins."""
    said = _Said(matches[_ASSIGNMENT])
    begins: dict[Name | None, list[str]] = {}
    for one in said.matches:
        if one.known is None and one.within_old is not None and not one.row.withdrawn:
            begins.setdefault(one.within_old, []).append(one.row.values["from"])
    for there in known[_ASSIGNMENT] if begins else ():
        row = said.of(there)
        later = [day for day in begins.get(there.within, ()) if day > there.values["from"]]
        if later and there.values["to"] is None and not row.withdrawn and "to" not in row.values:
            said.add(there, there.values["from"], {"to": days_after(min(later), -1)})
    return said.matches


def _agreements(known: Mapping[str, Sequence[Known]], matches: Mapping[str, Sequence[Match]]) -> Sequence[Match]:
    """Another default agreement takes the place of the one that is it; the first of a company is it."""
    said = _Said(matches["agreement"])
    default = next((one for one in known["agreement"] if one.values["default"]), None)
    begins = next((one for one in said.matches if one.row.values.get("default") and one.known is not default), None)
    if begins is not None and default is not None and "default" not in said.of(default).values:
        said.add(default, default.values["name"], {"default": False})
    if begins is None and default is None and said.matches:
        first = said.matches[0]
        said.matches[0] = replace(first, row=replace(first.row, values={"default": True, **first.row.values}))
    return said.matches
