"""No row of a dialect without proof, nothing that its vendor's document promises in vain, every operation replayed."""

import pytest

from dagsverke.main import DIALECTS
from dagsverke.wire.coverage import coverage_of, gaps, unserved_sections
from dagsverke.wire.resource import Dialect
from tests.dialects.seventime import test_replay, test_replay_documents, test_replay_writes

REPLAYED = test_replay.REPLAYED | test_replay_writes.REPLAYED | test_replay_documents.REPLAYED
COVERED = [dialect for dialect in DIALECTS if dialect.documented is not None]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: one.name)
def test_every_row_is_proven_and_all_that_is_documented_is_served(dialect: Dialect) -> None:
    assert gaps(dialect) == []


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: one.name)
def test_every_documented_section_is_served(dialect: Dialect) -> None:
    assert unserved_sections(dialect) == []


@pytest.mark.parametrize("dialect", COVERED, ids=lambda one: one.name)
def test_a_quirk_that_proves_a_row_is_cited_by_its_resource(dialect: Dialect) -> None:
    uncited = [
        f"{resource.name}: {row.what} rests on {row.quirk}"
        for resource in dialect.resources
        for row in coverage_of(dialect, resource)
        if not row.titles and row.quirk not in resource.quirks
    ]
    assert uncited == []


def test_every_documented_operation_is_replayed() -> None:
    for dialect in COVERED:
        assert dialect.documented is not None
        away = unserved_sections(dialect)
        assert {one.title for one in dialect.documented() if one.resource not in away} - REPLAYED == set()
