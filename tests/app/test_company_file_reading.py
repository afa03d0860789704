"""What a company file may say, and with which words it is refused where it does not."""

import time
from contextlib import suppress
from decimal import Decimal

import pytest

from dagsverke.app.company_file.contents import SECTIONS
from dagsverke.app.company_file.reading import SIZE_MAX, read_file
from dagsverke.app.company_file.weeks import WEEKS
from dagsverke.domain.errors import Malformed, Refusal
from dagsverke.domain.units import MS_PER_HOUR
from dagsverke.store.tables import SHEETS

COMPANY = '[company]\nname = "Prov AB"\n'


@pytest.mark.parametrize(
    ("text", "field", "told"),
    [
        ("", "company", "is required: [company] with the name"),
        ("[company]\ncountry = 'SE'", "company.name", "is required"),
        ("company = 3", "company", "must be a table: [company]"),
        ("[company]\nname = 7", "company.name", "must be text, not 7"),
        ("[company]\nname = 'A'\ncountry = 'NO'", "company.country", 'must be one of "SE", "FI", not "NO"'),
        ("[company]\nname = 'A'\nzone = 'Mars/Olympus'", "company.zone", "must be a zone such as Europe/Stockholm"),
        ("[company]\nname = 'A'\nvacation_begins = '02-29'", "company.vacation_begins", 'such as "04-01", not "02-29"'),
        ("[company]\nname = 'A'\npayment_days = 30.5", "company.payment_days", "must be a whole number, not 30.5"),
        ("[company]\nname = 'A'\npayment_days = true", "company.payment_days", "not true or false"),
        (COMPANY + "[departments]", "departments", "is no section here: did you mean department?"),
        (COMPANY + "[department]\nname = 'A'", "department", "must be a list of tables: [[department]]"),
        ("department = ['A']\n" + COMPANY, "department[1]", 'must be a table, not "A"'),
        (
            COMPANY + "[[department]]\nname = 'A'\n[[department]]\nnmae = 'B'",
            "department[2].nmae",
            "did you mean name?",
        ),
        (COMPANY + "[[role]]\ncode = 1\nwithdrawn = true", "role[1].withdrawn", "is no key here"),
        (COMPANY + "[[cause]]\ncode = 'A B'", "cause[1].code", "must be 1 to 15 characters without spaces"),
        (COMPANY + "[[cause]]\nprice_per_hour = '7'", "cause[1].price_per_hour", 'must be a number, not "7"'),
        (COMPANY + "[[cause]]\nprice_per_hour = -1", "cause[1].price_per_hour", "must be a number of at least 0"),
        (COMPANY + "[[cause]]\nprice_per_hour = 1.00001", "cause[1].price_per_hour", "at most 4 decimals"),
        (COMPANY + "[[cause]]\nprice_per_hour = nan", "cause[1].price_per_hour", "must be a number that money"),
        (COMPANY + "[[cause]]\nprice_per_hour = 1e999999999", "cause[1].price_per_hour", "must be less than"),
        (COMPANY + "[[cause]]\nprice_per_hour = 1e-999999999", "cause[1].price_per_hour", "must be a number that"),
        (COMPANY + "[[cause]]\ncolor = 'red'", "cause[1].color", "must be a color of six hexadecimal digits"),
        (COMPANY + '[[cause]]\nname = "a\\u0000"', "cause[1].name", "must not hold the character NUL"),
        (COMPANY + "[[account]]\nfactors = { TID = 'x' }", 'account[1].factors."TID"', "must be a number"),
        (COMPANY + "[[account]]\nfactors = { TID = { by = 1 } }", 'account[1].factors."TID".by', "there are factor"),
        (COMPANY + "[[account]]\nunit = 'weeks'", "account[1].unit", 'must be one of "hours", "days"'),
        (COMPANY + "[[calendar]]\nday = '13-01'", "calendar[1].day", 'a month and day such as "12-23", or "easter-3"'),
        (COMPANY + "[[calendar]]\nshare = 1.5", "calendar[1].share", "must be a number from 0 to 1"),
        (COMPANY + "[[agreement]]\nvacation = { law = 'NO' }", "agreement[1].vacation.law", 'one of "SE", "FI"'),
        (COMPANY + "[[agreement]]\nvacation = { days = 400 }", "agreement[1].vacation.days", "must be from 0 to 366"),
        (COMPANY + "[[agreement]]\nvacation = { dagar = 4 }", "agreement[1].vacation.dagar", "is not known here"),
        (COMPANY + "[[agreement]]\nwindows = [{ kind = 'unsocial' }]", "agreement[1].windows[1].days", "is required"),
        (
            COMPANY + "[[agreement]]\nwindows = [{ kind = 'overtime', days = ['mon'], begins = '25:00', ends = '' }]",
            "agreement[1].windows[1].begins",
            'a time of the day from "00:00" to "24:00"',
        ),
        (COMPANY + "[[schedule]]\nweeks = []", "schedule[1].weeks", "must be 1 to 53 weeks"),
        (COMPANY + "[[schedule]]\nweeks = [{ monday = '' }]", "schedule[1].weeks[1].monday", "must be a day such as"),
        (
            COMPANY + "[[schedule]]\nweeks = [{ fri-mon = '07:00-16:00' }]",
            "schedule[1].weeks[1].fri-mon",
            "is no day or span of days",
        ),
        (
            COMPANY + "[[schedule]]\nweeks = [{ mon-fri = '07:00-16:00', fri = '07:00-15:00' }]",
            "schedule[1].weeks[1].fri",
            "says twice what fri is",
        ),
        (
            COMPANY + "[[schedule]]\nweeks = [{ mon = '07:00-16:00 break 15:00-17:00' }]",
            "schedule[1].weeks[1].mon",
            "must have its breaks in order and within the day",
        ),
        (COMPANY + "[[schedule]]\nweeks = [{ mon = '7-16' }]", "schedule[1].weeks[1].mon", "must be a day such as"),
        (COMPANY + "[[work_type]]\nextras = '[1]'", "work_type[1].extras", "must be an object in JSON"),
        (COMPANY + "[[work_type]]\nextras = '{'", "work_type[1].extras", "must be an object in JSON"),
        (COMPANY + f"[[work_type]]\nextras = '{'[' * 5000}'", "work_type[1].extras", "must be an object in JSON"),
        (
            COMPANY + "[[person]]\n[[person.employment]]\nfrom = '2020-01-01'",
            "person[1].employment[1].from",
            "must be a date such as 2026-03-29, without quotes",
        ),
        (COMPANY + "[[person]]\nemployment = 3", "person[1].employment", "must be a list of tables, not 3"),
        (COMPANY + "[[person]]\n[[person.schedule]]\nto = 1066-01-01", "person[1].schedule[1].to", "must be between"),
        (COMPANY + "[[person]]\nskills = ['a', 'a']", "person[1].skills", "must not name anything twice"),
        (COMPANY + "[[person]]\nwithdrawn = true", "person[1].withdrawn", "is no key here"),
        ("a = [" + "[" * 100_000, "file", "is nested too deeply"),
        ("a = " + "{a=" * 100_000, "file", "is nested too deeply"),
        ("a = 1\na = 2", "file", "is not TOML: Cannot overwrite a value"),
        ("a = 9" + "9" * 5_000, "file", "is not TOML"),
        (".".join("a" * 100_000) + " = 1", "file", "line 1: a key has more than 40 parts"),
        ("x" * (SIZE_MAX + 1), "file", "is larger than 5 MB"),
    ],
)
def test_what_cannot_be_is_refused_by_its_place_and_what_is_allowed(text: str, field: str, told: str) -> None:
    with pytest.raises(Malformed) as refusal:
        read_file(text.encode())
    assert refusal.value.field == field
    assert told in refusal.value.detail


