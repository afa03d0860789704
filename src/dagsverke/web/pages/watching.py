"""What payroll and managers keep an eye on: weeks that are missing, days of employment, hours that are too many."""

from dagsverke.app.employment_reports import becoming_permanent, having_priority, working_too_much
from dagsverke.app.queries import Condition
from dagsverke.app.weeks import incomplete
from dagsverke.domain.calendars import days_after
from dagsverke.domain.timesheets import DAYS_PER_WEEK, days_of
from dagsverke.web.lists.model import Chip, Choice, Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of
from dagsverke.web.pages.approval import STATES
from dagsverke.web.pages.narrowing import OF_DEPARTMENT

FORMS = {
    "permanent": Choice("Permanent"),
    "probation": Choice("Probation"),
    "fixed_term": Choice("Fixed term"),
    "general": Choice("General fixed term"),
    "substitute": Choice("Substitute"),
    "seasonal": Choice("Seasonal"),
}
RIGHTS = {
    "any": Choice("Any employment"),
    "fixed_term": Choice("A new fixed term"),
    "seasonal": Choice("The next season"),
}
OVER = {True: Choice("Over the limit", "bad"), False: Choice("Near the limit", "warn")}
RULES = {
    "overtime_of_month": Choice("Overtime of a month"),
    "overtime_of_four_weeks": Choice("Overtime of four weeks"),
    "overtime_of_year": Choice("Overtime of a year"),
    "special_overtime_of_year": Choice("Special overtime of a year"),
    "extra_of_month": Choice("Extra time of a month"),
    "extra_of_four_weeks": Choice("Extra time of four weeks"),
    "extra_of_year": Choice("Extra time of a year"),
    "special_extra_of_year": Choice("Special extra time of a year"),
    "on_call_of_month": Choice("On call in a month"),
    "on_call_of_four_weeks": Choice("On call in four weeks"),
    "week_average": Choice("Hours of a week on average"),
    "daily_rest": Choice("Daily rest"),
    "weekly_rest": Choice("Weekly rest"),
}
_ON = Sieve("on", "On", "on_day", kind="day", initial=lambda today: today)
_BALANCES = "/balances?person={person_key}"

MISSING = ListPage(
    "/approval/missing",
    "What is missing",
    "approval",
    "timesheet",
    columns=(
        Column("week", "Week", "week_on", "week"),
        Column("name", "Name", "name"),
        Column("number", "Number", "employee_number"),
        Column("state", "State", "status", "choice", choices=STATES),
        Column("missing", "Days without time", "missing_days", "count", is_summed=True),
        Column("days", "Which days", "missing_on", "dates"),
        Column("worked", "Worked", "worked_ms", "clock", is_summed=True),
        Column("expected", "Expected", "expected_ms", "clock", is_summed=True),
        Column("difference", "Difference", "difference_ms", "clock", is_summed=True),
    ),
    sieves=(
        Sieve(
            "from", "From", "first_on", kind="day", initial=lambda today: days_of(days_after(today, -DAYS_PER_WEEK))[0]
        ),
        Sieve("to", "To", "last_on", kind="day", initial=lambda today: today),
        Sieve("name", "Name", "name"),
        OF_DEPARTMENT,
    ),
    chips=(Chip("days", "Days without time", lambda _today: (Condition("is_unsaid", "eq", value=True),)),),
    row_path="/week?week={week_on}&person={person_key}",
    hint="Every week until today is handed in and complete.",
    report=incomplete,
    page_size=100,
)
LAS = ListPage(
    "/payroll/las",
    "Days of employment",
    "payroll",
    "employment",
    columns=(
        Column("name", "Name", "person_name"),
        Column("number", "Number", "employee_number"),
        Column("form", "Form of employment", "form", "choice", choices=FORMS),
        Column("from", "From", "starts_on", "day"),
        Column("to", "To", "ends_on", "day"),
        Column("current", "Days of this employment", "current_days", "count"),
        Column("balance", "Days in the window", "balance_days", "count"),
        Column("counted", "Days that count", "counted_days", "count"),
        Column("limit", "Permanent with more than", "limit_days", "count"),
        Column("converts", "Permanent on", "converts_on", "day"),
        Column("agreed", "Lasts so long", "is_agreed", "flag"),
        Column("source", "Source", "source", is_shown=False),
    ),
    sieves=(_ON,),
    row_path=_BALANCES,
    hint="Nobody has an employment for a limited time on that day.",
    report=becoming_permanent,
    page_size=100,
    is_wide=True,
)
PRIORITY = ListPage(
    "/payroll/priority",
    "Priority to employment",
    "payroll",
    "employment",
    columns=(
        Column("place", "Rank", "place", "count"),
        Column("name", "Name", "person_name"),
        Column("number", "Number", "employee_number"),
        Column("form", "Form of employment", "form", "choice", choices=FORMS),
        Column("ended", "Ended", "ends_on", "day"),
        Column("total", "Days in all", "total_days", "count"),
        Column("to", "Priority to", "to", "choice", choices=RIGHTS),
        Column("counted", "Days that count", "counted_days", "count"),
        Column("limit", "With more than", "limit_days", "count"),
        Column("until", "Until", "until_on", "day"),
    ),
    sieves=(_ON,),
    row_path=_BALANCES,
    hint="Nobody has priority on that day.",
    report=having_priority,
    page_size=100,
)
HOURS = ListPage(
    "/payroll/hours",
    "Working hours",
    "payroll",
    "hour_warning",
    columns=(
        Column("name", "Name", "person_name"),
        Column("number", "Number", "employee_number"),
        Column("rule", "Rule", "rule", "choice", choices=RULES),
        Column("from", "From", "first_on", "day"),
        Column("to", "To", "last_on", "day"),
        Column("hours", "Hours", "amount_ms", "clock"),
        Column("limit", "Limit", "limit_ms", "clock"),
        Column("where", "State", "is_over", "choice", choices=OVER),
        Column("source", "Source", "source"),
    ),
    sieves=(
        Sieve("from", "From", "first_on", kind="day", initial=lambda today: f"{today[:7]}-01"),
        Sieve("to", "To", "last_on", kind="day", initial=lambda today: today),
        Sieve("employee", "Employee number", "employee_number"),
    ),
    chips=(
        Chip("over", "Over the limit", lambda _today: (Condition("is_over", "eq", value=True),)),
        Chip("near", "Near the limit", lambda _today: (Condition("is_over", "eq", value=False),)),
    ),
    row_path=_BALANCES,
    hint="Nobody works more than the law or the agreement allows.",
    report=working_too_much,
    page_size=100,
)

ROUTES = tuple(route for one in (MISSING, LAS, PRIORITY, HOURS) for route in routes_of(one))
