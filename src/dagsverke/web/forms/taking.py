"""Taking a form: what was sent is read, what stands as it was shown is left out, and the rest goes to the command."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from dagsverke.app.files import Attached
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Condition, Query
from dagsverke.domain.errors import Absent, Refusal
from dagsverke.web.files import attached
from dagsverke.web.forms.blocks import typed_blocks, without_empty_rows
from dagsverke.web.forms.filling import done_path, key_in, row_of, show, show_row, shown_in
from dagsverke.web.forms.model import Command, Field, FormPage, Given
from dagsverke.web.forms.rows import bases_of, elements_of
from dagsverke.web.forms.values import read_value
from dagsverke.web.visit import Visit

Files = Mapping[str, Attached | None]


async def take(form: FormPage, visit: Visit, command: Command | None, key: str | None) -> Response:
    """Give a command what was sent, and go on to its row; or show the form again with what was refused."""
    values, blocks = sent(form, visit), without_empty_rows(typed_blocks(visit.form))

    def work(unit: UnitOfWork) -> str:
        if command is None:
            raise Absent("absent", "key", "cannot be changed here")
        change = _change(form, visit, None if key is None else row_of(form, visit, unit), values, files)
        if form.rows is not None:
            elements = elements_of(blocks, bases_of(form.rows, unit, key, values))
            change[form.rows.name] = elements if form.rows.has_blocks else elements[0]["content"]["rows"]
        by = {"created_by_key": visit.person["key"]} if key is None else {"modified_by_key": visit.person["key"]}
        made = command(unit, {} if key is None else {"key": key}, change | by)
        return done_path(form, unit, key or _key_of(form, unit, made))

    try:
        files = {one.name: await attached(visit, one.name) for one in form.fields if one.kind == "file"}
        path = await visit.write(work)
    except Absent:
        raise
    except Refusal as refusal:
        return await show(form, visit, values, lambda _: blocks, key=key, refusal=refusal)
    return visit.go(path)


async def withdraw(form: FormPage, visit: Visit) -> Response:
    """Take a row away; or show its form with what was refused."""

    def work(unit: UnitOfWork) -> None:
        row_of(form, visit, unit)
        if form.withdraw is not None:
            form.withdraw(unit, {"key": key_in(form, visit)}, {"deleted_by_key": visit.person["key"]})

    try:
        await visit.write(work)
    except Absent:
        raise
    except Refusal as refusal:
        return await show_row(form, visit, refusal)
    return visit.go(form.path)


def sent(form: FormPage, visit: Visit) -> dict[str, Any]:
    """What was sent, as it is shown again where it is refused; a file has to be chosen anew."""
    return {one.name: _sent(one, visit) for one in form.fields}


def _sent(field: Field, visit: Visit) -> Any:
    if field.kind == "file":
        return ""
    if field.kind == "rows":
        return [str(one) for one in visit.form.getlist(field.name)]
    return str(visit.form.get(field.name, ""))


def _change(form: FormPage, visit: Visit, row: Given | None, values: Given, files: Files) -> dict[str, Any]:
    """What the fields say: of a new row what is said at all, of another what is other than it was shown."""
    if row is None:
        given = {one.name: _given(one, visit, values[one.name], files) for one in form.fields}
        return {name: value for name, value in given.items() if value is not None}
    changed = [one for one in form.fields if not _stays(one, row, values[one.name], visit)]
    return {one.name: _given(one, visit, values[one.name], files) for one in changed}


def _stays(field: Field, row: Given, value: Any, visit: Visit) -> bool:
    """Whether a field stands as it was shown. It is not handed over then: what is shown may be rounded."""
    if field.is_fixed or field.kind == "file":
        return field.is_fixed
    if field.kind == "flag":
        return bool(row[field.attribute]) == bool(value)
    shown = shown_in(field, row, visit)
    if field.kind == "rows":
        return set(value) == set(shown)
    return bool(value.replace("\r\n", "\n").strip() == shown.strip())


def _given(field: Field, visit: Visit, value: Any, files: Files) -> Any:
    if field.is_self and visit.principal.reach == "own":
        return visit.person["key"]
    if field.kind == "file":
        return files[field.name]
    return value if field.kind == "rows" else read_value(field, value, visit.company.zone)


def _key_of(form: FormPage, reader: Reader, made: Given) -> str:
    if form.source is not None:
        return str(made["id"])
    where = tuple(Condition(name, "eq", value) for name, value in made.items())
    return str(reader.select(Query(form.collection, ("key",), where)).rows[0][0])
