"""The languages of the pages: gettext catalogues, read from their sources when the server starts.

What a page says in English is the name of the message; ``locales/<language>.po`` says it in Swedish and Finnish.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.messages.pofile import read_po

SOURCE = "en"
LANGUAGES = ("sv", "fi", SOURCE)
LOCALES: Mapping[str, str] = {"sv": "sv_SE", "fi": "fi_FI", SOURCE: "en_GB"}
"""English as it is written in Europe: days before months, hours to 24."""


@dataclass(frozen=True)
class Language:
    """One language: its locale, and what it says for each English message."""

    code: str
    locale: Locale
    messages: Mapping[str, str | tuple[str, ...]] = field(repr=False)

    def gettext(self, message: str) -> str:
        """The message in this language; the English one where it is not translated."""
        found = self.messages.get(message)
        return found if isinstance(found, str) and found else message

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The message for a number of things."""
        found = self.messages.get(one)
        if isinstance(found, tuple) and all(found):
            return found[0 if self.locale.plural_form(count) == "one" else -1]
        return one if count == 1 else many


def language(code: str) -> Language:
    """The language of a code; English where there is no such."""
    return _languages()[code if code in LANGUAGES else SOURCE]


def preferred(accepted: str, spoken: str | None = None) -> str:
    """The code of the language that a person speaks, else the first that the browser accepts, else Swedish.

    ``accepted`` is the header Accept-Language; its weights are in the order in which browsers write them.
    """
    if spoken and spoken.lower() in LANGUAGES:
        return spoken.lower()
    wanted = (part.split(";")[0].strip()[:2].lower() for part in accepted.split(","))
    return next((code for code in wanted if code in LANGUAGES), LANGUAGES[0])


@cache
def _languages() -> Mapping[str, Language]:
    return {code: Language(code, Locale.parse(LOCALES[code]), _messages(code)) for code in LANGUAGES}


def _messages(code: str) -> dict[str, str | tuple[str, ...]]:
    if code == SOURCE:
        return {}
    path = files("dagsverke.web").joinpath("locales", f"{code}.po")
    with path.open("rb") as source:
        catalogue = read_po(source, locale=code)
    told = ((one.id if isinstance(one.id, str) else one.id[0], one.string) for one in catalogue if one.id)
    return {name: string if isinstance(string, str) else tuple(string or ()) for name, string in told}
