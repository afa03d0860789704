"""From wire names to what they stand for: compiled once for each operation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dagsverke.app.company import Company
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.wire.codec import Codec
from dagsverke.wire.once import once
from dagsverke.wire.refusals import BadParameter
from dagsverke.wire.resource import Dialect, Operation, Resource
from dagsverke.wire.router import variables_of, whole_path
from dagsverke.wire.values import BadCharactersError

_MEMBER = re.compile(r"(\w+)(\[[0-9]+\])\.(\w+)")


@dataclass(frozen=True, slots=True)
class Named:
    """A wire name, the core attribute behind it and the codec that reads it."""

    wire: str
    core: str
    codec: Codec
    is_required: bool = False

    def read(self, raw: Any, company: Company, refusal: type[Malformed] = Malformed) -> Any:
        """The core form of a raw value; None where there is no value. Refuses what the codec cannot read."""
        if raw is None or (raw == "" and not self.codec.takes_empty):
            return None
        try:
            return self.codec.from_wire(raw, company)
        except BadCharactersError as error:
            raise refusal("characters", self.wire, "holds characters that are not allowed") from error
        except (ValueError, TypeError, ArithmeticError) as error:
            raise refusal("type", self.wire, f"is not a valid {self.codec.name}") from error

    def demand(self, given: Mapping[str, Any], company: Company, refusal: type[Malformed] = Malformed) -> Any:
        """The core form of this name's value, which must be there."""
        value = self.read(given.get(self.wire), company, refusal)
        if value is None or value == "":
            raise refusal("required", self.wire, "is required")
        return value


def addressed_by(resource: Resource, operation: Operation) -> tuple[Named, ...]:
    """What addresses the row: the operation's key, else the resource's, each read by the field's own codec."""
    wires = operation.key if operation.key is not None else resource.key
    return tuple(named_in(resource, wire) for wire in wires)


def in_path(dialect: Dialect, resource: Resource, operation: Operation) -> tuple[Named, ...]:
    """The variables of the operation's path."""
    return tuple(named_in(resource, wire) for wire in variables_of(whole_path(dialect, operation)))


def named_in(resource: Resource, wire: str) -> Named:
    """What a wire name stands for, as a field or else as a filter. LookupError where it is neither."""
    for one in resource.fields:
        if one.wire == wire and isinstance(one.core, str):
            return Named(wire, one.core, one.codec)
    for other in resource.filters:
        if wire == other.param or wire in other.aliases:
            return Named(wire, other.core, other.codec)
    raise LookupError(f"{resource.name}: {wire} is neither a field nor a filter")


def standing_in(dialect: Dialect, operation: Operation) -> tuple[Resource, Operation] | None:
    """The resource that is asked where a GET by key finds no row, and its own GET by key; None where it has none."""
    for resource in dialect.resources:
        if resource.name == operation.otherwise:
            for one in resource.operations:
                if one.verb == "get" and not one.report and one.otherwise is None:
                    return resource, one
    return None


@once
def wires_of(resource: Resource) -> Mapping[str, str]:
    """The wire name of each core attribute, as a client would send it, for refusals that come from the core."""
    asked = {one.core: one.param for one in resource.filters}
    return _wires_of(resource, "r") | asked | _wires_of(resource, "rw") | _wires_of(resource, "w")


def _wires_of(resource: Resource, access: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in resource.fields:
        if one.access == access and isinstance(one.core, str):
            found[one.core] = one.wire
            for core, wire in one.codec.members.items():
                found[f"{one.core}[].{core}"] = f"{one.wire}[].{wire}"
    return found


class CaseFold:
    """Gives names that came in any letter case the case in which they are declared."""

    def __init__(self, resource: Resource, operation: Operation) -> None:
        names = [one.wire for one in resource.fields]
        names += [name for one in resource.filters for name in (one.param, *one.aliases)]
        if (paging := resource.paging) is not None:
            names += [one for one in (paging.page, paging.size, paging.offset, *paging.size_aliases) if one]
        if resource.sorting:
            names += [resource.sorting.param, resource.sorting.direction]
        names += [*(operation.key or ()), *((resource.wrapper,) if resource.wrapper else ())]
        self._declared = {one.lower(): one for one in names}

    def __call__(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The same values under the declared names; unknown names as they came."""
        return {self._declared.get(name.lower(), name): value for name, value in given.items()}


def in_wire_names(refusal: Refusal, wires: Mapping[str, str]) -> Refusal:
    """A refusal from the core, its field said as the client knows it; ``rows[2].kind`` is a member of a list."""
    name = refusal.field or ""
    if member := _MEMBER.fullmatch(name):
        head, place, part = member.groups()
        name = f"{head}[].{part}"
        if name in wires:
            refusal.field = wires[name].replace("[]", place, 1)
            return refusal
    refusal.field = wires.get(name, refusal.field)
    return refusal


def parameter(wire: str, rule: str, detail: str) -> BadParameter:
    """The refusal of a parameter."""
    return BadParameter(rule, wire, detail)
