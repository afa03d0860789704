"""Expenses: articles and other things that were used or bought, and what the customer pays for them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dagsverke.app.extras import merged
from dagsverke.app.locking import hold_days, unlocked
from dagsverke.app.owners import owners
from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, refer_by_key, require
from dagsverke.domain.amounts import Terms, amounts_of, unit_price
from dagsverke.domain.calendars import DAY_MAX, DAY_MIN, local_day
from dagsverke.domain.errors import Malformed
from dagsverke.domain.units import E6

Given = Mapping[str, Any]
FREE_TEXT = ("name", "unit_cost_e4", "unit_price_e4", "discount_e4", "tax_e4")
"""What must be said of a thing that is in no register (Seven Time, Create an Expense)."""


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record an expense (Seven Time, Create an Expense): of an article, or of free text where the company allows it."""
    require(change, "created_by_key", "person_key")
    creator = refer(work, "person", "created_by_key", key=change["created_by_key"])
    values = _values(work, change, None)
    hold_days(work, values, field="happened_at")
    return {"id": work.add("expense", values | {"created_by_id": creator["id"], "modified_by_id": creator["id"]})}


def correct(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Correct an expense (Seven Time, Update an Expense); what is not given stays.

    Price and discount follow the article and the customer until they are set by themselves, and again once they are
    cleared.
    """
    require(change, "modified_by_key", "person_key")
    expense = unlocked(work, existing(work, "expense", "key", key=target["key"]))
    modifier = refer(work, "person", "modified_by_key", key=change["modified_by_key"])
    values = _values(work, change, expense) | {"modified_by_id": modifier["id"]}
    hold_days(work, expense, values, field="happened_at")
    work.change("expense", expense, values)
    return {"id": expense["id"]}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Withdraw an expense (Seven Time, Delete an Expense); who did it is required (readings 18)."""
    require(change, "deleted_by_key")
    expense = unlocked(work, existing(work, "expense", "key", key=target["key"]))
    remover = refer(work, "person", "deleted_by_key", key=change["deleted_by_key"])
    hold_days(work, expense)
    work.withdraw("expense", expense, remover["id"])
    return {"id": expense["id"]}


@dataclass(frozen=True, slots=True)
class _Draft:
    """An expense in the making: what is given, what is there, and what fills the gaps.

    ``article`` and ``customer`` are None also where they were withdrawn since; ``article_id`` is None for free text.
    """

    change: Given
    before: Record | None
    article_id: int | None
    article: Record | None
    customer: Record | None
    is_article_new: bool
    is_customer_new: bool

    def has(self, name: str) -> bool:
        """Whether the change sets it."""
        return self.change.get(name) is not None

    def clears(self, name: str) -> bool:
        """Whether the change takes it away."""
        return name in self.change and self.change[name] is None

    def kept(self, name: str, default: Any) -> Any:
        """What is given, else what was there, else the default; also where it is cleared."""
        if self.has(name):
            return self.change[name]
        return default if self.before is None or self.clears(name) else self.before[name]

    def followed(self, name: str, column: str, default: Any = None) -> Any:
        """What is given, else the article's where it is new or the value is cleared, else what was there.

        Free text has the default, and is refused where there is none.
        """
        if self.has(name):
            return self.change[name]
        if self.before is not None and not self.is_article_new and not self.clears(name):
            return self.before[name]
        found = default if self.article is None else self.article[column]
        if found is None:
            raise Malformed("required", name, "is required")
        return found


def _values(work: UnitOfWork, change: Given, before: Record | None) -> dict[str, Any]:
    """Every column of the expense after the change."""
    if change.get("name") == "":
        change = {**change, "name": None}
    placed = owners(work, change, before, takes="takes_expenses")
    draft = _draft(work, change, before, placed["customer_id"])
    return {
        "person_id": refer_by_key(work, "person", "person_key", change["person_key"]),
        **placed,
        **_naming(work, draft),
        **_timing(work, draft),
        **_pricing(work, draft),
        "is_billable": draft.followed("is_billable", "is_billable", default=True),
        "is_reimbursed": draft.followed("is_reimbursed", "is_always_reimbursed", default=False),
        "is_supplement": draft.kept("is_supplement", default=False),
        "extras": merged(before["extras"] if before else None, change.get("extras", {})),
    }


def _draft(work: UnitOfWork, change: Given, before: Record | None, customer_id: int | None) -> _Draft:
    was_id = before["article_id"] if before else None
    if "article_key" in change:
        key = change["article_key"]
        article = refer(work, "article", "article_key", key=key) if key else None
        article_id = article["id"] if article else None
    else:
        article_id = was_id
        article = work.find("article", id=article_id) if article_id else None
    if article_id is None and (before is None or was_id is not None):
        if not work.company.has_free_text:
            raise Malformed("required", "article_key", "is required")
        require(change, *(FREE_TEXT if before is None else ()))
    return _Draft(
        change=change,
        before=before,
        article_id=article_id,
        article=article,
        customer=work.find("customer", id=customer_id) if customer_id else None,
        is_article_new=article_id is not None and article_id != was_id,
        is_customer_new=before is None or customer_id != before["customer_id"],
    )


def _naming(work: UnitOfWork, draft: _Draft) -> dict[str, Any]:
    """What it is, and who supplied it. The number of an article is its own; free text may have any."""
    change = draft.change
    texts = {
        name: "" if draft.clears(name) else draft.followed(name, column, default="")
        for name, column in (("unit", "unit"), ("note", "description"))
    }
    supplier_id = draft.article["supplier_id"] if draft.article and draft.is_article_new else None
    if "supplier_key" in change:
        supplier_id = refer_by_key(work, "supplier", "supplier_key", change["supplier_key"])
    elif draft.before is not None and not draft.is_article_new:
        supplier_id = draft.before["supplier_id"]
    return {
        "article_id": draft.article_id,
        "name": draft.followed("name", "name"),
        **texts,
        "article_number": _article_number(draft),
        "verification_number": draft.kept("verification_number", default=""),
        "supplier_id": supplier_id,
    }


def _article_number(draft: _Draft) -> str:
    if draft.article_id is None:
        return str(draft.kept("article_number", default=""))
    source = draft.article if draft.is_article_new else draft.before
    column = "number" if draft.is_article_new else "article_number"
    return str(source[column]) if source else ""


def _timing(work: UnitOfWork, draft: _Draft) -> dict[str, Any]:
    """When it was, and the local day of it; now unless said."""
    was_at = draft.before["happened_at"] if draft.before else work.now
    happened_at = draft.change.get("happened_at") or was_at
    on_day = local_day(happened_at, work.company.zone)
    if not DAY_MIN <= on_day <= DAY_MAX:
        raise Malformed("range", "happened_at", f"must fall between {DAY_MIN} and {DAY_MAX}")
    return {"happened_at": happened_at, "on_day": on_day}


def _pricing(work: UnitOfWork, draft: _Draft) -> dict[str, Any]:
    """The terms, whether they were set by themselves, and the amounts that follow."""
    cost_e4 = draft.followed("unit_cost_e4", "cost_e4")
    price_e4, has_own_price = _price(work, draft, cost_e4)
    discount_e4, has_own_discount = _discount(draft)
    terms = Terms(
        quantity_e6=draft.kept("quantity_e6", default=E6),
        unit_cost_e4=cost_e4,
        unit_price_e4=price_e4,
        discount_e4=discount_e4,
        tax_e4=draft.followed("tax_e4", "tax_e4"),
    )
    own = {"has_own_price": has_own_price, "has_own_discount": has_own_discount}
    return {**asdict(terms), **own, **asdict(amounts_of(terms))}


def _price(work: UnitOfWork, draft: _Draft, cost_e4: int) -> tuple[int, bool]:
    """The price of a unit, and whether it is its own. It follows where article, customer or cost became another."""
    given, before = draft.change.get("unit_price_e4"), draft.before
    if given is not None:
        return given, True
    if before is not None and not draft.clears("unit_price_e4"):
        is_own = before["has_own_price"] or draft.article_id is None
        is_same = not draft.is_article_new and not draft.is_customer_new and cost_e4 == before["unit_cost_e4"]
        if is_own or is_same or draft.article is None:
            return before["unit_price_e4"], is_own
    if draft.article is None:
        raise Malformed("required", "unit_price_e4", "is required")
    markup_e4 = draft.customer["expense_markup_e4"] if draft.customer else 0
    return unit_price(_listed(work, draft), cost_e4, markup_e4, draft.article["price_e4"]), False


def _listed(work: UnitOfWork, draft: _Draft) -> int | None:
    """The article's price on the customer's price list; None where it has none there."""
    if draft.customer is None or not draft.customer["price_list_id"]:
        return None
    at = {"price_list_id": draft.customer["price_list_id"], "article_id": draft.article_id, "cause_id": 0}
    row = work.find("price_list_row", **at)
    return row["price_e4"] if row else None


def _discount(draft: _Draft) -> tuple[int, bool]:
    """The discount in percent, and whether it is its own. The customer's unless said."""
    given, before = draft.change.get("discount_e4"), draft.before
    if given is not None:
        return given, True
    if draft.article_id is None and draft.clears("discount_e4"):
        raise Malformed("required", "discount_e4", "is required")
    if before is not None and not draft.clears("discount_e4"):
        is_own = before["has_own_discount"] or draft.article_id is None
        if is_own or not draft.is_customer_new:
            return before["discount_e4"], is_own
    return draft.customer["expense_discount_e4"] if draft.customer else 0, False
