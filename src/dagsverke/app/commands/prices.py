"""Price lists: what an article, or an hour of a cause, costs on a list."""

from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import refer
from dagsverke.domain.errors import Malformed

TABLE = "price_list_row"


def set_price(
    work: UnitOfWork, price_list_id: int, *, article_id: int = 0, cause_id: int = 0, price_e4: int | None
) -> None:
    """Make this the price of an article, or of an hour of a cause, on a list; None takes it off the list.

    What is recorded already keeps its price.
    """
    refer(work, "price_list", "price_list_id", id=price_list_id)
    if bool(article_id) == bool(cause_id):
        raise Malformed("reference", "article_id", "either an article or a cause has a price")
    if article_id:
        refer(work, "article", "article_id", id=article_id)
    else:
        refer(work, "cause", "cause_id", id=cause_id)
    if price_e4 is not None and price_e4 < 0:
        raise Malformed("range", "price_e4", "must not be negative")
    named = {"price_list_id": price_list_id, "article_id": article_id, "cause_id": cause_id}
    row = work.find(TABLE, **named)
    if row is None:
        if price_e4 is not None:
            work.add(TABLE, named | {"price_e4": price_e4})
    elif price_e4 is None:
        work.withdraw(TABLE, row)
    else:
        work.change(TABLE, row, {"price_e4": price_e4})
