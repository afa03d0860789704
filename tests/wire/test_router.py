from dataclasses import replace

import pytest

from dagsverke.wire.refusals import NoRoute, NotAllowed
from dagsverke.wire.router import Doors, Routes, whole_path
from tests.wire.probe import PROBE, THINGS

ROUTES = (
    ("GET", "/a/users"),
    ("POST", "/a/users"),
    ("GET", "/a/users/{id}"),
    ("POST", "/a/users/import"),
    ("GET", "/a/users/{id}/marks/latest"),
    ("DELETE", "/a/users/{user}/marks/{id}"),
    ("GET", "/A/Login"),
)


def _routes(*, is_case_sensitive: bool = True) -> Routes[str]:
    routes: Routes[str] = Routes(is_case_sensitive=is_case_sensitive)
    for method, path in ROUTES:
        routes.add(method, path, f"{method} {path}")
    return routes


@pytest.mark.parametrize(
    ("method", "path", "target", "values"),
    [
        ("GET", "a/users", "GET /a/users", {}),
        ("HEAD", "a/users", "GET /a/users", {}),
        ("GET", "a/users/7", "GET /a/users/{id}", {"id": "7"}),
        ("GET", "a/users/import", "GET /a/users/{id}", {"id": "import"}),
        ("POST", "a/users/import", "POST /a/users/import", {}),
        ("GET", "a/users/7/marks/latest", "GET /a/users/{id}/marks/latest", {"id": "7"}),
        ("DELETE", "a/users/7/marks/latest", "DELETE /a/users/{user}/marks/{id}", {"user": "7", "id": "latest"}),
    ],
)
def test_a_path_leads_to_its_operation(method: str, path: str, target: str, values: dict[str, str]) -> None:
    assert _routes().find(method, path.split("/")) == (target, values)


def test_a_method_that_is_not_served_is_told_which_are() -> None:
    with pytest.raises(NotAllowed) as caught:
        _routes().find("PUT", ["a", "users", "import"])
    assert caught.value.allowed == ("GET", "HEAD", "POST")


@pytest.mark.parametrize("path", ["", "a", "a/users/7/marks", "a/users/7/8", "a/login"])
def test_a_path_that_leads_nowhere_is_no_route(path: str) -> None:
    with pytest.raises(NoRoute):
        _routes().find("GET", [one for one in path.split("/") if one])


def test_letter_case_is_ignored_where_the_dialect_ignores_it() -> None:
    routes = _routes(is_case_sensitive=False)
    assert routes.find("GET", ["a", "lOGIN"])[0] == "GET /A/Login"
    assert routes.find("GET", ["A", "USERS", "Åsa"])[1] == {"id": "Åsa"}


def test_a_path_is_served_once() -> None:
    routes = _routes()
    with pytest.raises(ValueError):
        routes.add("GET", "/a/users/{other}", "again")


def test_the_longest_prefix_decides_whose_a_path_is() -> None:
    wide = replace(PROBE, name="wide", prefixes=("/api", "/Login"), is_case_sensitive=False)
    deep = replace(PROBE, name="deep", prefixes=("/api/2",))
    doors = Doors([(wide, "wide"), (deep, "deep")])
    assert doors.find(["api", "2", "x"]) == "deep"
    assert doors.find(["api", "3"]) == "wide"
    assert doors.find(["LOGIN", "Token"]) == "wide"
    assert doors.find(["apis"]) is None
    assert doors.find([]) is None


def test_a_path_without_a_slash_stands_below_the_first_prefix() -> None:
    plain, *_ = THINGS.operations
    assert whole_path(PROBE, plain) == "/probe/1/things"
    assert whole_path(PROBE, replace(plain, path="/probe/1/other")) == "/probe/1/other"
