"""The code on an invoice that a bank's application reads (UsingQR revision 2, 2014: free for all, by Visma)."""

import json
from datetime import date
from importlib import import_module

from dagsverke.app.invoice_sheet import InvoiceSheet
from dagsverke.domain.units import E4

CURRENCY = "SEK"
GIROS = (("bankgiro", "BG"), ("plusgiro", "PG"))
"""Columns of the company, and what the format calls them."""
_INVOICE = 1
OERES = 100


def payment_code(sheet: InvoiceSheet) -> str | None:
    """What the code says: who is to be paid how much by when, to which giro; None where there is nothing to pay by it.

    That is so of drafts, of credits, of what is paid, in other currencies, and where the company names no giro.
    """
    invoice, seller = sheet.invoice, sheet.seller
    giro = next(((kind, seller[column]) for column, kind in GIROS if seller[column]), None)
    if giro is None or sheet.left_e4 <= 0 or invoice["currency_code"] != CURRENCY:
        return None
    told = {
        "uqr": 1,
        "tp": _INVOICE,
        "nme": seller["name"],
        "cid": seller["organization_number"],
        "iref": invoice["ocr"],
        "idt": _day(invoice["invoiced_on"]),
        "ddt": _day(invoice["due_on"]),
        "due": _amount(sheet.left_e4),
        "cur": CURRENCY,
        "pt": giro[0],
        "acc": giro[1],
    }
    return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False, separators=(",", ":"))


def picture(code: str | None) -> str:
    """The code as SVG, nothing where there is none. The library is loaded when it is first needed."""
    if code is None:
        return ""
    made = import_module("segno").make(code, error="m", micro=False, encoding="utf-8")
    return str(made.svg_inline(border=2, omitsize=True))


def _day(day: str) -> str:
    return date.fromisoformat(day).strftime("%Y%m%d")


def _amount(amount_e4: int) -> int | float:
    """Kronor, with öre only where there are any."""
    kronor, oere = divmod(amount_e4 * OERES // E4, OERES)
    return kronor if oere == 0 else (kronor * OERES + oere) / OERES
