"""What a job was thought to take and to bring in, against what it took and brings in. Milliseconds and e4."""

from collections.abc import Iterable
from dataclasses import dataclass

from dagsverke.domain.pricing import FIXED_PRICE
from dagsverke.domain.units import E4, quotient


@dataclass(frozen=True, slots=True)
class Use:
    """What was used of one kind under the same terms.

    ``amount_e4`` is what it is worth at its price; ``is_whole`` where a price as a whole covers it.
    """

    kind: str
    count: int
    quantity: int
    cost_e4: int
    amount_e4: int
    is_billable: bool
    is_invoiced: bool
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Price:
    """What is agreed on a job: how it is billed, its fixed price (nil without), and what of that is invoiced."""

    billing_method: str = ""
    fixed_e4: int = 0
    fixed_invoiced_e4: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """Budget against actual.

    ``price_e4`` is what is agreed for the whole or its parts, nil where nothing is; ``proceeds_e4`` what the job brings
    in as it stands. ``is_covered`` where a price that is agreed elsewhere covers it (an order's project, a quote), so
    that its own proceeds tell nothing.
    """

    planned_ms: int
    worked_ms: int
    price_e4: int
    cost_e4: int
    proceeds_e4: int
    invoiced_e4: int
    is_covered: bool = False

    @property
    def margin_e4(self) -> int:
        """What is left of the proceeds when everything used is paid for."""
        return self.proceeds_e4 - self.cost_e4

    @property
    def margin_percent_e4(self) -> int | None:
        """The margin in percent of the proceeds; None where there are none."""
        return quotient(self.margin_e4 * 100 * E4, self.proceeds_e4) if self.proceeds_e4 > 0 else None

    @property
    def uninvoiced_e4(self) -> int:
        """What of the proceeds is on no invoice yet."""
        return self.proceeds_e4 - self.invoiced_e4


def budget(planned_ms: int, worked_ms: int, used: Iterable[Use], price: Price, parts: Price) -> Budget:
    """Reckon a budget. ``parts`` is the sum of the fixed prices within a job (a project's work orders).

    A fixed price of the job covers those of its parts. What a price as a whole covers brings in nothing of its own;
    what is not billable brings in nothing at all.
    """
    everything = list(used)
    agreed = price if price.billing_method == FIXED_PRICE else parts
    own = [one for one in everything if one.is_billable and not one.is_whole]
    return Budget(
        planned_ms=planned_ms,
        worked_ms=worked_ms,
        price_e4=agreed.fixed_e4,
        cost_e4=sum(one.cost_e4 for one in everything),
        proceeds_e4=agreed.fixed_e4 + sum(one.amount_e4 for one in own),
        invoiced_e4=agreed.fixed_invoiced_e4 + sum(one.amount_e4 for one in own if one.is_invoiced),
        is_covered=not agreed.fixed_e4 and any(one.is_whole for one in everything),
    )
