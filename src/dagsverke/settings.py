"""Settings: one frozen record, read from the environment or a file. Only ``main`` imports this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "DAGSVERKE_"
FILE_VARIABLE = "DAGSVERKE_SETTINGS"
TEST_PREFIX = "DAGSVERKE_TEST_"
"""Variables of the project's own tests, which say nothing to the server."""

DIGITS_MAX = 9
_WORDS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}


class UnreadableSetting(Exception):  # said as a sentence to whoever started the program
    """A setting that cannot be read; the message names it and says what it may be."""


def _setting(default: Any, doc: str, **limits: Any) -> Any:
    return field(default=default, metadata={"doc": doc, **limits})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the server is told from outside. Each field is ``DAGSVERKE_<NAME>``, or ``<name>`` in the file."""

    database_url: str = _setting(
        "sqlite:///dagsverke.db",
        "Where the data is: `sqlite:///` and a path (relative to the working directory), or `postgresql://…`.",
        begins=("sqlite:///", "postgresql://", "postgres://"),
    )
    host: str = _setting("127.0.0.1", "The address to listen on; `0.0.0.0` for every interface.")
    port: int = _setting(8321, "The port to listen on; 0 takes a free one.", most=65_535)
    workers: int = _setting(1, "Server processes. More than one only on PostgreSQL.", least=1, most=256)
    rate_limit: bool = _setting(True, "Whether each API's documented rate limit holds.")  # noqa: FBT003  # a default
    body_limit_mb: int = _setting(10, "The largest request body, in megabytes.", least=1, most=4096)
    files_dir: str = _setting("", "The folder of uploaded files; by default beside the database.")
    file_limit_mb: int = _setting(25, "The largest file that may be uploaded, in megabytes.", least=1, most=1024)
    log_requests: bool = _setting(True, "Whether each request is a line in the log.")  # noqa: FBT003  # a default
    log_level: str = _setting(
        "info", "The least severe line that is logged.", choices=("debug", "info", "warning", "error")
    )
    console: bool = _setting(False, "Whether the last calls of each company are kept.")  # noqa: FBT003  # a default
    keep_alive_s: int = _setting(75, "Seconds for which an idle connection is kept.", least=1, most=3600)
    shutdown_s: int = _setting(20, "Seconds that requests under way get when the server is stopped.", most=3600)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment; those of the file it names apply where the environment is silent.

    Raises UnreadableSetting for a value that is not what the setting takes, and for a name that is no setting.
    """
    known = {one.name: one for one in fields(Settings)}
    values: dict[str, Any] = {}
    for name, given in {**_from_file(environment.get(FILE_VARIABLE)), **_from_environment(environment)}.items():
        label, raw = given
        if name not in known:
            raise UnreadableSetting(f"{label} is not a setting")
        values[name] = _value(label, raw, type(known[name].default), known[name].metadata)
    return Settings(**values)


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[str, Any]]:
    return {
        name.removeprefix(PREFIX).lower(): (name, value)
        for name, value in environment.items()
        if name.startswith(PREFIX) and name != FILE_VARIABLE and not name.startswith(TEST_PREFIX)
    }


def _from_file(path: str | None) -> dict[str, tuple[str, Any]]:
    if not path:
        return {}
    try:
        with Path(path).open("rb") as file:
            content = tomllib.load(file)
    except OSError as error:
        raise UnreadableSetting(f"{FILE_VARIABLE}: {path} cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableSetting(f"{FILE_VARIABLE}: {path} is not TOML: {error}") from error
    return {name: (f"{name} in {path}", value) for name, value in content.items()}


def _value(label: str, raw: Any, kind: type, limits: Mapping[str, Any]) -> Any:
    """The value in its own type; text is read, for the environment has nothing else."""
    if kind is bool:
        value = raw if isinstance(raw, bool) else _WORDS.get(str(raw).strip().lower())
        if value is None:
            raise UnreadableSetting(f"{label} must be true or false, not {raw!r}")
        return value
    if kind is int:
        return _whole(label, raw, limits.get("least", 0), limits["most"])
    if not isinstance(raw, str) or not raw.strip():
        raise UnreadableSetting(f"{label} must be text, not {raw!r}")
    if "begins" in limits and not raw.startswith(limits["begins"]):
        raise UnreadableSetting(f"{label} must begin with {' or '.join(limits['begins'])}")
    if "choices" not in limits:
        return raw
    if raw.lower() not in limits["choices"]:
        raise UnreadableSetting(f"{label} must be one of {', '.join(limits['choices'])}, not {raw!r}")
    return raw.lower()


def _whole(label: str, raw: Any, least: int, most: int) -> int:
    text = str(raw).strip()
    is_number = not isinstance(raw, bool) and text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX
    if not is_number or not least <= int(text) <= most:
        raise UnreadableSetting(f"{label} must be a whole number from {least} to {most}, not {raw!r}")
    return int(text)
