"""What a program does with fortpyx, against the server named by the first argument; prints what it saw as JSON.

It runs in an environment of its own, for fortpyx pins libraries that are older than ours.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

fortpyx = import_module("fortpyx")
model = import_module("fortpyx.model")
FortnoxError = import_module("fortpyx.error.fortnox_error").FortnoxError


def refusal(work: Callable[[], Any]) -> list[Any]:
    """The code and the words with which the client says that it was refused."""
    try:
        work()
    except FortnoxError as error:
        return [error.error_code, error.description]
    raise AssertionError("it was not refused")


def wrapped(on: str, hours: str, code: str = "TID") -> Any:
    """The body of a write."""
    row = model.FortnoxAttendanceTransaction(EmployeeId="9978", CauseCode=code, Date=on, Hours=hours)
    return model.FortnoxAttendanceTransactionWrap(AttendanceTransaction=row)


def dumped(one: Any) -> Any:
    """A model as it would be JSON."""
    return json.loads(one.model_dump_json(by_alias=True))


def run(base_url: str) -> dict[str, Any]:
    """Every call of the service, beginning with an access token that has to be refreshed."""
    for name, path in (("BASE_URL", ""), ("TOKEN_URL", "/oauth-v1/token")):
        setattr(fortpyx.Fortpyx, f"_Fortpyx__{name}", base_url + path)
    refreshed: list[tuple[str, str]] = []
    client = fortpyx.Fortpyx(
        access_token="expired",
        refresh_token="demo-fortnox-refresh",
        client_id="demo-fortnox-client",
        client_secret="demo-fortnox-secret",
        on_token_refresh=lambda access, refresh: refreshed.append((access, refresh)),
        page_size=2,
        auto_fetch_all_pages=True,
    )
    service = client.fortnox.attendance_transactions
    created = [
        service.create_a_new_attendance_transaction(wrapped(f"2016-12-{day:02d}", str(day), "ARB"))
        for day in range(5, 10)
    ]
    listed = service.lists_all_attendance_transactions(employeeid="9978").attendance_transactions
    first = str(listed[0].id)
    seen: dict[str, Any] = {
        "created": [dumped(one.attendance_transaction) for one in created],
        "listed": [dumped(one) for one in listed],
        "one day": len(service.lists_all_attendance_transactions(date="2016-12-06").attendance_transactions),
        "by id": dumped(service.retrieve_a_specific_attendance_transaction(first).attendance_transaction),
    }
    service.retrieve_attendance_transactions("9978", "2016-12-06", "ARB")
    changed = service.update_a_single_attendance_transaction(wrapped("2016-12-05", "7.5", "OT1"), first)
    seen["updated"] = dumped(changed.attendance_transaction)
    service.delete_an_attendance_transaction(first)
    seen["gone"] = refusal(lambda: service.retrieve_a_specific_attendance_transaction(first))
    seen["again"] = refusal(lambda: service.create_a_new_attendance_transaction(wrapped("2016-12-06", "1", "ARB")))
    seen["refreshed"] = len(refreshed)
    seen["tokens by code"] = len(client.get_tokens("demo-fortnox-code", "https://here.example/"))
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(sys.argv[1])))
