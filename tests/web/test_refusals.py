"""Refusals as people read them: in their language, and of fields by what the pages call them."""

import ast
import re
from collections.abc import Iterator

import pytest
from babel import Locale

from dagsverke.app.commands import companies, locks
from dagsverke.app.ports import UnitOfWork
from dagsverke.app.references import existing
from dagsverke.domain.errors import Absent, Conflict, Locked, Malformed, Refusal
from dagsverke.web.phrases.model import Phrase
from dagsverke.web.sentences import LABELS, PHRASES, label_of, sentence, told
from dagsverke.web.translations import Language, language
from tests.harness import World
from tests.house.sources import python_files, tree
from tests.web.conftest import Person, found
from tests.web.test_week import MONDAY, line_of

pytestmark = pytest.mark.anyio
ENGLISH, SWEDISH, FINNISH = (language(code) for code in ("en", "sv", "fi"))
PLACE = re.compile(r"%\((\w+)\)s")


def shouting() -> Language:
    """A language in which every message of a refusal is itself, in brackets: what is not in them was not translated."""
    return Language("xx", Locale.parse("sv_SE"), {one: f"[{one}]" for one in (*PHRASES, *LABELS.values(), "Row")})


def filled(phrase: str) -> str:
    """What the core says: the phrase, with values in its places."""
    values = {
        "least": "-1",
        "most": "24",
        "count": "3",
        "status": "submitted",
        "openers": "Lön or Chef",
        "week": "2026-W12",
    }
    return PLACE.sub(lambda at: values.get(at[1], "2026-03-29" if at[1].endswith("_on") else "Å (b) %d"), phrase)


def of_locks(name: str = "which Ada locked") -> str:
    period = "is in the period 2026-11-01 to 2026-11-18"
    return f"2026-11-02 {period}, {name} (lön (november); klar); Lön or Chef can open it"


@pytest.mark.parametrize("phrase", PHRASES)
def test_each_phrase_is_known_again_whatever_stands_in_it(phrase: Phrase) -> None:
    told_so = told(filled(phrase), shouting())
    assert told_so.startswith("["), "nothing was found for it"
    literal = PLACE.split(phrase)[::2]
    assert all(part in told_so for part in literal if part.strip()), "something else was found for it"


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("is required", "[is required]"),
        ("must be from -5 to 1000", "[must be from -5 to 1000]"),
        ("cannot approve: 2026-W12 of Ann is open, 2026-W13 of Bo is returned and 2 more",
         "[cannot approve: [2026-W12 of Ann is [open]], [2026-W13 of Bo is [returned] and 2 more]]"),
        ("cannot submit: 2026-W13 of B is open; what is approved is reopened by whoever may approve it (A, B)",
         "[cannot submit: [2026-W13 of B is [open]]; what is approved is reopened by whoever may approve it (A, B)]"),
        ("cannot return: 2026-W12 of Ann is returned already",
         "[cannot return: [2026-W12 of Ann is [returned] already]]"),
        ('must be 1 to 15 characters without spaces and , / ? # %, not "A B"',
         '[must be 1 to 15 characters without spaces and , / ? # %, not "A B"]'),
        ("must be at least 12 characters long", "[must be at least 12 characters long]"),
        ("what nobody has a message for", "what nobody has a message for"),
        ("is required " * 1000, "is required " * 1000),
        ("", ""),
    ],
)  # fmt: skip
def test_a_detail_is_looked_up_with_its_values_or_stays_english(detail: str, said: str) -> None:
    assert told(detail, shouting()) == said
    assert told(detail, ENGLISH) == detail


def test_a_lock_says_in_each_part_what_it_is() -> None:
    assert told(of_locks(), shouting()).startswith("[2026-11-02 is in the period 2026-11-01 to 2026-11-18, which Ada")
    assert "; Lön [or] Chef can open it]" in told(of_locks(), shouting())
    assert "which was locked (lön (november); klar); Lön" in told(of_locks("which was locked"), shouting())


@pytest.mark.parametrize(
    ("refusal", "labels", "swedish", "finnish"),
    [
        (Malformed("range", "amount_e4", "x"), {}, "Belopp: x", "Määrä: x"),
        (Malformed("reference", "person_id", "x"), {}, "Person: x", "Henkilö: x"),
        (Malformed("range", "rows[2].tax_e4", "x"), {}, "Rad 3, Moms: x", "Rivi 3, ALV: x"),
        (Malformed("range", "amount_e4", "x"), {"amount_e4": "Price"}, "Pris: x", "Hinta: x"),
        (Malformed("reference", "customer_id", "x"), {"customer_key": "Supplier"}, "Leverantör: x", "Toimittaja: x"),
        (Locked("attested", "key", "x"), {}, "x", "x"),
        (Absent("absent", "sources_of_what_e6", "x"), {}, "x", "x"),
        (Conflict("nothing", None, "x"), {}, "x", "x"),
    ],
)
def test_a_field_is_called_what_the_page_calls_it(
    refusal: Refusal, labels: dict[str, str], swedish: str, finnish: str
) -> None:
    assert sentence(refusal, SWEDISH, labels) == swedish
    assert sentence(refusal, FINNISH, labels) == finnish


