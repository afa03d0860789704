"""The icons, drawn as lines in the colour of the text around them (``icons.toml``)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_ATTRIBUTES = (
    'class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" '
    'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"'
)


@cache
def svg(name: str) -> str:
    """An icon as SVG; hidden from who listens to the page, for a word stands beside it or on its button."""
    return f'<svg {_ATTRIBUTES}><path d="{_paths()[name]}"/></svg>'


@cache
def _paths() -> Mapping[str, str]:
    return tomllib.loads(files("dagsverke.web").joinpath("icons.toml").read_text(encoding="utf-8"))
