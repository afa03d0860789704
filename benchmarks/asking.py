"""What the servers are asked: requests of one kind, spread over the data by a seed."""

import http.client
import json
import random
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from benchmarks.data.firm import COMPANY_KEY, CONNECT_KEY, LOGIN, SECRET, Firm, read_once
from benchmarks.data.words import HOUSES, STREETS, SURNAMES
from benchmarks.load import HOST, request
from benchmarks.sizes import Sizes, days_between
from dagsverke.app.queries import Page, Query

KINDS = 2_000
"""So many different requests of one kind."""
PLACES = 20
"""From so many places, evenly spread, the keys are taken."""
HEADERS = {"Client-Secret": SECRET}
TIME_LOGS = "/api/2/timeLogs"
CUSTOMERS, PROJECTS, WORK_ORDERS = "/api/2/customers", "/api/2/projects", "/api/2/workOrders"
TIME_BALANCE = "/Personell/Time/TimeBalance"
CUSTOMER_INVOICES = "/Economy/CustomerInvoices/Filter"
RECENT_DAYS = 90
CODES = ("TID", "TID", "TID", "TID", "OK1", "OT1", "RES", "SEM")


def gets(url: str, sizes: Sizes) -> list[bytes]:
    """One time log by its key, each time another."""
    pages = [Page(sizes.entries // PLACES * number, KINDS // PLACES) for number in range(PLACES)]
    order = (("begins_at", False),)
    keys = read_once(
        url,
        lambda reader: [
            row[0] for page in pages for row in reader.select(Query("time_entry", ("key",), (), order, page)).rows
        ],
    )
    random.Random(5).shuffle(keys)
    return [request("GET", f"{TIME_LOGS}/{key}", HEADERS) for key in keys]


def pages_of_person(firm: Firm) -> list[bytes]:
    """A hundred time logs of one person, the latest first, and how many there are."""
    chance, keys = random.Random(5), firm.person_texts("key")
    query = "user={}&sortBy=timestamp&sortDirection=descending&limit=100&page={}"
    targets = [query.format(chance.choice(keys), chance.randrange(1, 6)) for _ in range(KINDS)]
    return [request("GET", f"{TIME_LOGS}?{target}", HEADERS) for target in targets]


def pages_since(sizes: Sizes) -> list[bytes]:
    """A hundred time logs since some time of the last two years, the earliest first, and how many there are."""
    chance, days = random.Random(5), days_between(sizes.first_on, sizes.last_on)[-730:-60]
    query = "timestamp={}%20{:02d}:00&sortBy=timestamp&limit=100&page={}"
    targets = [
        query.format(chance.choice(days).isoformat(), chance.randrange(24), chance.randrange(1, 11))
        for _ in range(KINDS)
    ]
    return [request("GET", f"{TIME_LOGS}?{target}", HEADERS) for target in targets]


def searches_of_time_logs() -> list[bytes]:
    """A hundred of the time logs whose description names a house, of some hundreds in a million, and how many."""
    houses = [f"{street} {number}" for street in STREETS for number in range(1, HOUSES + 1)]
    return _searches(f"{TIME_LOGS}?limit=100&description={{}}", houses)


def searches_of_customers() -> list[bytes]:
    """A hundred of the customers whose name contains a surname, of some hundreds in 100,000, and how many."""
    return _searches(f"{CUSTOMERS}?limit=100&name={{}}", SURNAMES)


def _searches(target: str, parts: Sequence[str]) -> list[bytes]:
    shuffled = random.Random(5).sample(parts, len(parts))
    return [request("GET", target.format(quote(part.lower())), HEADERS) for part in shuffled]


def pages(path: str) -> list[bytes]:
    """A hundred rows with all that belongs to them, as deep as pages of time logs are asked for, and how many."""
    return [request("GET", f"{path}?limit=100&page={page}", HEADERS) for page in range(1, 11)]


def creates(firm: Firm, sizes: Sizes) -> list[bytes]:
    """A new time log of some person on some day of the last three months."""
    chance, keys = random.Random(5), firm.person_texts("key")
    days = days_between(sizes.first_on, sizes.last_on)[-RECENT_DAYS:]
    causes = firm.company.causes_by_code
    bodies = [
        {
            "createdByUser": keys[0],
            "user": chance.choice(keys),
            "timestamp": f"{chance.choice(days)} {chance.randrange(5, 15):02d}:{chance.randrange(60):02d}",
            "time": chance.randrange(1, 33) / 4,
            "timeCategory": causes[chance.choice(CODES)].key,
            "description": "Städning, trapphus",
        }
        for _ in range(KINDS)
    ]
    return [request("POST", TIME_LOGS, HEADERS, json.dumps(body).encode()) for body in bodies]


def pages_of_invoices(port: int, sizes: Sizes) -> list[bytes]:
    """The first hundred invoices, with their rows, since some day of the last two years; signs in for the token."""
    chance, days = random.Random(5), days_between(sizes.first_on, sizes.last_on)[-730:-60]
    heads = {"Content-Type": "application/json"}
    bodies = [{"InvoiceDateFrom": chance.choice(days).isoformat(), "IncludeVoucher": True} for _ in range(KINDS)]
    target = f"{CUSTOMER_INVOICES}?{_signed_in(port)}"
    return [request("POST", target, heads, json.dumps(body).encode()) for body in bodies]


def balances(port: int, firm: Firm, sizes: Sizes) -> list[bytes]:
    """Every time account of everybody at the end of the last day; signs in for the token."""
    numbers = ",".join(firm.person_texts("employee_number"))
    codes = quote(",".join(firm.time_codes), safe=",")
    query = f"{_signed_in(port)}&date={sizes.last_on}&employeeNrsStrings={numbers}&code={codes}"
    return [request("GET", f"{TIME_BALANCE}?{query}")]


def _signed_in(port: int) -> str:
    """The credentials of SoftOne's queries."""
    keys = f"companyApiKey={COMPANY_KEY}&connectApiKey={CONNECT_KEY}"
    signed = send(port, request("GET", f"/Login/Token?{keys}&loginName={LOGIN}&password={LOGIN}"))
    return f"{keys}&token={signed['Token']}"


def send(port: int, raw: bytes) -> Any:
    """The document that a request is answered with."""
    return json.loads(send_raw(port, raw))


def send_raw(port: int, raw: bytes) -> bytes:
    """The body of the reply to a request, which must be 200."""
    head, _, body = raw.partition(b"\r\n\r\n")
    line, *fields = head.decode().split("\r\n")
    method, target, _ = line.split(" ")
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    try:
        connection.request(method, target, body or None, dict(one.split(": ", 1) for one in fields))
        reply = connection.getresponse()
        said = reply.read()
    finally:
        connection.close()
    assert reply.status == 200, said[:600]
    return said


def assert_alike(port: int, other: int, requests: Sequence[bytes], count: int = 5) -> None:
    """Two servers answer the same rows in the same order, and the same total."""
    for raw in requests[:count]:
        ours, theirs = (send(one, raw) for one in (port, other))
        assert ours.get("meta") == theirs.get("meta"), (ours.get("meta"), theirs.get("meta"))
        for one, another in zip(_rows(ours), _rows(theirs), strict=True):
            assert one == another, {
                name: (one[name], another.get(name)) for name in one if one[name] != another.get(name)
            }


def _rows(document: Any) -> list[dict[str, Any]]:
    data = document["data"]
    return data if isinstance(data, list) else [data]
