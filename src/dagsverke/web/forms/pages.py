"""Serving forms: shown, taken, and shown again with what is wrong at its field."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from dagsverke.app.ports import Reader, UnitOfWork
from dagsverke.app.queries import Condition, Page, Query
from dagsverke.domain.errors import Absent, Refusal
from dagsverke.web.forms.blocks import Block, typed_blocks, without_empty_rows
from dagsverke.web.forms.model import Command, Field, FormPage
from dagsverke.web.forms.rows import Editor, bases_of, blocks_of, editor, elements_of, press
from dagsverke.web.forms.values import read_value, shown_value
from dagsverke.web.forms.works import WORKS
from dagsverke.web.picking import PICKABLE, Option, option_of
from dagsverke.web.visit import Visit, page

PICKED_MAX = 500
Options = dict[str, list[tuple[str, str]]]
Blocks = Callable[[Reader], Sequence[Block]]
"""Tells what stands in the rows of a form."""


def routes_of(form: FormPage) -> list[Route]:
    """The addresses of a form. They come before the page of a row, for ``new`` is no key."""
    routes = []
    if form.record is not None:
        new = f"{form.path}{form.new_path}"
        routes += [page(new, form.area, partial(_show_new, form)), page(new, form.area, partial(_record, form), "POST")]
    if form.correct is not None:
        edit = form.path + "/{key}/edit"
        routes += [page(edit, form.area, partial(_show, form)), page(edit, form.area, partial(_correct, form), "POST")]
    if form.rows is not None:
        rows = (f"{form.path}/rows", form.path + "/{key}/rows")
        routes += [page(path, form.area, partial(_press, form), "POST") for path in rows]
    return routes


async def _show_new(form: FormPage, visit: Visit) -> Response:
    given = {one.name: visit.query.get(one.name, "") for one in form.fields}
    values = {one.name: given[one.name] or shown_value(one, one.default, visit.formats) for one in form.fields}
    return await _page(form, visit, values, _start(form, values, visit))


async def _show(form: FormPage, visit: Visit) -> Response:
    row = await visit.read(lambda reader: _row(form, visit, reader))
    values = {one.name: shown_value(one, row[one.attribute], visit.formats) for one in form.fields}
    return await _page(form, visit, values, _start(form, values, visit), key=visit.request.path_params["key"])


async def _record(form: FormPage, visit: Visit) -> Response:
    return await _take(form, visit, form.record, None)


async def _correct(form: FormPage, visit: Visit) -> Response:
    return await _take(form, visit, form.correct, visit.request.path_params["key"])


async def _take(form: FormPage, visit: Visit, command: Command | None, key: str | None) -> Response:
    sent, blocks = _sent(form, visit), without_empty_rows(typed_blocks(visit.form))

    def work(unit: UnitOfWork) -> str:
        if command is None:
            raise Absent("absent", "key", "cannot be changed here")
        if key is not None:
            _row(form, visit, unit)
        fields = [one for one in form.fields if key is None or not one.is_fixed]
        change: dict[str, Any] = {one.name: read_value(one, sent[one.name]) for one in fields}
        if form.rows is not None:
            elements = elements_of(blocks, bases_of(form.rows, unit, key, sent))
            change[form.rows.name] = elements if form.rows.has_blocks else elements[0]["content"]["rows"]
        by = {"created_by_key": visit.person["key"]} if key is None else {"modified_by_key": visit.person["key"]}
        made = command(unit, {} if key is None else {"key": key}, change | by)
        return key or _key_of(form, unit, made)

    try:
        made = await visit.write(work)
    except Refusal as refusal:
        return await _page(form, visit, sent, lambda _: blocks, key=key, refusal=refusal)
    return visit.go(f"{form.path}/{made}")


def _sent(form: FormPage, visit: Visit) -> dict[str, str]:
    return {one.name: str(visit.form.get(one.name, "")) for one in form.fields}


def _start(form: FormPage, values: Mapping[str, str], visit: Visit) -> Blocks:
    """The rows that a form begins with: those of its paper, or of what it is made of."""
    key = visit.request.path_params.get("key")

    def start(reader: Reader) -> Sequence[Block]:
        if form.rows is None:
            return ()
        return blocks_of(bases_of(form.rows, reader, key, values), visit.formats)

    return start


async def _press(form: FormPage, visit: Visit) -> Response:
    """What the rows are after a button was pressed; nothing is kept."""
    sent, button, key = _sent(form, visit), str(visit.form.get("do", "")), visit.request.path_params.get("key")

    def read(reader: Reader) -> Editor:
        if form.rows is None:
            raise Absent("absent", "rows", "are none here")
        if key is not None:
            _row(form, visit, reader)
        blocks: Sequence[Block] = typed_blocks(visit.form)
        blocks, focus = press(form.rows, reader, sent, blocks, button, visit.formats)
        bases = bases_of(form.rows, reader, key, sent)
        return editor(visit.request.url.path, form.rows, reader, sent, blocks, bases, visit.formats, focus=focus)

    return visit.page("rows_editor.html", editor=await visit.read(read), works=WORKS)


async def _page(
    form: FormPage,
    visit: Visit,
    values: Mapping[str, str],
    blocks: Blocks,
    *,
    key: str | None = None,
    refusal: Refusal | None = None,
) -> Response:
    def read(reader: Reader) -> tuple[Options, Mapping[str, Option], Editor | None]:
        rows = None
        if form.rows is not None:
            path = f"{form.path}/rows" if key is None else f"{form.path}/{key}/rows"
            bases = bases_of(form.rows, reader, key, values)
            rows = editor(path, form.rows, reader, values, blocks(reader), bases, visit.formats, refusal=refusal)
        return _options(form, reader), _picks(form, reader, values), rows

    options, picked, rows = await visit.read(read)
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
        editor=rows,
        works=WORKS,
        fault_at=at,
        fault=(refusal.detail if at else str(refusal)) if refusal is not None and not _is_of_row(refusal) else "",
    )


def _is_of_row(refusal: Refusal) -> bool:
    """Whether the rows themselves say what is wrong."""
    return (refusal.field or "").startswith("rows[")


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
