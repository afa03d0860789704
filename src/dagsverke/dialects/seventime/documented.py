"""The vendor's public document of API v2 as data: what each operation takes and what its example shows."""

from functools import cache
from importlib.resources import files

from dagsverke.wire.documented import Documented, read_documented


@cache
def documented() -> tuple[Documented, ...]:
    """Every operation of the sections that are served; read when it is first asked for."""
    return read_documented(files(__package__).joinpath("documented.toml").read_text(encoding="utf-8"))
