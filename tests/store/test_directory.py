import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest

from dagsverke.app.ports import Directory, Record, UnitOfWork
from dagsverke.store.views import CATALOGUE
from tests.store.house import House

T = TypeVar("T")


def look_up(house: House, work: Callable[[Directory], T]) -> T:
    return asyncio.run(house.store.look_up(work))


def revoke(work: UnitOfWork, credential_id: int) -> None:
    held = work.find("credential", id=credential_id)
    assert held is not None
    work.withdraw("credential", held)


def found_by(secret_hash: str | None, public_id: str | None) -> Callable[[Directory], Record | None]:
    return lambda directory: directory.credential("pair", secret_hash=secret_hash, public_id=public_id)


def test_a_credential_is_found_by_secret_public_id_or_both_until_it_is_revoked(house: House) -> None:
    row = house.add("credential", kind="pair", name="x", secret_hash="s", public_id="p")
    for secret_hash, public_id in (("s", None), (None, "p"), ("s", "p")):
        found = look_up(house, found_by(secret_hash, public_id))
        assert found is not None
        assert (found["id"], found["company_id"]) == (row, house.ours.company_id)
    assert look_up(house, lambda directory: directory.credential("pair", secret_hash="s", public_id="q")) is None
    assert look_up(house, lambda directory: directory.credential("other", secret_hash="s")) is None
    with pytest.raises(ValueError, match="neither"):
        look_up(house, lambda directory: directory.credential("pair"))

    house.write(lambda work: revoke(work, row))
    assert look_up(house, lambda directory: directory.credential("pair", secret_hash="s")) is None
    gone = look_up(house, lambda directory: directory.credential("pair", secret_hash="s", is_revoked=True))
    assert gone is not None
    assert gone["id"] == row


def test_a_session_is_found_by_its_token_whatever_its_state_until_its_credential_is_revoked(house: House) -> None:
    issuer = house.add("credential", kind="sign in")
    ended = {"expires_at": "2000-01-01T00:00:00.000Z", "used_at": "2000-01-01T00:00:00.000Z"}
    house.add("session", kind="web", token_hash="t", credential_id=issuer, **ended)
    found = look_up(house, lambda directory: directory.session("web", "t"))
    assert found is not None
    assert (found["company_id"], found["used_at"]) == (house.ours.company_id, ended["used_at"])
    assert look_up(house, lambda directory: directory.session("api", "t")) is None
    house.write(lambda work: revoke(work, issuer))
    assert look_up(house, lambda directory: directory.session("web", "t")) is None
    assert look_up(house, lambda directory: directory.session("web", "t", is_revoked=True)) is not None


def test_a_paper_is_found_by_its_public_link_until_it_is_withdrawn(house: House) -> None:
    quote = house.add("quote", public_link="a" * 20)
    found = look_up(house, lambda directory: directory.public_paper("quote", "a" * 20))
    assert found is not None
    assert (found["id"], found["company_id"]) == (quote, house.ours.company_id)
    assert look_up(house, lambda directory: directory.public_paper("purchase_order", "a" * 20)) is None
    with pytest.raises(ValueError, match="nothing of invoice"):
        look_up(house, lambda directory: directory.public_paper("invoice", "a" * 20))

    def withdraw(work: UnitOfWork) -> None:
        row = work.find("quote", id=quote)
        assert row is not None
        work.withdraw("quote", row)

    house.write(withdraw)
    assert look_up(house, lambda directory: directory.public_paper("quote", "a" * 20)) is None


def test_every_company_is_listed(house: House) -> None:
    assert [one["name"] for one in look_up(house, lambda directory: directory.companies())] == ["Östra", "Norra"]


def test_who_signs_in_is_found_in_any_letter_case_if_active_activated_and_with_a_password(house: House) -> None:
    known = {"email": "åsa@östra.example", "is_activated": True}
    ours = house.add("person", **known, user_name="Åsa", password_hash="x")
    house.add("person", **known, is_active=False, password_hash="x")
    house.add("person", **known | {"is_activated": False}, password_hash="x")
    house.add("person", **known)
    theirs = house.write(
        lambda work: work.add("person", known | {"email": "ÅSA@ÖSTRA.example", "password_hash": "y"}), house.theirs
    )
    found = look_up(house, lambda directory: directory.sign_ins("email", "Åsa@Östra.EXAMPLE"))
    assert [one["id"] for one in found] == [ours, theirs]
    only = look_up(house, lambda directory: directory.sign_ins("user_name", "åSA", house.ours.company_id))
    assert [one["id"] for one in only] == [ours]
    assert look_up(house, lambda directory: directory.sign_ins("email", "")) == []
    with pytest.raises(ValueError, match="signs in by"):
        look_up(house, lambda directory: directory.sign_ins("first_name", "x"))


def test_every_attribute_of_every_collection_can_be_read_sorted_and_filtered(house: House) -> None:
    times = {"instant": "2026-01-01T00:00:00.000Z", "day": "2026-01-01"}
    values: dict[str, object] = {"text": "x", "int": 1, "bool": True, "json": "{}", **times}
    for collection, attributes in CATALOGUE.items():
        for name, kind in attributes.items():
            where = [(name, "eq", values[kind.kind]), (name, "in", [values[kind.kind]])]
            if not kind.is_filter_only:
                where.append((name, "ne", None))
            for one in where:
                house.select(collection, next(iter(attributes)), where=[one], page=(0, 5))  # type: ignore[list-item]  # as typed
            if not kind.is_filter_only:
                house.select(collection, name, order=[(name, True)], page=(0, 5))


def test_persons_are_found_by_skill_and_show_their_assignments(house: House) -> None:
    skill = house.add("register_item", kind="skill", name="Höga arbeten", key="5" * 24)
    one, other = house.add("person", first_name="A"), house.add("person", first_name="B")
    house.add("person_skill", person_id=one, skill_id=skill)
    plan = house.add("schedule", name="Heltid", weeks="[]", key="6" * 24)
    for day in ("2026-02-01", "2025-01-01"):
        house.add("assignment", person_id=other, schedule_id=plan, starts_on=day, key=day.replace("-", "") * 3)
    assert house.ids("person", where=[("skill_key", "eq", "5" * 24)]) == [one]
    assert house.ids("person", where=[("skill_key", "in", ["5" * 24, "x"])]) == [one]
    with pytest.raises(ValueError, match="eq and in only"):
        house.ids("person", where=[("skill_key", "ge", "5")])
    rows = house.select("person", "assignments", order=[("first_name", False)]).rows
    assert rows[0] == ("[]",)
    assert rows[1][0].index("2025-01-01") < rows[1][0].index("2026-02-01")


def test_members_of_extras_filter_and_sort(house: House) -> None:
    given = {"a": '{"x":{"n":10,"t":"Ö"}}', "b": '{"x":{"n":9,"t":"å"}}', "c": "{}", "d": '{"x":{"n":true}}'}
    for name, extras in given.items():
        house.add("register_item", kind="vehicle", name=name, extras=extras)

    def names(**asked: object) -> str:
        return "".join(row[0] for row in house.select("vehicle", "name", **asked).rows)  # type: ignore[arg-type]  # as typed

    assert names(order=[("extras.x.n", False)]) == "dbac"
    assert names(order=[("extras.x.t", True)]) == "abcd"
    assert names(where=[("extras.x.n", "eq", 9)]) == "b"
    assert names(where=[("extras.x.n", "eq", True)]) == "d"
    assert names(where=[("extras.x.t", "contains", "Å")]) == "b"
    assert names(where=[("extras.x.t", "eq", None)]) == "cd"
