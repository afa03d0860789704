"""The arithmetic and the rules of supplier invoices: what is paid, and what of it the customer pays. Integers, e4."""

import re
from typing import Any

from dagsverke.domain.errors import Malformed
from dagsverke.domain.invoicing import AMOUNT_MAX_E4, KRONA, OERE_E4, PERCENT_E4, TAXES_E4
from dagsverke.domain.units import E4, E6, quotient

REGISTERED, DRAFT, SENT, INVOICED = 1, 5, 7, 10
ATTESTING, OBLITERATED, PAUSED = 15, 35, 50
STATUSES = (REGISTERED, DRAFT, SENT, INVOICED, ATTESTING, OBLITERATED, PAUSED)
TAX_KIND = 1
"""The only kind of tax that any example shows (Seven Time, taxType)."""
MARKUP_MAX_E4 = 10**9 * E4
RATE_MAX_E6 = 10**6 * E6
_CURRENCY = re.compile(r"[A-Z]{3}")


def parts_of(payable_e4: int, tax_e4: int) -> tuple[int, int]:
    """Net and tax of what is paid: the net in whole öre, halves away from zero, and all the rest is tax.

    100,000 at 25 % is 80,000 and 20,000 (Seven Time, Create a Supplier Invoice).
    """
    if tax_e4 not in TAXES_E4:
        raise Malformed("range", "tax_e4", "must be 0, 6, 12 or 25")
    if abs(payable_e4) > AMOUNT_MAX_E4:
        raise Malformed("range", "payable_e4", "is too large")
    if tax_e4 == 0:
        return payable_e4, 0
    net_e4 = quotient(payable_e4 * PERCENT_E4, (PERCENT_E4 + tax_e4) * OERE_E4) * OERE_E4
    return net_e4, payable_e4 - net_e4


def to_invoice(net_e4: int, markup_e4: int) -> int:
    """What the customer pays before tax: net × (1 + mark-up), in whole öre where there is a mark-up (readings 25)."""
    if not -PERCENT_E4 <= markup_e4 <= MARKUP_MAX_E4:
        raise Malformed("range", "markup_e4", "must be at least -100")
    if markup_e4 == 0:
        return net_e4
    amount_e4 = quotient(net_e4 * (PERCENT_E4 + markup_e4), PERCENT_E4 * OERE_E4) * OERE_E4
    if abs(amount_e4) > AMOUNT_MAX_E4:
        raise Malformed("range", "markup_e4", "makes an amount that is too large")
    return amount_e4


def less_deduction(amount_e4: int, deduction_e4: int) -> int:
    """What a sub-contractor gets of an amount when a percentage of it is kept, in whole öre: 2,200 at 5 % is 2,090."""
    return quotient(amount_e4 * (PERCENT_E4 - deduction_e4), PERCENT_E4 * OERE_E4) * OERE_E4


def status_of(status: Any) -> int:
    """A status that there is."""
    if status not in STATUSES:
        raise Malformed("range", "status", f"must be one of {', '.join(map(str, STATUSES))}")
    return int(status)


def currency(code: str, rate_e6: int | None) -> tuple[str, int]:
    """Currency and rate to kronor: 1 for kronor whatever is said, needed for all others (Seven Time, currencyRate)."""
    if not _CURRENCY.fullmatch(code):
        raise Malformed("range", "currency_code", "must be a currency code of three letters")
    if code == KRONA:
        return KRONA, E6
    if rate_e6 is None:
        raise Malformed("required", "currency_rate_e6", f"is required where the currency is not {KRONA}")
    if not 0 < rate_e6 <= RATE_MAX_E6:
        raise Malformed("range", "currency_rate_e6", f"must be above 0 and at most {RATE_MAX_E6 // E6}")
    return code, rate_e6
