"""A company's calendar, agreements and locks, as ``app.company.Company`` holds them."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Select, select

from dagsverke.domain.agreements import Agreement
from dagsverke.domain.calendars import CalendarRule
from dagsverke.domain.las_rules import LasRules
from dagsverke.domain.locks import PeriodLock
from dagsverke.domain.vacation_rules import VacationRules
from dagsverke.domain.windows import Window
from dagsverke.domain.working_hours import HourLimits
from dagsverke.store.connection import Common, Connection
from dagsverke.store.grammar import Grammar
from dagsverke.store.tables.companies import agreement, calendar_rule, period_lock
from dagsverke.store.views.kinds import COMPANY

_AGREEMENT_FIELDS = ("id", "key", "name", "is_default", "vacation", "windows", "limits", "las")
_LOCK_FIELDS = ("id", "key", "department_id", "first_on", "last_on", "reason", "locked_by_id", "person_ids")
_vacation = msgspec.json.Decoder(VacationRules).decode
_windows = msgspec.json.Decoder(tuple[Window, ...]).decode
_limits = msgspec.json.Decoder(HourLimits).decode
_las = msgspec.json.Decoder(LasRules).decode
_ids = msgspec.json.Decoder(frozenset[int]).decode


def calendar_of(common: Common, connection: Connection, bound: Mapping[str, int]) -> tuple[CalendarRule, ...]:
    """The company's own days, in the order in which they were made."""

    def write(_: Grammar) -> Select[Any]:
        columns = [calendar_rule.c[name] for name in ("day", "name", "share_e4", "day_class", "starts_on", "ends_on")]
        where = (calendar_rule.c.company_id == COMPANY, calendar_rule.c.deleted_at.is_(None))
        return select(*columns).where(*where).order_by(calendar_rule.c.id)

    return tuple(CalendarRule(*row) for row in connection.rows(common.text("company calendar", write), bound))


def agreements_of(common: Common, connection: Connection, bound: Mapping[str, int]) -> dict[int, Agreement]:
    """The agreements. Withdrawn ones too: whoever was under one still was."""

    def write(_: Grammar) -> Select[Any]:
        columns = [agreement.c[name] for name in _AGREEMENT_FIELDS]
        return select(*columns).where(agreement.c.company_id == COMPANY).order_by(agreement.c.id)

    return {
        row_id: Agreement(
            *(row_id, key, name, bool(is_default)),
            vacation=_vacation(vacation),
            windows=_windows(windows),
            limits=_limits(limits),
            las=_las(las),
        )
        for row_id, key, name, is_default, vacation, windows, limits, las in connection.rows(
            common.text("company agreements", write), bound
        )
    }


def locks_of(common: Common, connection: Connection, bound: Mapping[str, int]) -> tuple[PeriodLock, ...]:
    """The periods that are locked now, by first day."""

    def write(_: Grammar) -> Select[Any]:
        columns = [period_lock.c[name] for name in _LOCK_FIELDS]
        live = (period_lock.c.deleted_at.is_(None), period_lock.c.opened_at.is_(None))
        where = (period_lock.c.company_id == COMPANY, *live)
        return select(*columns).where(*where).order_by(period_lock.c.first_on, period_lock.c.id)

    rows = connection.rows(common.text("company locks", write), bound)
    return tuple(PeriodLock(*(*values, _ids(person_ids))) for *values, person_ids in rows)
