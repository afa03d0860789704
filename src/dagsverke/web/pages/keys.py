"""Keys: with what other programs come in; made and shown once, and revoked."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from dagsverke.app.commands import credentials
from dagsverke.app.ports import Reader, Record, UnitOfWork
from dagsverke.app.queries import Condition, Query
from dagsverke.app.sign_in import SIGN_IN
from dagsverke.domain.errors import Absent, Malformed, Refusal
from dagsverke.web.lists.model import Chip, Column, ListPage, Sieve
from dagsverke.web.lists.pages import routes_of
from dagsverke.web.visit import Visit, page

PATH = "/keys"
OURS = (Condition("kind", "ne", SIGN_IN),)
"""How people sign in with their own passwords is no key."""
KEYS = ListPage(
    PATH,
    "Keys",
    "admin",
    "credential",
    columns=(
        Column("name", "Name", "name"),
        Column("api", "API", "kind"),
        Column("public", "Public part", "public_id", is_shown=False),
        Column("made", "Made", "created_at", "instant"),
        Column("used", "Last used", "used_on", "day"),
        Column("revoked", "Revoked", "revoked_at", "instant"),
    ),
    sieves=(Sieve("q", "Name", "name"), Sieve("api", "API", "kind", "eq")),
    chips=(
        Chip("open", "Open", lambda _: (Condition("is_revoked", "eq", value=False),)),
        Chip("revoked", "Revoked", lambda _: (Condition("is_revoked", "eq", value=True),)),
    ),
    order=(("name", False),),
    row_path="/keys/{id}",
    new_path="/keys/new",
    new_label="New key",
    hint="Another program comes in with a key: make one for the API that it speaks.",
    where=OURS,
)
_SHOWN = ("id", "kind", "name", "public_id", "created_at", "used_on", "revoked_at")


async def show_new(visit: Visit) -> Response:
    """The form for a new key."""
    return _form(visit, {"door": visit.query.get("door", ""), "name": ""})


async def make(visit: Visit) -> Response:
    """Make a key and show its parts, this once."""
    told = {name: str(visit.form.get(name, "")).strip() for name in ("door", "name")}
    issue = visit.house.outside.doors.get(told["door"])

    def work(unit: UnitOfWork) -> Mapping[str, str]:
        if issue is None:
            raise Malformed("reference", "door", "must be one of those that take keys")
        return issue(unit, told["name"])

    try:
        parts = await visit.write(work)
    except Refusal as refusal:
        return _form(visit, told, refusal)
    headers = [one.format_map(parts) for one in visit.house.outside.headers.get(told["door"], ())]
    return visit.page("key_made.html", parts=parts, headers=headers, told=told, apis=visit.house.outside.manual)


def _form(visit: Visit, told: Mapping[str, str], refusal: Refusal | None = None) -> Response:
    outside = visit.house.outside
    status = HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY
    doors = {name: outside.manual[name].title if name in outside.manual else name for name in outside.doors}
    at, fault = ("", "") if refusal is None else (refusal.field, visit.sentence(refusal))
    return visit.page("key_new.html", status, doors=doors, told=told, fault_at=at, fault=fault)


def key_named(reader: Reader, key_id: int | None) -> Record | None:
    """A key, a revoked one too; None where there is none."""
    found = reader.select(Query("credential", _SHOWN, (*OURS, Condition("id", "eq", key_id)))).rows if key_id else ()
    return dict(zip(_SHOWN, found[0], strict=True)) if found else None


async def show(visit: Visit) -> Response:
    """One key."""
    return visit.page(
        "key.html", key=await visit.read(lambda reader: _key(reader, visit)), apis=visit.house.outside.manual
    )


async def revoke(visit: Visit) -> Response:
    """End a key now."""

    def work(unit: UnitOfWork) -> None:
        credentials.revoke(unit, _key(unit, visit)["id"])

    await visit.write(work)
    return visit.go(f"{PATH}/{visit.request.path_params['id']}")


def _key(reader: Reader, visit: Visit) -> Record:
    found = key_named(reader, visit.request.path_params["id"])
    if found is None:
        raise Absent("absent", "key", "names nothing in this company")
    return found


ROUTES = (
    page(f"{PATH}/new", "admin", show_new),
    page(f"{PATH}/new", "admin", make, "POST"),
    *routes_of(KEYS),
    page(PATH + "/{id:int}", "admin", show),
    page(PATH + "/{id:int}/revoke", "admin", revoke, "POST"),
)
