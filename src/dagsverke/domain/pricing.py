"""What an hour costs the customer: who agreed on a price, and who decides where several did."""

from collections.abc import Iterable
from dataclasses import dataclass

HOURLY = "HOURLY"
PER_PERSON = "PERUSER"
PER_CAUSE = "HOURLY_PER_CAUSE"
FIXED_PRICE = "FIXED_PRICE"
PRICE_LIST = "PRICELIST"
AS_CUSTOMER = "ACCORDING_TO_CUSTOMER"
AS_QUOTED = "ACCORDING_TO_QUOTE"
RUNNING = "RUNNING"

AS_A_WHOLE = frozenset({FIXED_PRICE, AS_QUOTED})
"""By these the whole is billed, and not what was spent on it."""
CUSTOMER_METHODS = frozenset({HOURLY, PER_PERSON, PER_CAUSE, FIXED_PRICE, PRICE_LIST})
PROJECT_METHODS = CUSTOMER_METHODS | {AS_CUSTOMER}
ORDER_METHODS = frozenset({RUNNING, FIXED_PRICE, AS_QUOTED})


@dataclass(frozen=True, slots=True)
class Terms:
    """What a work order, a project or a customer says of the price of an hour."""

    billing_method: str = ""
    price_per_hour_e4: int = 0
    listed_e4: int | None = None  # the price of the cause on its price list, None where it is not on it


def hourly_price(own_e4: int | None, terms: Iterable[Terms], cause_e4: int, work_type_e4: int) -> int:
    """The price of an hour (e4) by the first who says one (docs/decisions/0015).

    The entry itself, then the terms from the nearest to the farthest (work order, project, customer), then the cause,
    then the person's work type; else nil. A farther term is asked for only where all nearer ones say nothing.
    """
    if own_e4 is not None:
        return own_e4
    for one in terms:
        agreed_e4 = _agreed(one, cause_e4, work_type_e4)
        if agreed_e4 is not None:
            return agreed_e4
    return cause_e4 or work_type_e4


def _agreed(terms: Terms, cause_e4: int, work_type_e4: int) -> int | None:
    """What the billing method makes of it, None where it yields nothing. A whole that is billed leaves no hours to."""
    if terms.billing_method in AS_A_WHOLE:
        return 0
    found = {
        HOURLY: terms.price_per_hour_e4 or None,
        PER_PERSON: work_type_e4 or None,
        PER_CAUSE: cause_e4 or None,
        PRICE_LIST: terms.listed_e4,
    }
    return found.get(terms.billing_method)
