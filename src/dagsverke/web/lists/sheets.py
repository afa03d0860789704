"""Lists as files: CSV and XLSX of exactly what is shown, all pages of it."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

Value = str | Decimal | date | None
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTH_MAX, _WIDTH_MIN = 60, 8


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file: UTF-8 with a mark, semicolons between and decimal commas within, as spreadsheets here expect."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(one) for one in headings])
    writer.writerows([_text(value) for value in row] for row in rows)
    return (BOM + file.getvalue()).encode()


def to_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A workbook of one sheet; numbers are numbers, days are days. The library is loaded when it is first needed."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Any = import_module("xlsxwriter").Workbook(file, options)
    sheet = book.add_worksheet(_sheet_name(title))
    day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
    widths = [len(one) for one in headings]
    sheet.write_row(0, 0, headings, bold)
    for at, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, place, value, day)
            elif value is not None:
                sheet.write(at, place, float(value) if isinstance(value, Decimal) else value)
            widths[place] = max(widths[place], len(_text(value)))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + 1, _WIDTH_MIN), _WIDTH_MAX))
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",") if value else "0"
    return value.isoformat() if isinstance(value, date) else _harmless(value)


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _sheet_name(title: str) -> str:
    return "".join("-" if one in "[]:*?/\\'" else one for one in title)[:31] or "1"
