"""Serving forms: shown, taken, and shown again with what is wrong at its field."""

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

from starlette.responses import Response

from dagsverke.app.ports import Reader
from dagsverke.domain.errors import Absent, Locked
from dagsverke.web.forms.blocks import Block, typed_blocks
from dagsverke.web.forms.filling import done_path, fresh, key_in, row_of, show, show_row, starting
from dagsverke.web.forms.model import FormPage
from dagsverke.web.forms.rows import Editor, bases_of, editor, press
from dagsverke.web.forms.taking import sent, take, withdraw
from dagsverke.web.forms.works import WORKS
from dagsverke.web.visit import Handler, PageRoute, Visit, page

Serve = Callable[[FormPage, Visit], Awaitable[Response]]


def routes_of(form: FormPage) -> list[PageRoute]:
    """The addresses of a form. They come before the page of a row, for ``new`` is no key."""
    routes = []
    if form.record is not None:
        new = f"{form.path}{form.new_path}"
        routes += [page(new, form.area, _seen(form, _show_new)), page(new, form.area, _seen(form, _record), "POST")]
    if form.withdraw is not None:
        routes.append(page(form.path + "/{key}/withdraw", form.area, _seen(form, _withdraw), "POST"))
    if form.correct is not None:
        edit = form.path if form.is_single else form.path + "/{key}/edit"
        routes += [page(edit, form.area, _seen(form, _show)), page(edit, form.area, _seen(form, _correct), "POST")]
    if form.rows is not None:
        rows = (f"{form.path}/rows", form.path + "/{key}/rows")
        routes += [page(path, form.area, _seen(form, _press), "POST") for path in rows]
    return routes


def _seen(form: FormPage, serve: Serve) -> Handler:
    """Serve a form with the fields that the visitor sees."""

    async def handle(visit: Visit) -> Response:
        return await serve(form.seen_by(visit.may_enter), visit)

    return handle


async def _show_new(form: FormPage, visit: Visit) -> Response:
    values = fresh(form, visit)
    return await show(form, visit, values, starting(form, values, visit))


async def _show(form: FormPage, visit: Visit) -> Response:
    return await _closed(form, visit) or await show_row(form, visit)


async def _record(form: FormPage, visit: Visit) -> Response:
    return await take(form, visit, form.record, None)


async def _correct(form: FormPage, visit: Visit) -> Response:
    return await _closed(form, visit) or await take(form, visit, form.correct, key_in(form, visit))


async def _withdraw(form: FormPage, visit: Visit) -> Response:
    return await _closed(form, visit) or await withdraw(form, visit)


async def _closed(form: FormPage, visit: Visit) -> Response | None:
    """What a row that cannot be changed is answered with: why, and what can be done. None where it can."""
    refuse = form.refuse_closed
    if refuse is None:
        return None

    def read(reader: Reader) -> tuple[Locked, str] | None:
        row_of(form, visit, reader)
        try:
            refuse(reader, {"key": key_in(form, visit)})
        except Locked as refusal:
            return refusal, done_path(form, reader, key_in(form, visit))
        return None

    if (found := await visit.read(read)) is None:
        return None
    return visit.page("form_closed.html", HTTPStatus.LOCKED, form=form, refusal=found[0], back=found[1])


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
