"""A state on its way through a person's days: what is granted, taken, saved, moved on, lapsed and written off."""

from collections.abc import Iterable, Sequence

from dagsverke.domain.calendars import years_after
from dagsverke.domain.units import E6
from dagsverke.domain.vacation_course import Change, Course, Debt, State
from dagsverke.domain.vacation_earning import grant_on
from dagsverke.domain.vacation_facts import SORTS, TOTAL, Adjusted, Facts, Marked, year_of
from dagsverke.domain.vacation_rules import WRITES_OFF
from dagsverke.domain.vacation_taking import Taken, take

SAVED_MAX = 5
"""There are accounts for so many years of saved days."""


class Walk:
    """A state, changed in place; its course is what it was and how it changed."""

    def __init__(self, facts: Facts, since: str, opening: State) -> None:
        self._facts = facts
        self._held = dict(zip(SORTS, opening.held, strict=True))
        self._adjusted_on = opening.adjusted_on
        self._granted, self._earned = opening.granted, opening.earned
        self._debts = list(opening.debts)
        self.course = Course([(since, opening)])

    def keep(self, day: str) -> None:
        """Note the state at the end of a day."""
        held = tuple(self._held[sort] for sort in SORTS)
        state = State(held, self._adjusted_on, self._granted, self._earned, tuple(self._debts))
        states = self.course.states
        if states[-1][1] == state:
            return
        if states[-1][0] == day:
            states.pop()
        states.append((day, state))

    def turn(self, day: str) -> None:
        """A vacation year begins. Unpaid days and days in advance lapse, saved years move on, paid days are saved.

        Saved are paid days beyond those that must be taken in the year (semesterlagen § 18); what cannot be saved, or
        was saved for as long as can be (§ 20), is overdue. What is below nil stays, for the new year to make good.
        """
        rules = self._facts.rules_on(day)
        for sort in ("unpaid", "advance"):
            self._change(day, sort, "lapsed", -max(self._held[sort], 0))
        for years in range(SAVED_MAX, 0, -1):
            is_kept = years < min(rules.saved_years, SAVED_MAX)
            target, what = (f"saved{years + 1}", "moved") if is_kept else ("overdue", "overdue")
            self._shift(day, f"saved{years}", target, what, self._held[f"saved{years}"])
        saved = min(max(self._held["paid"], 0), max(self._earned - rules.kept_e6, 0)) if rules.saved_years else 0
        self._shift(day, "paid", "saved1", "saved", saved)
        self._shift(day, "paid", "overdue", "overdue", max(self._held["paid"], 0))
        self._granted = self._earned = 0

    def grant(self, day: str) -> None:
        """What the year, or an employment that begins in it, gives; days that are not paid come once in a year."""
        is_first = day == year_of(self._facts.begins, day)
        if not is_first and all(spell.starts_on != day for spell in self._facts.spells):
            return
        if (grant := grant_on(self._facts, day)) is None:
            return
        self._change(day, "paid", "grant", grant.paid, grant.source)
        besides = max(grant.right - grant.paid - self._granted, 0)
        if self._besides(day, besides, grant.source):
            self._granted += besides
        self._granted += grant.paid
        self._earned += grant.paid

    def lower(self, less: Iterable[tuple[str, int, str]]) -> None:
        """Fewer of the year's days are paid, because of absence in it."""
        for day, days, source in less:
            self._change(day, "paid", "grant", -days, source)
            self._besides(day, days, source)
            self._earned -= days

    def adjust(self, decreed: Iterable[Adjusted]) -> None:
        """What somebody decreed."""
        for one in decreed:
            sort = "paid" if one.kind == TOTAL else one.kind
            if one.amount:
                self._held[sort] += one.amount
                self._adjusted_on = one.on_day
                told = (one.key, one.reason, True)
                self.course.changes.append(Change(one.on_day, sort, one.what, one.amount, self._held[sort], *told))

    def take(self, day: str, taken: Taken) -> None:
        """Vacation. Days in advance are a debt for some years (semesterlagen § 29 a)."""
        rules, advance = self._facts.rules_on(day), max(self._held["advance"], 0)
        for sort, days in take(self._held, taken.days, rules).items():
            self._change(day, sort, "taken", -days, taken.source)
            if sort == "advance":
                self._debts.append(Debt(years_after(day, rules.advance_years), days, max(days - advance, 0)))

    def write_off_before(self, day: str) -> None:
        """The debts that end before a day, each on its own."""
        for until_on in sorted({one.until_on for one in self._debts if one.until_on < day}):
            self.write_off(until_on)
            self.keep(until_on)

    def write_off(self, day: str) -> None:
        """The debts that end on a day."""
        self._forgive(day, [one for one in self._debts if one.until_on <= day], "")

    def end(self, day: str) -> None:
        """An employment that ends for such a reason leaves no debt (semesterlagen § 29 a)."""
        for spell in self._facts.spells:
            if spell.ends_on == day and (last := spell.employment_on(day)).end_reason in WRITES_OFF:
                self._forgive(day, list(self._debts), last.key)

    def mark(self, marks: Iterable[Marked]) -> None:
        """Whatever was before, it is now what was marked. A mark on the total makes all of it paid days.

        How many of those the year gave is not known then; it may have been all to which there is a right. A closing
        marks what it found, and so leaves what else is known.
        """
        for one in marks:
            total = sum(self._held.values())
            for sort in SORTS if one.kind == TOTAL else (one.kind,):
                self._set(one, sort, one.value if sort in ("paid", one.kind) else 0)
            if one.kind == TOTAL:
                change = Change(one.on_day, TOTAL, "mark", one.value - total, one.value, str(one.id))
                self.course.changes.append(change)
            if not one.is_closing:
                self._start_anew(one)

    def _start_anew(self, mark: Marked) -> None:
        """Forget what a mark of another's making leaves nobody to know."""
        rules, spell = self._facts.rules_on(mark.on_day), self._facts.spell_on(mark.on_day)
        if mark.kind in ("paid", TOTAL):
            own = spell.employment_on(mark.on_day).vacation_days if spell else None
            self._earned = rules.right(own) * E6
        if mark.kind in ("advance", TOTAL):
            owed = max(-self._held["advance"], 0)
            until_on = years_after(mark.on_day, rules.advance_years)
            self._debts = [Debt(until_on, owed, owed)] if owed else []

    def _set(self, mark: Marked, sort: str, value: int) -> None:
        amount, self._held[sort] = value - self._held[sort], value
        self._adjusted_on = mark.on_day
        self.course.changes.append(Change(mark.on_day, sort, "mark", amount, value, str(mark.id)))

    def _besides(self, day: str, days: int, source: str) -> bool:
        """Days to which there is a right without pay; whether the agreement knows any."""
        rules = self._facts.rules_on(day)
        sort = "advance" if rules.has_advance and rules.law == "SE" else "unpaid"
        if sort == "unpaid" and not rules.has_unpaid:
            return False
        self._change(day, sort, "grant", days, source)
        return True

    def _forgive(self, day: str, debts: Sequence[Debt], source: str) -> None:
        """Days that nobody owes any more. What was beyond all grants made the account less than nil by as much."""
        if debts:
            self._debts = [one for one in self._debts if one not in debts]
            beyond = sum(one.beyond for one in debts)
            self._change(day, "advance", "written off", min(beyond, max(-self._held["advance"], 0)), source)

    def _shift(self, day: str, source: str, target: str, what: str, amount: int) -> None:
        self._change(day, source, what, -amount)
        self._change(day, target, what, amount)

    def _change(self, day: str, sort: str, what: str, amount: int, source: str = "") -> None:
        if amount:
            self._held[sort] += amount
            if what != "taken":
                self._adjusted_on = day
            self.course.changes.append(Change(day, sort, what, amount, self._held[sort], source))
