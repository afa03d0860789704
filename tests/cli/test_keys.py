import pytest

from tests.cli.conftest import Command

OSTRA = ("--company", "Östra Bygg & Städ AB")


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("seventime", ["client_secret"]),
        ("own", ["token"]),
        ("fortnox", ["client_id", "client_secret", "access_token", "refresh_token", "code", "tenant_id"]),
        ("softone", ["company_key", "connect_key"]),
    ],
)
def test_the_secrets_of_a_new_key_are_shown_once(on_world: Command, kind: str, parts: list[str]) -> None:
    made = on_world("key", "create", kind, *OSTRA, "--name", "lönesystemet")
    shown = dict(line.split(": ", 1) for line in made.out.splitlines())
    assert made.code == 0
    assert list(shown) == parts
    listed = on_world("key", "list")
    assert "lönesystemet" in listed.out
    assert [part for part in parts if part.endswith(("secret", "token")) and shown[part] in listed.out] == []


def test_two_keys_of_a_kind_are_different(on_world: Command) -> None:
    assert on_world("key", "create", "seventime", *OSTRA).out != on_world("key", "create", "seventime", *OSTRA).out


def test_the_list_can_be_of_one_company(on_world: Command) -> None:
    assert {"Östra", "Norra"} == {name for name in ("Östra", "Norra") if name in on_world("key", "list").out}
    assert "Norra" not in on_world("key", "list", *OSTRA).out


def test_a_revoked_key_is_listed_no_more_and_cannot_be_revoked_again(on_world: Command) -> None:
    line = next(line for line in on_world("key", "list", *OSTRA).out.splitlines() if " seventime " in line)
    key_id = line.split()[0]
    revoked = on_world("key", "revoke", key_id)
    assert (revoked.code, revoked.out) == (0, f"key {key_id} (seventime, test) is revoked\n")
    assert " seventime " not in on_world("key", "list", *OSTRA).out
    again = on_world("key", "revoke", key_id)
    assert (again.code, again.err) == (1, f"dagsverke: no key has the id {key_id}\n")


def test_a_door_without_keys_and_an_unknown_one_are_refused(on_world: Command) -> None:
    bezala = on_world("key", "create", "bezala", *OSTRA)
    assert bezala.code == 1
    assert bezala.err.startswith("dagsverke: bezala has no keys: people sign in with their own")
    assert on_world("key", "create", "visma", *OSTRA).code == 2