@pytest.mark.parametrize(
    "text",
    [
        COMPANY + '[[department]]\nname = "a"\n' * 100_000,
        COMPANY + "".join(f"[[department]]\nname = '{number}'\n" for number in range(90_000)),
        "a" * 4_900_000,
        '"' * 4_900_000,
        "[" + "a." * 2_000_000,
        "a = '" + "a.b c" * 900_000 + "'",
        "# " + "x" * 4_900_000,
    ],
    ids=["doubled keys", "many rows", "one word", "quotes", "a deep table", "one text", "a comment"],
)
def test_a_file_of_any_kind_is_read_or_refused_in_a_few_seconds(text: str) -> None:
    begun = time.process_time()
    with suppress(Refusal):
        read_file(text.encode())
    assert time.process_time() - begun < 30


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Malformed, match="is not UTF-8 text"):
        read_file(b"[company]\nname = '\xff'")


def test_numbers_are_exact_and_nothing_is_the_empty_text() -> None:
    document = read_file(
        (
            COMPANY + "[[account]]\ncode = 'Flex'\nmax = 40.1\nmin = ''\n[[cause]]\nprice_per_hour = 0.1\ncode=''"
        ).encode()
    )
    assert document.rows["account"][0].values == {"code": "Flex", "max": Decimal("40.1"), "min": None}
    assert document.rows["cause"][0].values == {"price_per_hour": 1000, "code": None}


@pytest.mark.parametrize(
    ("text", "begin", "end", "breaks"),
    [
        ("07:00-16:00 break 12:00-13:00", 7, 16, [(12, 13)]),
        ("22:00-06:00 break 23:00-24:00, 01:00-02:00", 22, 30, [(23, 24), (25, 26)]),
        ("00:00-24:00", 0, 24, []),
        ("18:00-18:00", 18, 42, []),
    ],
)
def test_a_day_may_pass_midnight(text: str, begin: int, end: int, breaks: list[tuple[int, int]]) -> None:
    ((day, *_),) = WEEKS.read([{"mon": text}])
    hours = tuple((start * MS_PER_HOUR, stop * MS_PER_HOUR) for start, stop in breaks)
    assert day == (begin * MS_PER_HOUR, end * MS_PER_HOUR, hours)
    assert WEEKS.write(((day,) + ((0, 0, ()),) * 6,)) == [{"mon": text}]


_STAMPS = {"company_id", "id", "key", "created_at", "modified_at", "deleted_at", "revoked_at"}
_PEOPLE = {"created_by_id", "modified_by_id", "deleted_by_id"}
LEFT_OUT = {
    "company": {"version", "link_secret"},
    "credential": {"public_id", "secret_hash", "person_id", "scopes"},
    "register_item": {"kind"},
    "status": {"kind"},
    "article": {"is_category"},
    "supplier": {"self_billing_article_id", "self_billing_counter", "extras"},
    "machine": {"used_ms", "used_at", "mileage_m", "mileage_at"},
    "person": {"password_hash"},
}
"""What a file does not say of a row: secrets, counters, and what tells sections apart."""


@pytest.mark.parametrize("table", sorted({one.table for one in SECTIONS.values()} - {"bookkeeping"}))
def test_a_file_says_every_column_or_it_is_said_why_not(table: str) -> None:
    sections = [one for one in SECTIONS.values() if one.table == table]
    said = {field.at_rest for one in sections for field in one.fields} | {one.owner for one in sections}
    columns = set(SHEETS[table].names) - _STAMPS - _PEOPLE
    assert columns - said == LEFT_OUT.get(table, set())
