"""Company files for tests: generated ones, and how they are applied and shown without the command line."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from dagsverke.app.access import Principal
from dagsverke.app.commands import companies
from dagsverke.app.company_file.applying import Applied, apply, begin
from dagsverke.app.company_file.reading import Document, read_file
from dagsverke.app.company_file.showing import show
from dagsverke.app.company_file.writers import Issue
from dagsverke.app.company_file.writing import write_file
from dagsverke.app.ports import Reader, Store, UnitOfWork

Tree = dict[str, Any]
NAMES = st.text(alphabet="abcÅÄÖåäö 07.-&\"'\\#=[]\n\t\x01\x7f\u2028😀", min_size=1, max_size=12)
WORDS = st.text(alphabet="abcdÅ é-", max_size=8)
MONEY = st.decimals(min_value=0, max_value=99_999, places=4)
DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))
FIRST = date(2015, 1, 1)


def rows(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Tree]]:
    """Rows with names of their own and some of these keys."""
    some = st.fixed_dictionaries({"name": NAMES}, optional=keys)
    return st.lists(some, max_size=4, unique_by=lambda row: row["name"])


TIMES = st.integers(0, 47).map(lambda half: f"{half // 2:02d}:{half % 2 * 30:02d}")
DAY_TEXTS = st.one_of(
    st.tuples(TIMES, TIMES).map(lambda two: f"{two[0]}-{two[1]}"),
    st.sampled_from(["07:00-16:00 break 12:00-13:00", "22:00-06:00 break 01:00-01:30, 03:00-03:15", "00:00-24:00"]),
)
WEEKS = st.lists(st.dictionaries(st.sampled_from(["mon-thu", "fri", "sat-sun"]), DAY_TEXTS), min_size=1, max_size=3)
CAUSES = rows(
    absence=st.booleans(),
    work_time=st.booleans(),
    price_per_hour=MONEY,
    qualifying_days=st.one_of(st.just(""), st.integers(0, 366)),
    limit_class=st.sampled_from(["", "overtime", "extra"]),
    color=st.sampled_from(["", "00ff7A"]),
)
WINDOWS = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just("unsocial"),
            "days": st.lists(st.sampled_from(["mon", "sun", "holiday"]), min_size=1, max_size=2, unique=True),
            "begins": TIMES,
            "ends": st.just("24:00"),
            "code": st.sampled_from(["OB1", "OB2"]),
        },
        optional={"cost_per_hour": MONEY, "from": DAYS},
    ),
    st.fixed_dictionaries(
        {"kind": st.just("overtime"), "days": st.just(["tue"]), "begins": st.just("20:00"), "ends": st.just("06:00")},
        optional={"code": st.sampled_from(["OT1", ""]), "factor": st.sampled_from([1, Decimal("1.5")])},
    ),
)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """A company, as its file would parse."""
    tree: Tree = {
        "company": {"name": "Genererat AB", "country": draw(st.sampled_from(["SE", "FI"]))},
        "department": draw(rows(code=WORDS, active=st.booleans())),
        "work_type": draw(rows(price=MONEY, extras=st.sampled_from(['{"own": {"a": [1, null, 2.5]}}', "{}"]))),
        "skill": draw(rows(description=WORDS)),
        "machine_type": draw(rows()),
        "cause": draw(CAUSES),
        "calendar": draw(_calendar()),
        "agreement": draw(rows(windows=st.lists(WINDOWS, max_size=3))),
        "schedule": [{"weeks": draw(WEEKS), **row} for row in draw(rows(description=WORDS))],
    }
    tree["company"] |= draw(st.fixed_dictionaries({}, optional={"payment_days": st.integers(0, 365)}))
    tree["account"] = [draw(_account(row["name"], tree)) for row in draw(rows())]
    tree |= draw(_goods(tree))
    tree["person"] = [draw(_person(f"{number}", tree)) for number in range(1, draw(st.integers(1, 4)))]
    return tree


def _calendar() -> st.SearchStrategy[list[Tree]]:
    day = st.one_of(st.sampled_from(["12-23", "easter-3", "easter", "02-29"]), DAYS)
    share = st.decimals(0, 1, places=2)
    row = st.fixed_dictionaries({"day": day, "name": NAMES}, optional={"share": share, "class": WORDS})
    return st.lists(row, max_size=4, unique_by=lambda one: str(one["day"]))


@st.composite
def _account(draw: st.DrawFn, code: str, tree: Tree) -> Tree:
    unit = draw(st.sampled_from(["hours", "days"]))
    places = 3 if unit == "hours" else 6
    least, most = (st.one_of(st.just(""), st.decimals(*ends, places=places)) for ends in ((-999, 0), (0, 999)))
    factor = st.one_of(
        st.decimals(-9, 9, places=4),
        st.fixed_dictionaries({}, optional={"factor": st.integers(-2, 2), "scheduled": st.booleans()}),
    )
    causes = [row["name"] for row in tree["cause"]] + ["TID", "OK1", ""]
    keys: dict[str, st.SearchStrategy[Any]] = {"min": least, "max": most, "expected": st.booleans()}
    more: Tree = draw(st.fixed_dictionaries({}, optional=keys))
    if draw(st.booleans()):
        more |= {"closes": draw(st.sampled_from(["year", "flex"])), "carry_min": draw(least)}
        more |= {
            "surplus": draw(st.sampled_from(["lapse", "pay"])),
            "carry_max": draw(st.decimals(0, 9, places=places)),
        }
    return {"code": code, "unit": unit, "factors": draw(st.dictionaries(st.sampled_from(causes), factor)), **more}


@st.composite
def _goods(draw: st.DrawFn, tree: Tree) -> Tree:
    suppliers = draw(rows(city=WORDS, payment_days=st.integers(0, 90)))
    categories = draw(rows(tax=st.sampled_from([0, 6, Decimal("12.5"), 25])))
    articles = draw(rows(number=st.sampled_from(["1", "2", "3"]), price=MONEY, **_named("supplier", suppliers)))
    articles = list({row.get("number", row["name"]): row for row in articles}.values())
    numbers = [row.get("number", row["name"]) for row in articles]
    prices = {"hours": st.dictionaries(st.sampled_from(["TID", *(row["name"] for row in tree["cause"])]), MONEY)}
    if numbers:
        prices["articles"] = st.dictionaries(st.sampled_from(numbers), MONEY)
    machines = draw(rows(purchased_on=st.one_of(st.just(""), DAYS), **_named("type", tree["machine_type"])))
    found = {"supplier": suppliers, "article_category": categories, "article": articles}
    return {**found, "price_list": draw(rows(**prices)), "machine": machines}


def _named(key: str, others: list[Tree]) -> dict[str, st.SearchStrategy[Any]]:
    return {key: st.sampled_from([row["name"] for row in others])} if others else {}


@st.composite
def _person(draw: st.DrawFn, number: str, tree: Tree) -> Tree:
    spans = draw(st.lists(st.integers(30, 900), max_size=3))
    schedules = [row["name"] for row in tree["schedule"]]
    begins, turns = FIRST, []
    for days in spans:
        turns.append((begins, begins + timedelta(days=days - 1)))
        begins += timedelta(days=days)
    skills = [row["name"] for row in tree["skill"]]
    keys: dict[str, st.SearchStrategy[Any]] = {
        "cost_per_hour": MONEY,
        "language": st.sampled_from(["SV", "FI"]),
        "skills": st.lists(st.sampled_from(skills), unique=True) if skills else st.just([]),
        **_named("department", tree["department"]),
        **_named("work_type", tree["work_type"]),
    }
    row: Tree = {"number": number, "first_name": draw(NAMES), "last_name": draw(NAMES), "user_name": f"u{number}"}
    row |= draw(st.fixed_dictionaries({}, optional=keys))
    row["employment"] = [{"from": first, "to": last, "form": "fixed_term"} for first, last in turns]
    if schedules:
        rate = draw(st.sampled_from([1, Decimal("0.75")]))
        row["schedule"] = [
            {"from": first, "to": last, "name": draw(st.sampled_from(schedules)), "rate": rate} for first, last in turns
        ]
    return row


async def make(
    store: Store, document: Document, doors: Mapping[str, Issue] = MappingProxyType({})
) -> tuple[Principal, Applied]:
    """Found the company of a document and apply it."""
    told: Mapping[str, Any] = document.company()
    values = companies.founding_values(told["name"], told["country"], told.get("zone"))
    done: list[Applied] = []

    def furnish(work: UnitOfWork) -> None:
        begin(work, document)
        done.append(apply(work, document, doors))

    company_id = await store.found(values, furnish)
    return companies.operator(company_id), done[-1]


def text_of(reader: Reader) -> str:
    """The company's file."""
    return write_file(show(reader))


def again(text: str) -> Document:
    """A file as it reads."""
    return read_file(text.encode())
