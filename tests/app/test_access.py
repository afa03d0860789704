"""The rights of each role, as a matrix."""

import pytest

from dagsverke.app.access import Principal, Reach, may_approve_for, may_lock, may_open, may_submit_for
from dagsverke.app.defaults import ROLES

SELF, TEAM, OTHER = 1, 2, 3
"""The person who asks, one of its department, and one of another."""
MATRIX = """
                  submit: self team other  approve: self team other  lock: own-department other  open:
key without person        yes  yes  yes             yes  yes  yes          yes            yes    yes
Administratör             yes  yes  yes             yes  yes  yes          yes            yes    yes
Ekonomi                   yes  yes  yes             yes  yes  yes          yes            yes    yes
Arbetsledare              yes  yes  no              no   yes  no           yes            no     no
Anställd                  yes  no   no              no   no   no           no             no     no
"""
REACHES: dict[str, Reach] = {name: reach for _, name, reach in ROLES if reach in ("all", "team", "own")}  # type: ignore[misc]  # ROLES holds plain text


@pytest.mark.parametrize("line", MATRIX.strip().splitlines()[1:], ids=lambda line: line[:18].strip())
def test_each_role_may_what_the_matrix_says(line: str) -> None:
    who, may = line[:18].strip(), [cell == "yes" for cell in line[18:].split()]
    person_id = None if who == "key without person" else SELF
    principal = Principal(1, 1, "test", person_id, REACHES.get(who, "all"))
    found = [may_submit_for(principal, one, is_in_team=one != OTHER) for one in (SELF, TEAM, OTHER)]
    found += [may_approve_for(principal, one, is_in_team=one != OTHER) for one in (SELF, TEAM, OTHER)]
    found += [may_lock(principal, is_own_department=one) for one in (True, False)]
    assert [*found, may_open(principal)] == may


def test_every_default_role_is_in_the_matrix() -> None:
    named = {line[:18].strip() for line in MATRIX.strip().splitlines()[1:]} - {"key without person"}
    assert named == {name for _, name, _ in ROLES}
