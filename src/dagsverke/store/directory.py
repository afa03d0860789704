"""The look-ups that come before a company is known."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, literal_column, select

from dagsverke.app.ports import Record
from dagsverke.store.connection import Common, Connection
from dagsverke.store.grammar import EMPTY, Grammar, fold
from dagsverke.store.records import as_record
from dagsverke.store.tables import SHEETS
from dagsverke.store.tables.access import credential, session
from dagsverke.store.tables.columns import TEXT
from dagsverke.store.tables.companies import company
from dagsverke.store.tables.people import person

_SIGN_IN = frozenset({"email", "user_name"})
_PUBLIC = frozenset({"quote", "purchase_order"})


class StoredDirectory:
    """Reads over all companies. What they mean is said in ``app.ports.Directory``."""

    def __init__(self, common: Common, connection: Connection) -> None:
        self._common = common
        self._connection = connection

    def credential(
        self, kind: str, *, secret_hash: str | None = None, public_id: str | None = None, is_revoked: bool = False
    ) -> Record | None:
        """The credential of a kind with this secret hash and/or public id, of those in use or of those revoked."""
        given = {"secret_hash": secret_hash, "public_id": public_id}
        asked = {name: value for name, value in given.items() if value is not None}
        if not asked:
            raise ValueError("neither a secret hash nor a public id")

        def write(_: Grammar) -> Select[Any]:
            matches = [credential.c[name] == _given(name) for name in asked]
            return select(credential).where(
                credential.c.kind == _given("kind"), *matches, _revoked(is_revoked=is_revoked)
            )

        found = self._found("credential", ("credential", is_revoked, *asked), write, {"kind": kind, **asked})
        return found[0] if found else None

    def session(self, kind: str, token_hash: str, *, is_revoked: bool = False) -> Record | None:
        """The session of a kind with this token, expired and used ones too, of a credential in use or a revoked one."""

        def write(_: Grammar) -> Select[Any]:
            issuer = (credential.c.company_id == session.c.company_id) & (credential.c.id == session.c.credential_id)
            return (
                select(session)
                .join(credential, issuer)
                .where(
                    session.c.kind == _given("kind"),
                    session.c.token_hash == _given("token_hash"),
                    _revoked(is_revoked=is_revoked),
                )
            )

        found = self._found("session", ("session", is_revoked), write, {"kind": kind, "token_hash": token_hash})
        return found[0] if found else None

    def companies(self) -> Sequence[Record]:
        """Every company, by id."""
        return self._found("company", ("companies",), lambda _: select(company).order_by(company.c.company_id), {})

    def public_paper(self, table: str, link: str) -> Record | None:
        """The live quote or purchase order with this public link."""
        if table not in _PUBLIC:
            raise ValueError(f"nothing of {table} is shown to who has a link")
        papers = SHEETS[table].table

        def write(_: Grammar) -> Select[Any]:
            return select(papers).where(papers.c.public_link == _given("link"), papers.c.deleted_at.is_(None))

        found = self._found(table, ("public paper", table), write, {"link": link})
        return found[0] if found else None

    def sign_ins(self, attribute: str, value: str, company_id: int | None = None) -> Sequence[Record]:
        """Active and activated persons with a password whose ``email`` or ``user_name`` is this, letter case apart."""
        if attribute not in _SIGN_IN:
            raise ValueError(f"nobody signs in by {attribute}")

        def write(_: Grammar) -> Select[Any]:
            column = person.c[attribute]
            statement = select(person).where(
                fold(column) == fold(_given("value")),
                column != EMPTY,
                person.c.is_active,
                person.c.is_activated,
                person.c.deleted_at.is_(None),
                person.c.password_hash.is_not(None),
            )
            if company_id is not None:
                statement = statement.where(person.c.company_id == bindparam("company", type_=person.c.company_id.type))
            return statement.order_by(person.c.company_id, person.c.id)

        shape = ("sign in", attribute, company_id is None)
        bound = {"value": value} if company_id is None else {"value": value, "company": company_id}
        return self._found("person", shape, write, bound)

    def _found(
        self, table: str, shape: tuple[object, ...], write: Callable[[Grammar], Select[Any]], values: dict[str, Any]
    ) -> list[dict[str, Any]]:
        sql = self._common.text(("directory", *shape), write)
        return [as_record(SHEETS[table], row) for row in self._connection.rows(sql, values)]


def _given(name: str) -> ColumnElement[str]:
    return bindparam(name, type_=TEXT)


def _revoked(*, is_revoked: bool) -> ColumnElement[bool]:
    return literal_column(f"credential.revoked_at IS {'NOT NULL' if is_revoked else 'NULL'}")
