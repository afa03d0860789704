"""What a program does with pyfortnox, against the server named by the first argument; prints what it saw as JSON."""

import json
import sys
from collections.abc import Callable
from typing import Any

import fortnox
from fortnox.errors import RequestError

KEY = ("9978", "2016-12-08", "TID")


def refusal(work: Callable[[], Any]) -> list[Any]:
    """The status and the code with which the client says that it was refused."""
    try:
        work()
    except RequestError as error:
        return [error.http_status, error.code]
    raise AssertionError("it was not refused")


def run(base_url: str) -> dict[str, Any]:
    """Every call of the service, in the order of a working day."""
    client = fortnox.Client(
        access_token="demo-fortnox-token", client_secret="demo-fortnox-secret", base_url=base_url, timeout=10
    )
    service = client.attendance_transactions
    employee, on, code = KEY
    seen: dict[str, Any] = {
        "created": service.create(EmployeeId=employee, CauseCode=code, Date=on, Hours=2),
        "retrieved": service.retrieve(*KEY),
        "updated": service.update(*KEY, Hours=8),
        "again": refusal(lambda: service.create(EmployeeId=employee, CauseCode=code, Date=on, Hours=2)),
    }
    service.create(EmployeeId=employee, CauseCode="ÖK1", Date=on, Hours="1.5")
    seen["second name"] = service.retrieve(employee, on, "ÖK1")
    seen["listed"] = service.list(employeeid=employee, date=on)
    seen["pages"] = [service.list(page=number, limit=1) for number in (1, 2, 3)]
    seen["destroyed"] = service.destroy(*KEY)
    seen["gone"] = refusal(lambda: service.retrieve(*KEY))
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(sys.argv[1])))
