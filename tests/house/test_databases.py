import os
import sqlite3
from pathlib import Path

import psycopg
import pytest

from tests import postgres


def fill(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE SEQUENCE place")
        connection.execute("CREATE TABLE word (text text, place bigint DEFAULT nextval('place'))")
        connection.execute("INSERT INTO word (text) VALUES ('ö'), ('z'), ('å'), ('Z')")


def test_every_database_starts_empty(database_url: str) -> None:
    if database_url.startswith("sqlite:///"):
        assert not Path(database_url.removeprefix("sqlite:///")).exists()
        return
    with psycopg.connect(database_url) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert found == (0,)


def test_both_databases_sort_text_by_its_bytes(postgresql_url: str) -> None:
    fill(postgresql_url)
    with psycopg.connect(postgresql_url) as connection:
        sorted_there = [text for (text,) in connection.execute("SELECT text FROM word ORDER BY text")]
    sorted_here = sqlite3.connect(":memory:").execute(
        "SELECT column1 FROM (VALUES ('ö'), ('z'), ('å'), ('Z')) ORDER BY column1"
    )
    assert sorted_there == [text for (text,) in sorted_here] == ["Z", "z", "å", "ö"]


def test_a_template_is_made_once_and_copied(postgresql_url: str) -> None:
    urls = [postgres.fresh_postgres_url(fill) for _ in range(2)]
    for url in urls:
        with psycopg.connect(url) as connection:
            connection.execute("INSERT INTO word (text) VALUES ('new')")
            assert connection.execute("SELECT count(*) FROM word").fetchone() == (5,)
        postgres.let_go(url)
    assert len(set(urls)) == 2


def words(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT text, place FROM word ORDER BY place").fetchall()


FILLED = [("ö", 1), ("z", 2), ("å", 3), ("Z", 4)]


@pytest.mark.parametrize(
    ("deed", "is_used_again"),
    [
        ("INSERT INTO word (text) VALUES ('new')", True),
        ("UPDATE word SET text = upper(text)", True),
        ("TRUNCATE word RESTART IDENTITY", True),
        ("SELECT nextval('place')", True),
        ("ALTER TABLE word ADD COLUMN more text", False),
        ("DROP TABLE word", False),
        ("CREATE TABLE other (one int)", False),
    ],
)
def test_a_database_that_is_used_again_is_as_it_was(postgresql_url: str, deed: str, is_used_again: bool) -> None:
    url = postgres.fresh_postgres_url(fill)
    left_open = psycopg.connect(url)
    left_open.execute(deed)
    left_open.commit()
    postgres.let_go(url)
    again = postgres.fresh_postgres_url(fill)
    assert words(again) == FILLED
    assert (again == url) is is_used_again
    assert not is_alive(left_open)
    with psycopg.connect(again) as connection:
        assert connection.execute("SELECT nextval('place')").fetchone() == (5,)
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert tables == (1,)
    postgres.let_go(again)
    left_open.close()


def is_alive(connection: psycopg.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


@pytest.mark.skipif(postgres.SERVER_VARIABLE in os.environ, reason="the server is not ours")
def test_the_throw_away_server_listens_on_this_machine_only(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
