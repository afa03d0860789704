"""Papers behind links that need no key: who knows the link of a quote or an order may see and answer it."""

from dagsverke.app.access import Principal
from dagsverke.app.ports import Record, Store
from dagsverke.domain.errors import Absent

DOOR = "link"
"""The door of events that came through a link."""
_NO_CREDENTIAL = 0
LINK_LENGTH_MIN, LINK_LENGTH_MAX = 20, 100


async def find(store: Store, table: str, link: str) -> Record:
    """The live paper of any company that has this link; whatever else is asked for is not there."""
    found = None
    if LINK_LENGTH_MIN <= len(link) <= LINK_LENGTH_MAX and link.isascii():
        found = await store.look_up(lambda directory: directory.public_paper(table, link))
    if found is None:
        raise nothing()
    return found


def guest(company_id: int) -> Principal:
    """Whoever holds a link of a company's."""
    return Principal(company_id, _NO_CREDENTIAL, DOOR)


def nothing() -> Absent:
    """The refusal of a link that leads nowhere."""
    return Absent("link", None, "there is nothing at this address")
