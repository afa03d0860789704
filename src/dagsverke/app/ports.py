"""What the use cases need of the world: protocols that the store and the composition root fulfil."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from dagsverke.app.access import Principal
from dagsverke.app.company import Company
from dagsverke.app.event_ports import EventReader
from dagsverke.app.queries import Query, Row, Slice, Sums
from dagsverke.app.vacation_ports import VacationReader, VacationWriter
from dagsverke.domain.calendars import Assignment
from dagsverke.domain.ledger import AttendanceDay, Checkpoint, Entry, Mark, Posting, Standing

T = TypeVar("T")
Record = Mapping[str, Any]
"""One row of a table by column name, live and of the bound company."""
PersonDay = tuple[int, str]
"""A person's id and a local ISO day."""
Pair = tuple[int, int]
"""A person's id and an account's id."""
PairDay = tuple[int, int, str]
"""A person's id, an account's id and a local ISO day."""


class Clock(Protocol):
    """The time of day; handed in, so that tests can hold it still."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class KeyMaker(Protocol):
    """Makes the 24-hex-character keys of new rows, unique over all companies."""

    def key(self) -> str:
        """A fresh key."""


class LedgerReader(Protocol):
    """Set-based reads of the ledger; each is a fixed number of statements however many rows it is asked for."""

    def assignments(self, person_ids: Sequence[int]) -> Mapping[int, Sequence[Assignment]]:
        """The live schedule assignments of each person, by first day."""

    def standings(self, person_ids: Sequence[int], account_ids: Sequence[int], on: str) -> Mapping[Pair, Standing]:
        """What is posted and marked at the end of day ``on``, scheduled time not subtracted.

        A pair with neither postings nor marks is left out. Costs one checkpoint look-up and at most the postings of
        one month for each pair, whatever the length of its history.
        """

    def last_marks(self, person_ids: Sequence[int], account_ids: Sequence[int], on: str) -> Mapping[Pair, Standing]:
        """The last mark of each pair until the end of day ``on``: the standing on an account that nothing posts to."""

    def relief_after(
        self,
        person_ids: Sequence[int],
        account_ids: Sequence[int],
        after: str,
        until: str,
    ) -> Mapping[Pair, int]:
        """The sum of relief postings on the days ``after < day <= until``."""

    def postings(self, person_id: int, account_id: int, after: str, until: str) -> Sequence[Posting]:
        """Postings on the days ``after < day <= until``, by day."""

    def checkpoints(self, person_id: int, account_id: int) -> Sequence[Checkpoint]:
        """The kept checkpoints of the pair, by month."""

    def marks(self, person_id: int, account_id: int) -> Sequence[Mark]:
        """Every live mark of the pair, by day and then by import."""

    def entries_between(self, person_id: int, after: str, until: str) -> Sequence[Entry]:
        """Live entries of one person on the days ``after < day <= until``, by day and begin."""

    def entries_on(self, days: Sequence[PersonDay]) -> Mapping[PersonDay, Sequence[Entry]]:
        """Live entries of the given persons on the given days; a day without entries is left out."""

    def entries_reaching(self, days: Sequence[PersonDay]) -> Mapping[PersonDay, Sequence[Entry]]:
        """Live entries of earlier days that have unsocial hours on the given ones; a day without is left out."""


class Reader(Protocol):
    """Reads of one company. Sees committed rows, and inside a unit of work its own changes too."""

    company: Company
    now: str  # the present instant, UTC text with milliseconds
    ledger: LedgerReader
    vacation: VacationReader
    events: EventReader

    def select(self, query: Query) -> Slice:
        """Answer a list query. Attributes are those of the collection in the store's views."""

    def sums(self, query: Sums) -> Sequence[Row]:
        """Count and sum rows: of each value of ``by`` that occurs, in order, the values, the number, the sums."""

    def find(self, table: str, **equals: Any) -> Record | None:
        """The live row of a table with these column values, or None. At most one must match."""

    def find_all(self, table: str, **equals: Any) -> Sequence[Record]:
        """Every live row of a table with these column values (a list value means any of them), by id."""


class LedgerWriter(LedgerReader, Protocol):
    """The ledger inside a unit of work."""

    def hold(self, person_ids: Sequence[int]) -> None:
        """Let no other unit of work change these persons' ledgers until this one ends (in id order).

        Nor is any period locked meanwhile, where nobody is named neither: what ``company`` says of locks stays so.
        """

    def hold_everybody(self) -> None:
        """Wait for every unit of work that holds a person, and let no other one hold any until this one ends.

        What ``company`` says afterwards is as all of them left it.
        """

    def replace_days(
        self,
        days: Sequence[PersonDay],
        postings: Sequence[Posting],
        attendance: Sequence[AttendanceDay],
    ) -> None:
        """Make these the postings and attendance of the given days, and move the checkpoints after them."""

    def adjust(self, days: Sequence[PairDay]) -> None:
        """Post on these days what the live adjustments on them sum to, and move the checkpoints after them."""

    def rebuild(self, since: Mapping[Pair, str]) -> None:
        """Fold the checkpoints of pairs anew, of each from the month of a day on (a mark was put or taken away)."""


