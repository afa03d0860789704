"""Serving forms: shown, taken, and shown again with what is wrong at its field."""

from collections.abc import Sequence
from functools import partial

from starlette.responses import Response

from dagsverke.app.ports import Reader
from dagsverke.domain.errors import Absent
from dagsverke.web.forms.blocks import Block, typed_blocks
from dagsverke.web.forms.filling import fresh, key_in, row_of, show, show_row, starting
from dagsverke.web.forms.model import FormPage
from dagsverke.web.forms.rows import Editor, bases_of, editor, press
from dagsverke.web.forms.taking import sent, take, withdraw
from dagsverke.web.forms.works import WORKS
from dagsverke.web.visit import PageRoute, Visit, page


def routes_of(form: FormPage) -> list[PageRoute]:
    """The addresses of a form. They come before the page of a row, for ``new`` is no key."""
    routes = []
    if form.record is not None:
        new = f"{form.path}{form.new_path}"
        routes += [page(new, form.area, partial(_show_new, form)), page(new, form.area, partial(_record, form), "POST")]
    if form.withdraw is not None:
        routes.append(page(form.path + "/{key}/withdraw", form.area, partial(withdraw, form), "POST"))
    if form.correct is not None:
        edit = form.path if form.is_single else form.path + "/{key}/edit"
        routes += [page(edit, form.area, partial(_show, form)), page(edit, form.area, partial(_correct, form), "POST")]
    if form.rows is not None:
        rows = (f"{form.path}/rows", form.path + "/{key}/rows")
        routes += [page(path, form.area, partial(_press, form), "POST") for path in rows]
    return routes


async def _show_new(form: FormPage, visit: Visit) -> Response:
    values = fresh(form, visit)
    return await show(form, visit, values, starting(form, values, visit))


async def _show(form: FormPage, visit: Visit) -> Response:
    return await show_row(form, visit)


async def _record(form: FormPage, visit: Visit) -> Response:
    return await take(form, visit, form.record, None)


async def _correct(form: FormPage, visit: Visit) -> Response:
    return await take(form, visit, form.correct, key_in(form, visit))


async def _press(form: FormPage, visit: Visit) -> Response:
    """What the rows are after a button was pressed; nothing is kept."""
    values, button, key = sent(form, visit), str(visit.form.get("do", "")), visit.request.path_params.get("key")

    def read(reader: Reader) -> Editor:
        if form.rows is None:
            raise Absent("absent", "rows", "are none here")
        if key is not None:
            row_of(form, visit, reader)
        blocks: Sequence[Block] = typed_blocks(visit.form)
        blocks, focus = press(form.rows, reader, values, blocks, button, visit.formats)
        bases = bases_of(form.rows, reader, key, values)
        return editor(visit.request.url.path, form.rows, reader, values, blocks, bases, visit.formats, focus=focus)

    return visit.page("rows_editor.html", editor=await visit.read(read), works=WORKS)
