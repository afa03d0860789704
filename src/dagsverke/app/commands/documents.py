"""Documents: files and folders on a row, such as a work order's drawings."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from dagsverke.app.ports import Record, UnitOfWork
from dagsverke.app.references import existing, refer, refer_by_key, require
from dagsverke.domain.errors import Conflict, Malformed

Given = Mapping[str, Any]
OWNER_KINDS = frozenset(
    {
        "customer",
        "expense",
        "invoice",
        "machine",
        "machine_entry",
        "project",
        "purchase_order",
        "quote",
        "supplement_order",
        "supplier_invoice",
        "work_order",
    }
)
"""The tables whose rows have documents."""

NAME_LENGTH_MAX = 255
CONTENT_TYPE_LENGTH_MAX = 255
CONTENT_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+ *(?:;[\x20-\x7e]*)?")
_UNSEEN = frozenset({"Cc", "Zl", "Zp"})


def record(work: UnitOfWork, target: Given, change: Given) -> Given:  # noqa: ARG001  # every command has the same shape
    """Record a file that is on the shelf (``content``), or a folder where there is neither content nor type.

    Seven Time, Upload a document. A file must belong to a row; a folder may.
    """
    require(change, "created_by_key", "name")
    uploader = refer(work, "person", "created_by_key", key=change["created_by_key"])
    is_folder = not change.get("content") and not change.get("content_type")
    if not is_folder:
        require(change, "content", "content_type", "owner_key", "owner_kind")
    folder = _folder(work, change.get("folder_key"))
    owner_kind, owner_id = _owner(work, change, folder)
    values: dict[str, Any] = {
        "owner_kind": owner_kind,
        "owner_id": owner_id,
        "folder_id": folder["id"] if folder else None,
        "name": _name(change["name"]),
        "is_folder": is_folder,
        "created_by_id": uploader["id"],
        "modified_by_id": uploader["id"],
    }
    if not is_folder:
        kept = change["content"]
        values |= {"content_type": _content_type(change["content_type"]), "digest": kept.digest, "size": kept.size}
    return {"id": work.add("document", values)}


def withdraw(work: UnitOfWork, target: Given, change: Given) -> Given:
    """Withdraw a file from the row that has it; who did it is optional, but checked. Absent where there is none.

    It leaves a tombstone and an event, and is shown and sent no more: links that were signed lead nowhere. Its bytes
    stay on the shelf for as long as the tombstone names them, which is for good (``app.files.sweep`` spares them).

    What is attested, invoiced, sent or on a locked day is closed to change, but not to documents: as they may be filed
    on it, they may be withdrawn. Folders stay.
    """
    document = existing(work, "document", "key", key=target["key"], is_folder=False)
    by_id = refer_by_key(work, "person", "deleted_by_key", change.get("deleted_by_key"))
    work.withdraw("document", document, by_id)
    return {"id": document["id"]}


def _folder(work: UnitOfWork, key: str | None) -> Record | None:
    if not key:
        return None
    folder = refer(work, "document", "folder_key", key=key)
    if not folder["is_folder"]:
        raise Malformed("reference", "folder_key", "names a file, not a folder")
    return folder


def _owner(work: UnitOfWork, change: Given, folder: Record | None) -> tuple[str | None, int | None]:
    """The row that has the document; a folder within a folder goes where that one is, unless said."""
    if not change.get("owner_key") and not change.get("owner_kind"):
        return (folder["owner_kind"], folder["owner_id"]) if folder else (None, None)
    require(change, "owner_key", "owner_kind")
    kind = change["owner_kind"]
    if kind not in OWNER_KINDS:
        raise Malformed("reference", "owner_key", "names nothing in this company")
    owner = kind, int(refer(work, kind, "owner_key", key=change["owner_key"])["id"])
    if folder and folder["owner_kind"] is not None and (folder["owner_kind"], folder["owner_id"]) != owner:
        raise Conflict("reference", "folder_key", "is a folder of something else")
    return owner


def _name(name: str) -> str:
    """As it was given, slashes and dots too: it is shown and sent, and never names a path."""
    if len(name) > NAME_LENGTH_MAX:
        raise Malformed("range", "name", f"must be at most {NAME_LENGTH_MAX} characters")
    if not name.strip() or any(unicodedata.category(one) in _UNSEEN for one in name):
        raise Malformed("characters", "name", "must be visible characters in one line")
    return name


def _content_type(text: str) -> str:
    if len(text) > CONTENT_TYPE_LENGTH_MAX or not CONTENT_TYPE.fullmatch(text):
        raise Malformed("range", "content_type", "must be a media type such as application/pdf")
    return text
