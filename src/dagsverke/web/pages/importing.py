"""Balances from a file: looked at line by line, then put all of them or none."""

from collections.abc import Sequence
from http import HTTPStatus

from starlette.datastructures import UploadFile
from starlette.responses import Response

from dagsverke.app.csv_rows import decoded, read_rows
from dagsverke.app.mark_importing import COLUMNS, Line, import_marks, look
from dagsverke.app.ports import UnitOfWork
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.web.visit import Visit, page

PATH = "/payroll/import"
FILE_MAX = 400_000
"""Bytes of a file; the page carries it along from looking to importing."""
SHOWN_MAX = 200
LABELS = dict(zip(COLUMNS.values(), COLUMNS, strict=True))


async def show(visit: Visit) -> Response:
    """The form for a file."""
    return _page(visit)


async def take(visit: Visit) -> Response:
    """Look at a file; or import it, where it was looked at."""
    try:
        text = await _text(visit)
        rows = read_rows(text, COLUMNS)
        if visit.form.get("confirmed"):

            def work(unit: UnitOfWork) -> int:
                return import_marks(unit, rows)

            return _page(visit, done=await visit.write(work))
        lines = await visit.read(lambda reader: look(reader, visit.principal, rows), is_long=True)
    except Refusal as refusal:
        return _page(visit, fault=visit.sentence(refusal))
    return _page(visit, text=text, lines=lines)


async def _text(visit: Visit) -> str:
    """What was uploaded, or what the page carried along."""
    file = visit.form.get("file")
    if not isinstance(file, UploadFile):
        return str(visit.form.get("text", ""))
    if (file.size or 0) > FILE_MAX:
        raise Malformed("range", "file", f"must be at most {FILE_MAX // 1000} kB")
    content = await file.read()
    if not content.strip():
        raise Malformed("required", "file", "is empty, or none was chosen")
    return decoded(content)


def _page(
    visit: Visit, *, text: str = "", lines: Sequence[Line] | None = None, fault: str = "", done: int | None = None
) -> Response:
    faulty = [one for one in lines or () if one.fault is not None]
    return visit.page(
        "importing.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        columns=list(COLUMNS),
        accounts=visit.company.accounts_by_code,
        text=text,
        lines=lines,
        faulty=faulty[:SHOWN_MAX],
        fault_count=len(faulty),
        good=[one for one in lines or () if one.fault is None][:SHOWN_MAX],
        labels=LABELS,
        fault=fault,
        done=done,
    )


ROUTES = (
    page(PATH, "payroll", show),
    page(PATH, "payroll", take, "POST"),
)
