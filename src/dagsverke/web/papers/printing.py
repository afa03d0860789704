"""Setting papers with typst: a template of ours, and what it says as JSON."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, Literal

import msgspec

from dagsverke.web.files import disposition

PDF = "application/pdf"
Format = Literal["pdf", "svg", "png"]


def printed(template: str, paper: Mapping[str, Any], form: Format = "pdf") -> bytes:
    """A paper, by the name of its template; of several pages the first where it is a picture.

    Takes some tens of milliseconds: run it in a thread. What the paper says is data to the template, never a part of
    it, so that no name can be taken for code or open a file. The library is loaded when it is first needed.
    """
    sources = {"main.typ": _template(template), "paper.typ": _template("paper")}
    inputs = {"paper": msgspec.json.encode(paper).decode()}
    made: bytes | list[bytes] = import_module("typst").compile(
        sources, font_paths=_fonts(), ignore_system_fonts=True, format=form, sys_inputs=inputs
    )
    return made[0] if isinstance(made, list) else made


def inline(name: str) -> str:
    """The header Content-Disposition of a paper that is shown, and has this name where it is kept (RFC 6266)."""
    return disposition("inline", name)


@cache
def _template(name: str) -> bytes:
    return files(__package__).joinpath(f"{name}.typ").read_bytes()


@cache
def _fonts() -> Any:
    """The fonts that typst brings, and none of the machine's: a paper looks the same everywhere."""
    return import_module("typst").Fonts(include_system_fonts=False)
