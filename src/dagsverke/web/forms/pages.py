"""Serving forms: shown, taken, and shown again with what is wrong at its field."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.domain.errors import Absent, Refusal
from dagsverke.web.forms.model import Command, Field, FormPage, Options
from dagsverke.web.forms.values import read_value, shown_value
from dagsverke.web.visit import Visit, page

PICKED_MAX = 500


def routes_of(form: FormPage) -> list[Route]:
    """The addresses of a form. They come before the page of a row, for ``new`` is no key."""
    routes = []
    if form.record is not None:
        new = f"{form.path}/new"
        routes += [page(new, form.area, partial(_show_new, form)), page(new, form.area, partial(_record, form), "POST")]
    if form.withdraw is not None:
        routes.append(page(form.path + "/{key}/withdraw", form.area, partial(_withdraw, form), "POST"))
    if form.correct is not None:
        edit = form.path if form.is_single else form.path + "/{key}/edit"
        routes += [page(edit, form.area, partial(_show, form)), page(edit, form.area, partial(_correct, form), "POST")]
    return routes


async def _show_new(form: FormPage, visit: Visit) -> Response:
    given = {one.name: visit.query.get(one.name, "") for one in form.fields}
    values = {one.name: given[one.name] or shown_value(one, one.default, visit.formats) for one in form.fields}
    return await _page(form, visit, values)


async def _show(form: FormPage, visit: Visit) -> Response:
    key = _key(form, visit)
    row = await visit.read(lambda reader: _row(form, visit, reader))
    values = {one.name: shown_value(one, row[one.attribute], visit.formats) for one in form.fields}
    return await _page(form, visit, values, key=key)


async def _record(form: FormPage, visit: Visit) -> Response:
    return await _take(form, visit, form.record, None)


async def _correct(form: FormPage, visit: Visit) -> Response:
    return await _take(form, visit, form.correct, _key(form, visit))


async def _withdraw(form: FormPage, visit: Visit) -> Response:
    key = _key(form, visit)

    def work(unit: UnitOfWork) -> None:
        _row(form, visit, unit)
        if form.withdraw is not None:
            form.withdraw(unit, {"key": key}, {"modified_by_key": visit.person["key"]})

    try:
        await visit.write(work)
    except Refusal as refusal:
        row = await visit.read(lambda reader: _row(form, visit, reader))
        values = {one.name: shown_value(one, row[one.attribute], visit.formats) for one in form.fields}
        return await _page(form, visit, values, key=key, refusal=refusal)
    return visit.go(form.done_path or form.path)


def _key(form: FormPage, visit: Visit) -> str:
    """The key that the address names; where there is one row, it needs none."""
    return "0" if form.is_single else str(visit.request.path_params["key"])


async def _take(form: FormPage, visit: Visit, command: Command | None, key: str | None) -> Response:
    sent = {one.name: str(visit.form.get(one.name, "")) for one in form.fields}

    def work(unit: UnitOfWork) -> str:
        if command is None:
            raise Absent("absent", "key", "cannot be changed here")
        if key is not None:
            _row(form, visit, unit)
        fields = [one for one in form.fields if key is None or not one.is_fixed]
        change: dict[str, Any] = {one.name: read_value(one, sent[one.name]) for one in fields}
        by = {"created_by_key": visit.person["key"]} if key is None else {"modified_by_key": visit.person["key"]}
        made = command(unit, {} if key is None else {"key": key}, change | by)
        return key or _key_of(form, unit, made)

    try:
        made = await visit.write(work)
    except Refusal as refusal:
        return await _page(form, visit, sent, key=key, refusal=refusal)
    return visit.go(form.done_path or f"{form.path}/{made}")


async def _page(
    form: FormPage, visit: Visit, values: Mapping[str, str], *, key: str | None = None, refusal: Refusal | None = None
) -> Response:
    options = await visit.read(lambda reader: _options(form, reader))
    names = {one.name for one in form.fields}
    at = refusal.field if refusal is not None and refusal.field in names else None
    return visit.page(
        "form.html",
        HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        form=form,
        values=values,
        key=key,
        options=options,
        fault_at=at,
        fault=(refusal.detail if at else str(refusal)) if refusal is not None else "",
    )


def _row(form: FormPage, visit: Visit, reader: Reader) -> dict[str, Any]:
    """The row that is to be changed, as its collection shows it; absent where it is another person's."""
    if form.source is not None:
        return dict(form.source.row(reader, _key(form, visit)))
    attributes = tuple(dict.fromkeys(one.attribute for one in form.fields))
    where = [Condition("key", "eq", visit.request.path_params["key"])]
    if form.own is not None and visit.principal.reach == "own":
        where.append(Condition(form.own, "eq", visit.principal.person_id))
    found = reader.select(Query(form.collection, attributes, tuple(where))).rows
    if not found:
        raise Absent("absent", "key", "names nothing in this company")
    return dict(zip(attributes, found[0], strict=True))


def _key_of(form: FormPage, unit: UnitOfWork, made: Mapping[str, Any]) -> str:
    if form.source is not None:
        return str(made["id"])
    where = tuple(Condition(name, "eq", value) for name, value in made.items())
    return str(unit.select(Query(form.collection, ("key",), where)).rows[0][0])


def _options(form: FormPage, reader: Reader) -> Options:
    found = {one.name: _picked(one, reader) for one in form.fields if one.of is not None}
    return found | form.source.options(reader) if form.source is not None else found


def _picked(field: Field, reader: Reader) -> list[tuple[str, str]]:
    if field.of is None:
        return []
    name = field.of.name
    query = Query(field.of.collection, (field.of.key, name), field.of.where, ((name, False),), Page(0, PICKED_MAX))
    return [(str(key), str(called)) for key, called in reader.select(query).rows]
