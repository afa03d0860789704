"""A handler of its own is the last rung of the ladder: few, and each cites a quirk."""

from dagsverke.main import DIALECTS

HANDLERS_MAX = {"fortnox": 1, "bezala": 1, "softone": 2, "seventime": 5, "own": 0}
"""Tokens, sign-ins, the file behind a link, and papers behind links (decision 0021).

A new one lowers nothing else, so it wants a reason in a record.
"""


def test_there_are_no_more_handlers_than_the_sign_ins_and_downloads_need() -> None:
    found = {
        dialect.name: sum(operation.handler is not None for one in dialect.resources for operation in one.operations)
        for dialect in DIALECTS
    }
    assert found == HANDLERS_MAX


def test_a_resource_with_a_handler_cites_a_quirk() -> None:
    for dialect in DIALECTS:
        for one in dialect.resources:
            if any(operation.handler is not None for operation in one.operations):
                assert one.quirks, f"{dialect.name} {one.name}"