def test_no_property_is_called_by_its_name_in_the_core() -> None:
    for field in ("key", "id", "first_on_e4_x", "lock_id", "billable_ms", "vacation.late_after"):
        assert "_" not in label_of(field, ENGLISH)
    assert label_of("line 3, Day", SWEDISH).endswith("Dag")


def test_what_pages_and_the_rules_of_values_refuse_has_a_message() -> None:
    missing = {detail for detail in _details() if told(detail, shouting()) == detail}
    assert missing <= ELSEWHERE, "neither a phrase, nor said only through other doors"
    assert missing >= ELSEWHERE, "a phrase by now"


ELSEWHERE = frozenset(
    {
        "and hours cannot be given together",
        "either an article or a cause has a price",
        "has no attendance for this person and day",
        "is another than the one that was shown: the company changed meanwhile",
        "is no billing method of a project",
        "is no cursor of these changes",
        "is not a cause code of attendance in this company",
        "is required: [company] with the name",
        "may be negative only for flex",
        "must be 1 or 10; a quote is sent, accepted and declined by itself",
        "names no collection",
        "only who may see everybody may follow all changes",
    }
)
"""What no page gives a way to do wrong: said through APIs and the command line."""


def _details() -> Iterator[str]:
    """What refusals say word for word."""
    kinds = {one.__name__ for one in Refusal.__subclasses__()}
    for folder in ("domain", "app", "web"):
        for path in python_files(f"src/dagsverke/{folder}"):
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in kinds and len(node.args) > 2:
                    detail = node.args[2]
                    if isinstance(detail, ast.Constant):
                        yield str(detail.value)


async def speak(world: World, user: str, spoken: str) -> None:
    """Let a person's pages be in a language."""

    def work(unit: UnitOfWork) -> None:
        unit.change("person", existing(unit, "person", "id", id=world.ostra.persons[user][0]), {"language": spoken})

    await world.store.write(companies.operator(world.ostra.company_id), work)


@pytest.mark.parametrize(
    ("spoken", "home"), [("SV", "Till första sidan"), ("FI", "Ensimmäiselle sivulle"), ("EN", "To the first page")]
)
@pytest.mark.parametrize(("path", "status"), [("/audit", 403), ("/nowhere", 404), ("/customers/ABCDEF", 404)])
async def test_what_is_not_theirs_or_nowhere_is_said_within_the_pages(
    world: World, anna: Person, spoken: str, home: str, path: str, status: int
) -> None:
    await speak(world, "anna", spoken)
    reply = await anna.get(path)
    assert reply.status_code == status
    assert found(reply.text, "//aside//a[@href='/week']"), "the sidebar"
    assert found(reply.text, f"//html[@lang='{spoken.lower()}']")
    said = found(reply.text, "//main//a[@class='button'][@href='/']")[0].text_content()
    assert said == language(spoken.lower()).gettext("To the first page"), home
    (alert,) = found(reply.text, "//main//p[@role='alert']")
    sentences = {
        "/audit": "this page is not for your role",
        "/nowhere": "there is no such page",
        "/customers/ABCDEF": "names nothing in this company",
    }
    assert alert.text_content() == language(spoken.lower()).gettext(sentences[path])


async def test_who_is_not_signed_in_sees_no_sidebar(world: World) -> None:
    reply = await world.client.get("/nowhere", headers={"accept-language": "fi"})
    assert reply.status_code == 404
    assert not found(reply.text, "//aside")


@pytest.mark.parametrize("spoken", ["SV", "FI"])
async def test_a_cell_and_a_form_refuse_in_the_persons_language(
    world: World, anna: Person, admin: Person, spoken: str
) -> None:
    for user in ("anna", "admin"):
        await speak(world, user, spoken)
    tongue = language(spoken.lower())
    fields = {"day": MONDAY, "line": line_of(world), "hours": "åtta"}
    cell = (await anna.post("/week/cell", **fields)).text
    said = found(cell, "//span[@class='error']")[0].text_content()
    assert said == tongue.gettext("must be hours such as 2, 2,5, 1:30 or 90min")
    form = await admin.post("/projects/new", name="")
    (fault,) = found(form.text, "//p[@class='error'][@role='alert']")
    assert fault.text_content() == f"{tongue.gettext('Name')} {tongue.gettext('is required')}"


@pytest.mark.parametrize("spoken", ["SV", "FI"])
async def test_a_locked_day_refuses_in_the_persons_language(world: World, anna: Person, spoken: str) -> None:
    await speak(world, "anna", spoken)

    def lock(unit: UnitOfWork) -> None:
        locks.lock(unit, MONDAY, "lön", first_on=MONDAY)

    await world.store.write(companies.operator(world.ostra.company_id), lock)
    tongue = language(spoken.lower())
    reply = await anna.post("/day", day=MONDAY, begin="08:00", end="09:00")
    (fault,) = found(reply.text, "//main//p[@role='alert']")
    assert fault.text_content().startswith(tongue.gettext("Begin"))
    phrase = next(one for one in PHRASES if "which was locked" in one and "department" not in one)
    assert PLACE.split(tongue.gettext(phrase))[2] in fault.text_content()
    assert "(lön)" in fault.text_content()
    for path in ("/day", "/week"):
        (why,) = found((await anna.get(path, day=MONDAY, week=MONDAY)).text, "//main//p[@class='notice warn']")
        assert why.text_content().strip() in fault.text_content(), path
