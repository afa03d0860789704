"""Who the demo's companies are: a file each, and what no company file says. Names and numbers are made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from importlib.resources import files
from typing import Any

from dagsverke.app.access import STAFF
from dagsverke.app.company_file.reading import Document, parse, read_tree
from dagsverke.cli.demo.customers import NORRA_CUSTOMERS, OSTRA_CUSTOMERS, Customer

ANCHOR = date(2024, 1, 1)
"""The day of the files, a Monday, that becomes the demo's first."""
ADMIN = "admin"
"""The user name of each company's administrator, who is also the first person of its file."""


@dataclass(frozen=True)
class Firm:
    """A company of the demo: its file beside this module, and what is made of it.

    ``amounts`` are the numbers of persons whose time comes in as amounts a day. ``papers`` are documents: name, media
    type, text. ``contacts`` are persons at suppliers: supplier, name, title.
    """

    file: str
    host: str
    seed: int
    keys: Mapping[str, Mapping[str, str]]  # kind of credential → its secrets
    customers: Sequence[Customer]
    amounts: frozenset[str]
    papers: Sequence[tuple[str, str, str]] = ()
    contacts: Sequence[tuple[str, str, str]] = ()

    @cached_property
    def _tree(self) -> Mapping[str, Any]:
        return parse(files(__package__).joinpath(self.file).read_bytes())

    @property
    def name(self) -> str:
        """The company's name."""
        return str(self._tree["company"]["name"])

    @property
    def sign_ins(self) -> Mapping[int, str]:
        """By the code of each role, the user name of the first person of the file who has it: those sign in."""
        found: dict[int, str] = {}
        for one in self._tree["person"]:
            found.setdefault(one.get("role", STAFF), one["user_name"])
        return dict(sorted(found.items()))

    def document(self, first: date) -> Document:
        """The company's file, moved in time so that its first day is this one."""
        return read_tree(_moved(self._tree, first - ANCHOR))


def _moved(value: Any, by: timedelta) -> Any:
    """A value of a file with every date in it moved."""
    if isinstance(value, date):
        return value + by
    if isinstance(value, dict):
        return {key: _moved(part, by) for key, part in value.items()}
    return [_moved(part, by) for part in value] if isinstance(value, list) else value


def _keys(prefix: str, company: str, connect: str) -> Mapping[str, Mapping[str, str]]:
    fortnox = {
        "client_id": f"{prefix}-fortnox-client",
        "client_secret": f"{prefix}-fortnox-secret",
        "access_token": f"{prefix}-fortnox-token",
        "refresh_token": f"{prefix}-fortnox-refresh",
        "code": f"{prefix}-fortnox-code",
    }
    return {
        "seventime": {"client_secret": f"{prefix}-seventime"},
        "fortnox": fortnox,
        "softone": {"company_key": company, "connect_key": connect},
        "own": {"client_secret": f"{prefix}-own"},
    }


OSTRA = Firm(
    file="ostra.toml",
    host="ostra.example",
    seed=20_261,
    keys=_keys("demo", "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"),
    customers=OSTRA_CUSTOMERS,
    amounts=frozenset({"1013", "1014", "1015", "1018"}),
    papers=(
        ("Egenkontroll.txt", "text/plain", "Egenkontroll\n\nFukt: u.a.\nMått: u.a.\nStädat: ja\n"),
        ("Arbetsmiljöplan.txt", "text/plain", "Arbetsmiljöplan\n\nFallrisk: ställning med räcke.\nHjälm: alltid.\n"),
        ("Nycklar å koder.txt", "text/plain", "Nyckel 14 hämtas hos vicevärden.\n"),
    ),
    contacts=(
        ("Kajens Byggvaror AB", "Stellan Krook", "Innesäljare"),
        ("Färg & Form i Öst AB", "Kajsa Lilja", "Butikschef"),
        ("Rörmokare Torsten Lund", "Torsten Lund", "Innehavare"),
    ),
)
NORRA = Firm(
    file="norra.toml",
    host="norra.example",
    seed=20_262,
    keys=_keys("demo2", "33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"),
    customers=NORRA_CUSTOMERS,
    amounts=frozenset({"1004"}),
)
FIRMS = (OSTRA, NORRA)