class UnitOfWork(Reader, Protocol):
    """One request's changes, in one transaction that the edge commits. Every change is written to ``event``."""

    principal: Principal
    ledger: LedgerWriter
    vacation: VacationWriter

    def next_number(self, series: str, at_least: int = 1) -> int:
        """The next number of a series of this company, never less than ``at_least``; two at once get two numbers."""

    def take_turn(self, what: str) -> None:
        """Wait for every other unit of work of this company that took a turn at the same; none takes one meanwhile.

        What is read after it shows all that those before it did.
        """

    def new_key(self) -> str:
        """A fresh key, for what is kept within a row; rows get theirs by themselves."""

    def add(self, table: str, values: Mapping[str, Any]) -> int:
        """Insert a row and return its id. Id, key, created_at, modified_at and company are filled in where absent."""

    def add_many(self, table: str, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        """Insert many rows of the same columns (an import); returns their ids in order. One event for each row."""

    def held(self, table: str, row: Record) -> Record:
        """The row as it is now, which no other unit of work changes until this one ends: for what is decided once."""

    def change(self, table: str, row: Record, values: Mapping[str, Any]) -> None:
        """Set columns of a row that ``find`` returned; modified_at follows. No difference, no event."""

    def change_many(self, table: str, changes: Sequence[tuple[Record, Mapping[str, Any]]]) -> None:
        """As ``change``, for many rows at once: each with the values that it is to have."""

    def withdraw(self, table: str, row: Record, by_id: int | None = None) -> None:
        """Leave the row as a tombstone, invisible to every read; ``by_id`` is who did it, the principal unless said."""

    def withdraw_many(self, table: str, rows: Sequence[Record], by_id: int | None = None) -> None:
        """Withdraw many rows of one table at once, as ``withdraw`` does one. One event for each row."""

    def forget(self, table: str, column: str, before: str) -> None:
        """Delete rows of passing things (``session``, ``idempotency``) whose column is less than an instant."""

    def attempt(self, work: Callable[[], T]) -> T:
        """Run work so that an exception in it undoes its own changes only, and is raised on."""


class Directory(Protocol):
    """The look-ups that come before a company is known: who holds a secret."""

    def credential(
        self, kind: str, *, secret_hash: str | None = None, public_id: str | None = None, is_revoked: bool = False
    ) -> Record | None:
        """The credential of a kind with this secret hash and/or public id, of those in use or of those revoked."""

    def session(self, kind: str, token_hash: str, *, is_revoked: bool = False) -> Record | None:
        """The session of a kind with this token, old and used ones too; of a credential in use or of a revoked one."""

    def companies(self) -> Sequence[Record]:
        """Every company, by id."""

    def public_paper(self, table: str, link: str) -> Record | None:
        """The live quote or purchase order with this public link."""

    def sign_ins(self, attribute: str, value: str, company_id: int | None = None) -> Sequence[Record]:
        """Active and activated persons with a password whose ``email`` or ``user_name`` is this, letter case apart."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file on the shelf: the SHA-256 of its bytes, hexadecimal, and how many they are."""

    digest: str
    size: int


class FileShelf(Protocol):
    """Files by the hash of their bytes, each company's apart. Calls wait for the disk."""

    def put(self, company_id: int, content: bytes) -> Shelved:
        """Keep bytes; durable when it returns. The same bytes twice are one file, as young as the last time."""

    def get(self, company_id: int, digest: str) -> bytes | None:
        """The bytes, or None where there are none of this digest."""

    def digests(self, company_id: int, before: datetime) -> Sequence[str]:
        """The files that were last put before a moment."""

    def remove(self, company_id: int, digest: str, before: datetime) -> bool:
        """Remove a file, unless it was put again at the moment or after it; whether it is gone by this."""

    def clear(self, company_id: int, before: datetime) -> None:
        """Remove what puts that were interrupted before a moment have left behind."""


class Store(Protocol):
    """Where it all is kept. The store decides on which thread work runs and when it is durable."""

    async def found(self, values: Mapping[str, Any], furnish: Callable[[UnitOfWork], None] | None = None) -> int:
        """Make a new company (name, country, zone) and return its id.

        ``furnish`` gives it what it begins with, in the same transaction: any exception leaves no company behind.
        """

    async def close(self) -> None:
        """Finish what is under way and let go of every connection and lock."""

    def is_long(self, query: Query) -> bool:
        """Whether a list query has no index to go by and is to be read with ``is_long``."""

    async def look_up(self, work: Callable[[Directory], T]) -> T:
        """Run a look-up over all companies."""

    async def read(self, company_id: int, work: Callable[[Reader], T], *, is_long: bool = False) -> T:
        """Run a read of one company; ``is_long`` work never holds up other requests."""

    async def write(self, principal: Principal, work: Callable[[UnitOfWork], T]) -> T:
        """Run a unit of work and return once it is durable. Any exception undoes all of it and is raised here."""

    async def on_shelf(self, work: Callable[[FileShelf], T]) -> T:
        """Run work on the files, in a thread: it never holds up other requests."""
