"""The Jinja2 environment of every page."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from oneworkforce.ui import assets, fields, languages, wording
from oneworkforce.ui.compiled import CompiledTemplates
from oneworkforce.ui.offered import OFFERED


def url(name: str, *args: object, **kwargs: object) -> str:
    """`url("theme", partnership.slug, theme.id)`, or with keywords; NoReverseMatch for an unknown page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def gettext(message: str) -> str:
    return _gettext(message, translation.get_language(), languages.is_familiar())


# A page has dozens of texts, and Django looks through every catalogue for each that it has no translation of.
@lru_cache(maxsize=8192)
def _gettext(message: str, _language: str | None, familiar: bool) -> str:
    said = translation.pgettext(languages.FAMILIAR, message) if familiar else message
    return said if said != message else translation.gettext(message)


def environment(**options: Any) -> Environment:
    """Django's `TEMPLATES` setting names this. An unknown name on a page is an error."""
    options.setdefault("undefined", StrictUndefined)
    compiled_by = jinja2.__version__ + Path(__file__).read_text()
    options.setdefault("bytecode_cache", CompiledTemplates(settings.DATA_DIR / "compiled-templates", compiled_by))
    made = Environment(  # noqa: S701 - Django passes autoescape=True
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(static=assets.address, url=url, field_parts=fields.parts, first_input_id=fields.first_input_id)
    made.globals.update(
        html_lang=languages.html_lang,
        language_choices=languages.language_choices,
        language_place=languages.language_place,
    )
    made.globals.update(OFFERED)
    made.filters.update(
        date=wording.date,
        month=wording.month,
        date_and_time=wording.date_and_time,
        number=wording.number,
        points=wording.points,
        list_in_words=wording.list_in_words,
    )
    return made
