"""Styles and scripts: our own, and those that npm installed; served under names that change with their content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response

INSTALLED = "installed"
"""The folder of what npm installs; git-ignored."""
REQUIRED = ("htmx.min.js", "uPlot.iife.min.js", "uPlot.min.css")
PATH = "/assets/{name}"
_MEDIA = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_FOREVER = {"cache-control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is served."""

    name: str
    media: str
    content: bytes


def are_installed() -> bool:
    """Whether npm has put in place what the pages need."""
    folder = _package().joinpath(INSTALLED)
    return all(folder.joinpath(name).is_file() for name in REQUIRED)


@cache
def assets() -> Mapping[str, Asset]:
    """Every asset by the name that pages use (``app.css``, ``app.js``, ``htmx.js``, ``uplot.js``)."""
    package = _package()
    installed = package.joinpath(INSTALLED)
    bundles = {
        "app.css": [installed.joinpath("uPlot.min.css"), *_sorted(package.joinpath("styles"), ".css")],
        "app.js": _sorted(package.joinpath("scripts"), ".js"),
        "htmx.js": [installed.joinpath("htmx.min.js")],
        "uplot.js": [installed.joinpath("uPlot.iife.min.js")],
        "icon.svg": [package.joinpath("styles", "icon.svg")],
    }
    return {name: _asset(name, parts) for name, parts in bundles.items()}


def address(name: str) -> str:
    """Where an asset is served."""
    return PATH.format(name=assets()[name].name)


async def serve(request: Request) -> Response:
    """Answer a request for an asset, by the name of its content."""
    by_name = {one.name: one for one in assets().values()}
    found = by_name.get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    return Response(found.content, media_type=found.media, headers=_FOREVER)


def _asset(name: str, parts: list[Traversable]) -> Asset:
    content = b"\n".join(part.read_bytes() for part in parts)
    stem, _, ending = name.partition(".")
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Asset(f"{stem}.{digest}.{ending}", _MEDIA[ending], content)


def _sorted(folder: Traversable, ending: str) -> list[Traversable]:
    return sorted((one for one in folder.iterdir() if one.name.endswith(ending)), key=lambda one: one.name)


def _package() -> Traversable:
    return files("dagsverke.web")
