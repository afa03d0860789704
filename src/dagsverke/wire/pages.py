"""The pages below ``/docs``: every dialect, readable in any browser, without scripts and without anything fetched."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from dagsverke.wire.core import Core
from dagsverke.wire.prose import prose_of
from dagsverke.wire.resource import Dialect


def index_page(dialects: Sequence[Dialect], version: str) -> str:
    """The page that leads to all others."""
    return _templates().get_template("index.html").render(dialects=dialects, version=version)


def dialect_page(dialect: Dialect, core: Core) -> str:  # noqa: ARG001  # every page is made alike
    """One dialect: its operations, parameters, properties, refusals and quirks."""
    return _templates().get_template("dialect.html").render(prose=prose_of(dialect))


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("dagsverke.wire"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
