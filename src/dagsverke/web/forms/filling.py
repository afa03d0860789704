"""What stands in a form: of a new row or of one that is there, what may be picked in it, and the page that shows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from dagsverke.app.ports import Reader
from dagsverke.app.queries import Condition, Query
from dagsverke.domain.errors import Absent, Refusal
from dagsverke.web.forms.blocks import Block
from dagsverke.web.forms.model import TODAY, Field, FormPage, Given, Head, Options
from dagsverke.web.forms.rows import Editor, bases_of, blocks_of, editor
from dagsverke.web.forms.values import shown_rows, shown_value
from dagsverke.web.forms.works import WORKS
from dagsverke.web.picking import ACTIVE, LISTED, PICKABLE, Option, choices, in_order, option_of
from dagsverke.web.visit import Visit

Blocks = Callable[[Reader], Sequence[Block]]
"""Tells what stands in the rows of a form."""


def fresh(form: FormPage, visit: Visit) -> dict[str, Any]:
    """What stands in the fields for a new row: what the address says, else what is usual."""
    return {one.name: visit.query.get(one.name, "") or _usual(one, visit) for one in form.fields}


def standing(form: FormPage, row: Given, visit: Visit) -> dict[str, Any]:
    """What stands in the fields for a row that is there."""
    return {one.name: shown_in(one, row, visit) for one in form.fields}


def shown_in(field: Field, row: Given, visit: Visit) -> Any:
    """What stands in a field: a text, or the keys of the rows that are picked."""
    if field.kind == "file":
        return ""
    value = row[field.attribute]
    return shown_rows(value) if field.kind == "rows" else shown_value(field, value, visit.formats)


def starting(form: FormPage, values: Head, visit: Visit) -> Blocks:
    """The rows that a form begins with: those of its paper, or of what it is made of."""
    key = visit.request.path_params.get("key")

    def start(reader: Reader) -> Sequence[Block]:
        if form.rows is None:
            return ()
        return blocks_of(bases_of(form.rows, reader, key, values), visit.formats)

    return start


def key_in(form: FormPage, visit: Visit) -> str:
    """The key that the address names; where there is one row, it needs none."""
    return "0" if form.is_single else str(visit.request.path_params["key"])


def row_of(form: FormPage, visit: Visit, reader: Reader) -> dict[str, Any]:
    """The row that is to be changed, as its collection shows it; absent where it is another person's."""
    if form.source is not None:
        return dict(form.source.row(reader, key_in(form, visit)))
    attributes = tuple(dict.fromkeys(one.attribute for one in form.fields if one.kind != "file"))
    where = [Condition("key", "eq", visit.request.path_params["key"])]
    if form.own is not None and visit.principal.reach == "own":
        where.append(Condition(form.own, "eq", visit.principal.person_id))
    found = reader.select(Query(form.collection, attributes, tuple(where))).rows
    if not found:
        raise Absent("absent", "key", "names nothing in this company")
    return dict(zip(attributes, found[0], strict=True))


def done_path(form: FormPage, reader: Reader, key: str) -> str:
    """Where whoever is done with a row goes."""
    path = form.done_path or form.path + "/{key}"
    if form.source is not None:
        return path.format(key=key)
    names = tuple(part.split("}")[0] for part in path.split("{")[1:])
    query = Query(form.collection, names, (Condition("key", "eq", key),))
    return path.format(**dict(zip(names, reader.select(query).rows[0], strict=True)))


async def show_row(form: FormPage, visit: Visit, refusal: Refusal | None = None) -> Response:
    """The form of a row as it stands."""
    row = await visit.read(lambda reader: row_of(form, visit, reader))
    values = standing(form, row, visit)
    return await show(form, visit, values, starting(form, values, visit), key=key_in(form, visit), refusal=refusal)


async def show(
    form: FormPage,
    visit: Visit,
    values: Head,
    blocks: Blocks,
    *,
    key: str | None = None,
    refusal: Refusal | None = None,
) -> Response:
    """The form with these values in its fields and rows, and with what was refused at its field."""

    def read(reader: Reader) -> Mapping[str, Any]:
        return {
            "options": _options(form, reader, values),
            "picked": _picked(form, reader, values),
            "editor": edited(reader),
            **_around(form, reader, key),
        }

    def edited(reader: Reader) -> Editor | None:
        if form.rows is None:
            return None
        path = f"{form.path}/rows" if key is None else f"{form.path}/{key}/rows"
        bases = bases_of(form.rows, reader, key, values)
        return editor(path, form.rows, reader, values, blocks(reader), bases, visit.formats, refusal=refusal)

    found = await visit.read(read)
    at = refusal.field if refusal is not None and refusal.field in {one.name for one in form.fields} else None
    return visit.page(
        "form.html",
        HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        form=form,
        values=values,
        key=key,
        left_out=[one for one in form.fields if one.is_self and visit.principal.reach == "own"],
        works=WORKS,
        fault_at=at,
        fault=_said(form, visit, refusal, is_at_field=at is not None),
        **found,
    )


def _around(form: FormPage, reader: Reader, key: str | None) -> Mapping[str, str]:
    """What is said of a row before it is changed, and where whoever leaves the form goes."""
    if key is None:
        return {"notice": "", "back": form.path}
    notice = "" if form.source is None else form.source.notice(reader, key)
    return {"notice": notice, "back": done_path(form, reader, key)}


def _usual(field: Field, visit: Visit) -> str:
    """What stands in a field of a new row where the address says nothing."""
    if field.is_self:
        return str(visit.person["key"])
    if field.default == TODAY:
        return visit.today
    return shown_value(field, field.default, visit.formats)


def _said(form: FormPage, visit: Visit, refusal: Refusal | None, *, is_at_field: bool) -> str:
    """What is said of a refusal at its field, or above all of them; nothing where the rows themselves say it."""
    if refusal is None or (refusal.field or "").startswith("rows["):
        return ""
    return visit.reason(refusal) if is_at_field else visit.sentence(refusal, form.labels)


def _is_searched(field: Field) -> bool:
    """Whether a field searches: where there may be many."""
    return field.kind == "row" and field.of is not None and field.of.collection in PICKABLE


def _picked(form: FormPage, reader: Reader, values: Head) -> Mapping[str, Option]:
    """What stands in the fields that search."""
    return {
        one.name: option_of(reader, one.of.collection, values[one.name], one.of.key)
        for one in form.fields
        if one.of is not None and _is_searched(one)
    }


def _options(form: FormPage, reader: Reader, values: Head) -> Options:
    """What may be picked in the fields that do not search, and what is picked in them already."""
    found = {
        one.name: _offered(one, reader, values[one.name])
        for one in form.fields
        if one.of is not None and not _is_searched(one)
    }
    return found | form.source.options(reader) if form.source is not None else found


def _offered(field: Field, reader: Reader, value: str | Sequence[str]) -> list[tuple[str, str]]:
    """What may be picked, and what is picked already where it may not be any more."""
    of = field.of
    if of is None:
        return []
    where = (*(ACTIVE if of.is_active else ()), *of.where)
    query = Query(of.collection, (of.key, of.name), where, (in_order(of.sorted_by or of.name),), LISTED)
    found = choices(reader, query)
    picked = {value} if isinstance(value, str) else set(value)
    missing = picked - {key for key, _ in found} - {""}
    if missing and of.key == "key":
        kept = replace(query, where=(Condition(of.key, "in", sorted(missing)),))
        found += choices(reader, kept)
    return found
