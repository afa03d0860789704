"""Serving forms: shown, taken, and shown again with what is wrong at its field."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from dagsverke.app.files import Attached
from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.domain.errors import Absent, Refusal
from dagsverke.web.files import attached
from dagsverke.web.forms.model import TODAY, Command, Field, FormPage
from dagsverke.web.forms.values import read_value, shown_rows, shown_value
from dagsverke.web.lists.model import in_order
from dagsverke.web.visit import Visit, page

PICKED_MAX = 500
Options = dict[str, list[tuple[str, str]]]


def routes_of(form: FormPage) -> list[Route]:
    """The addresses of a form. They come before the page of a row, for ``new`` is no key."""
    routes = []
    if form.record is not None:
        new = f"{form.path}/new"
        routes += [page(new, form.area, partial(_show_new, form)), page(new, form.area, partial(_record, form), "POST")]
    if form.correct is not None:
        edit = form.path + "/{key}/edit"
        routes += [page(edit, form.area, partial(_show, form)), page(edit, form.area, partial(_correct, form), "POST")]
    return routes


async def _show_new(form: FormPage, visit: Visit) -> Response:
    given = {one.name: visit.query.get(one.name, "") for one in form.fields}
    values = {one.name: given[one.name] or _usual(one, visit) for one in form.fields}
    return await _page(form, visit, values)


async def _show(form: FormPage, visit: Visit) -> Response:
    row = await visit.read(lambda reader: _row(form, visit, reader))
    values = {one.name: _shown(one, row, visit) for one in form.fields}
    return await _page(form, visit, values, key=visit.request.path_params["key"])


async def _record(form: FormPage, visit: Visit) -> Response:
    return await _take(form, visit, form.record, None)


async def _correct(form: FormPage, visit: Visit) -> Response:
    return await _take(form, visit, form.correct, visit.request.path_params["key"])


async def _take(form: FormPage, visit: Visit, command: Command | None, key: str | None) -> Response:
    sent = {one.name: _sent(one, visit) for one in form.fields}

    def work(unit: UnitOfWork) -> str:
        if command is None:
            raise Absent("absent", "key", "cannot be changed here")
        row = _row(form, visit, unit) if key is not None else None
        fields = [one for one in form.fields if row is None or not _stays(one, row, sent[one.name], visit)]
        change: dict[str, Any] = {one.name: _given(one, visit, sent[one.name], filed) for one in fields}
        if key is None:
            change = {name: value for name, value in change.items() if value is not None}
        by = {"created_by_key": visit.person["key"]} if key is None else {"modified_by_key": visit.person["key"]}
        made = command(unit, {} if key is None else {"key": key}, change | by)
        return _done(form, unit, key or _key_of(form, unit, made))

    try:
        filed = await _filed(form, visit)
        path = await visit.write(work)
    except Absent:
        raise
    except Refusal as refusal:
        return await _page(form, visit, sent, key=key, refusal=refusal)
    return visit.go(path)


def _usual(field: Field, visit: Visit) -> str:
    """What stands in a field of a new row where the address says nothing."""
    if field.is_self:
        return str(visit.person["key"])
    if field.default == TODAY:
        return visit.today
    return shown_value(field, field.default, visit.formats)


def _shown(field: Field, row: Mapping[str, Any], visit: Visit) -> Any:
    if field.kind == "file":
        return ""
    value = row[field.attribute]
    return shown_rows(value) if field.kind == "rows" else shown_value(field, value, visit.formats)


def _stays(field: Field, row: Mapping[str, Any], sent: Any, visit: Visit) -> bool:
    """Whether a field stands as it was shown. It is not handed over then: what is shown may be rounded."""
    if field.is_fixed or field.kind == "file":
        return field.is_fixed
    if field.kind == "flag":
        return bool(row[field.attribute]) == bool(sent)
    shown = _shown(field, row, visit)
    return bool(sent == shown if field.kind == "rows" else sent.replace("\r\n", "\n").strip() == shown.strip())


def _sent(field: Field, visit: Visit) -> Any:
    """What was sent, as it is shown again where it is refused; a file has to be chosen anew."""
    if field.kind == "file":
        return ""
    if field.kind == "rows":
        return [str(one) for one in visit.form.getlist(field.name)]
    return str(visit.form.get(field.name, ""))


def _given(field: Field, visit: Visit, sent: Any, filed: Mapping[str, Attached | None]) -> Any:
    if field.is_self and visit.principal.reach == "own":
        return visit.person["key"]
    if field.kind == "file":
        return filed[field.name]
    return sent if field.kind == "rows" else read_value(field, sent, visit.company.zone)


async def _filed(form: FormPage, visit: Visit) -> dict[str, Attached | None]:
    """The files that were sent, on the shelf before the row that names them."""
    return {one.name: await attached(visit, one.name) for one in form.fields if one.kind == "file"}


def _done(form: FormPage, reader: Reader, key: str) -> str:
    """Where whoever is done with a row goes."""
    path = form.done_path or form.path + "/{key}"
    names = tuple(part.split("}")[0] for part in path.split("{")[1:])
    query = Query(form.collection, names, (Condition("key", "eq", key),))
    return path.format(**dict(zip(names, reader.select(query).rows[0], strict=True)))


async def _page(
    form: FormPage, visit: Visit, values: Mapping[str, Any], *, key: str | None = None, refusal: Refusal | None = None
) -> Response:
    def read(reader: Reader) -> tuple[Options, str]:
        return _options(form, reader, values), form.path if key is None else _done(form, reader, key)

    options, back = await visit.read(read)
    names = {one.name for one in form.fields}
    at = refusal.field if refusal is not None and refusal.field in names else None
    return visit.page(
        "form.html",
        HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        form=form,
        values=values,
        key=key,
        left_out=[one for one in form.fields if one.is_self and visit.principal.reach == "own"],
        options=options,
        back=back,
        fault_at=at,
        fault=(refusal.detail if at else str(refusal)) if refusal is not None else "",
    )


def _row(form: FormPage, visit: Visit, reader: Reader) -> dict[str, Any]:
    """The row that is to be changed, as its collection shows it; absent where it is another person's."""
    attributes = tuple(dict.fromkeys(one.attribute for one in form.fields if one.kind != "file"))
    where = [Condition("key", "eq", visit.request.path_params["key"])]
    if form.own is not None and visit.principal.reach == "own":
        where.append(Condition(form.own, "eq", visit.principal.person_id))
    found = reader.select(Query(form.collection, attributes, tuple(where))).rows
    if not found:
        raise Absent("absent", "key", "names nothing in this company")
    return dict(zip(attributes, found[0], strict=True))


def _key_of(form: FormPage, unit: UnitOfWork, made: Mapping[str, Any]) -> str:
    where = tuple(Condition(name, "eq", value) for name, value in made.items())
    return str(unit.select(Query(form.collection, ("key",), where)).rows[0][0])


def _options(form: FormPage, reader: Reader, values: Mapping[str, Any]) -> Options:
    return {one.name: _picked(one, reader, values[one.name]) for one in form.fields if one.of is not None}


def _picked(field: Field, reader: Reader, value: Any) -> list[tuple[str, str]]:
    """What may be picked, and what is picked already where it may not be any more."""
    if field.of is None:
        return []
    name = field.of.name
    order = (in_order(field.of.by or name),)
    query = Query(field.of.collection, ("key", name), field.of.where, order, Page(0, PICKED_MAX))
    found = [(str(key), str(called)) for key, called in reader.select(query).rows]
    missing = {value} - {key for key, _ in found} - {""} if isinstance(value, str) else set()
    if missing:
        kept = replace(query, where=(Condition("key", "eq", value),))
        found += [(str(key), str(called)) for key, called in reader.select(kept).rows]
    return found
