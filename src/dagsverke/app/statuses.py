"""The statuses that a project or a work order can have."""

from dagsverke.app.ports import Reader, Record


def first_status(reader: Reader, kind: str) -> Record | None:
    """The status of a new row of this kind: the active one of the lowest code, None where there is none."""
    found = reader.find_all("status", kind=kind, is_active=True)
    return min(found, key=lambda one: int(one["code"]), default=None)
