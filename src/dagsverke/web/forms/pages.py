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
from dagsverke.web.forms.model import Command, Field, FormPage
from dagsverke.web.forms.values import read_value, shown_value
from dagsverke.web.picking import PICKABLE, Option, option_of
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
    values = {one.name: given[one.name] or shown_value(one, one.default, visit.formats) for one in form.fields}
    return await _page(form, visit, values)


async def _show(form: FormPage, visit: Visit) -> Response:
    row = await visit.read(lambda reader: _row(form, visit, reader))
    values = {one.name: shown_value(one, row[one.attribute], visit.formats) for one in form.fields}
    return await _page(form, visit, values, key=visit.request.path_params["key"])


async def _record(form: FormPage, visit: Visit) -> Response:
    return await _take(form, visit, form.record, None)


async def _correct(form: FormPage, visit: Visit) -> Response:
    return await _take(form, visit, form.correct, visit.request.path_params["key"])


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
    return visit.go(f"{form.path}/{made}")


async def _page(
    form: FormPage, visit: Visit, values: Mapping[str, str], *, key: str | None = None, refusal: Refusal | None = None
) -> Response:
    options, picked = await visit.read(lambda reader: (_options(form, reader), _picks(form, reader, values)))
    names = {one.name for one in form.fields}
    at = refusal.field if refusal is not None and refusal.field in names else None
    return visit.page(
        "form.html",
        HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        form=form,
        values=values,
        key=key,
        options=options,
        picked=picked,
        fault_at=at,
        fault=(refusal.detail if at else str(refusal)) if refusal is not None else "",
    )


def _row(form: FormPage, visit: Visit, reader: Reader) -> dict[str, Any]:
    """The row that is to be changed, as its collection shows it; absent where it is another person's."""
    attributes = tuple(dict.fromkeys(one.attribute for one in form.fields))
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


def _picks(form: FormPage, reader: Reader, values: Mapping[str, str]) -> Mapping[str, Option]:
    """What stands in the fields that search."""
    return {
        one.name: option_of(reader, one.of.collection, values[one.name])
        for one in form.fields
        if one.of is not None and _is_searched(one)
    }


def _is_searched(field: Field) -> bool:
    """Whether a field searches: where there may be many, and any of them may be picked."""
    return field.of is not None and not field.of.where and field.of.collection in PICKABLE


def _options(form: FormPage, reader: Reader) -> Options:
    return {one.name: _picked(one, reader) for one in form.fields if one.of is not None and not _is_searched(one)}


def _picked(field: Field, reader: Reader) -> list[tuple[str, str]]:
    if field.of is None:
        return []
    name = field.of.name
    query = Query(field.of.collection, ("key", name), field.of.where, ((name, False),), Page(0, PICKED_MAX))
    return [(str(key), str(called)) for key, called in reader.select(query).rows]
