"""What somebody with the database in their hands could do to the events: the triggers are no obstacle."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import psycopg

SQLITE = "sqlite:///"


def run(url: str, *statements: str) -> None:
    """Run statements, all or none."""
    if url.startswith(SQLITE):
        with closing(sqlite3.connect(url.removeprefix(SQLITE))) as file:
            for statement in statements:
                file.execute(statement)
            file.commit()
        return
    with psycopg.connect(url) as server:
        for statement in statements:
            server.execute(statement.encode())


def tamper(url: str, *statements: str) -> None:
    """Take away what guards the events and run statements."""
    guards = [f"event_no_{change}" for change in ("update", "delete")]
    if not url.startswith(SQLITE):
        guards = ["event_no_change ON event"]
    run(url, *(f"DROP TRIGGER IF EXISTS {guard}" for guard in guards), *statements)


def altering(company_id: int, place: int, column: str, value: str) -> str:
    """The statement that sets a column of an event to an SQL expression."""
    return f"UPDATE event SET {column} = {value} WHERE company_id = {company_id} AND place = {place}"  # noqa: S608  # words of ours


def moving(company_id: int, places: Iterable[tuple[int, int]]) -> list[str]:
    """The statements that give events other places, one after the other."""
    return [altering(company_id, at, "place", str(to)) for at, to in places]


def removing(company_id: int, place: int) -> str:
    """The statement that removes an event."""
    return f"DELETE FROM event WHERE company_id = {company_id} AND place = {place}"  # noqa: S608  # numbers of ours


def events_of(url: str, company_id: int) -> list[tuple[Any, ...]]:
    """Every event of a company as it stands in the table, in the order of the places; the hash is the last value."""
    columns = "company_id, place, at, credential_id, person_id, door, kind, subject, subject_id, before, after, hash"
    query = f"SELECT {columns} FROM event WHERE company_id = {company_id} ORDER BY place"  # noqa: S608  # a number of ours
    if url.startswith(SQLITE):
        with closing(sqlite3.connect(url.removeprefix(SQLITE))) as file:
            return file.execute(query).fetchall()
    with psycopg.connect(url) as server:
        return server.execute(query.encode()).fetchall()
