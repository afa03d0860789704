"""What follows from a file without standing in it, as it would through every other door; a plan shows it too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dagsverke.app.company_file.codecs import Name
from dagsverke.app.company_file.matching import Match
from dagsverke.app.company_file.reading import Row
from dagsverke.app.company_file.showing import Known
from dagsverke.domain.calendars import days_after
from dagsverke.domain.causes import Factor

_ASSIGNMENT = "person.schedule"


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


def _accounts(known: Mapping[str, Sequence[Known]], matches: Mapping[str, Sequence[Match]]) -> Sequence[Match]:
    """New work time without a code of its own is worked time in the accounts with expected time that are there."""
    worked = [str(one.name) for one in matches["cause"] if one.known is None and _is_worked(one.row.values)]
    found = list(matches["account"])
    for account in known["account"] if worked else ():
        said = next((one for one in found if one.known is account), None)
        values = {**account.values, **(said.row.values if said else {})}
        if values["expected"] and not (said and "factors" in said.row.values):
            factors = tuple(sorted({**dict(account.values["factors"]), **dict.fromkeys(worked, Factor())}.items()))
            _say(found, said, account, values["code"], {"factors": factors})
    return found


def _is_worked(values: Mapping[str, Any]) -> bool:
    return bool(values.get("work_time")) and not values.get("absence") and not values.get("code")


def _assignments(known: Mapping[str, Sequence[Known]], matches: Mapping[str, Sequence[Match]]) -> Sequence[Match]:
    """A schedule until further notice ends the day before the next one begins."""
    found = list(matches[_ASSIGNMENT])
    begins: dict[Name | None, list[str]] = {}
    for one in found:
        if one.known is None and one.within_old is not None and not one.row.withdrawn:
            begins.setdefault(one.within_old, []).append(one.row.values["from"])
    for there in known[_ASSIGNMENT] if begins else ():
        later = [day for day in begins.get(there.within, ()) if day > there.values["from"]]
        said = next((one for one in found if one.known is there), None)
        is_open = there.values["to"] is None and not (said and (said.row.withdrawn or "to" in said.row.values))
        if later and is_open:
            _say(found, said, there, there.values["from"], {"to": days_after(min(later), -1)}, there.within)
    return found


def _agreements(known: Mapping[str, Sequence[Known]], matches: Mapping[str, Sequence[Match]]) -> Sequence[Match]:
    """Another default agreement takes the place of the one that is it; the first of a company is it."""
    found = list(matches["agreement"])
    default = next((one for one in known["agreement"] if one.values["default"]), None)
    begins = next((one for one in found if one.row.values.get("default") and one.known is not default), None)
    if begins is not None and default is not None:
        said = next((one for one in found if one.known is default), None)
        if said is None or "default" not in said.row.values:
            _say(found, said, default, default.values["name"], {"default": False})
    elif begins is None and default is None and found:
        found[0] = replace(found[0], row=replace(found[0].row, values={"default": True, **found[0].row.values}))
    return found


def _say(
    found: list[Match],
    said: Match | None,
    known: Known,
    name: Name,
    values: Mapping[str, Any],
    within: Name | None = None,
) -> None:
    """Let the file say this too."""
    if said is not None:
        found[found.index(said)] = replace(said, row=replace(said.row, values={**said.row.values, **values}))
    else:
        found.append(Match(Row("", values), name, known, name, within, within, follows=True))
