"""The templates, and what all of them know."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from dagsverke.app.access import may_withdraw_document
from dagsverke.web import assets, icons, sentences
from dagsverke.web.translations import LANGUAGES, Language, language


class Templates:
    """One environment for each language, so that a template's messages are translated where they stand."""

    def __init__(self) -> None:
        self._environments = {code: _environment(code) for code in LANGUAGES}

    def render(self, template: str, spoken: Language, values: Mapping[str, Any]) -> str:
        """A template in a language."""
        return self._environments[spoken.code].get_template(template).render(values)


@cache
def _environment(code: str) -> Environment:
    """What a language's templates are compiled in, once in a process."""
    spoken = language(code)
    environment = Environment(
        loader=PackageLoader("dagsverke.web"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # comes with the extension
        spoken.gettext, spoken.ngettext, newstyle=True
    )
    environment.globals |= {
        "asset": assets.address,
        "icon": lambda name: Markup(icons.svg(name)),  # noqa: S704  # drawn by us
        "language": spoken,
        "may_withdraw_document": may_withdraw_document,
    }
    environment.filters["told"] = lambda detail: sentences.told(detail, spoken)  # what a refusal says, or would
    return environment
