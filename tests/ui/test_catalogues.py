"""The catalogues: up to date, complete, with the same placeholders, and with the plural forms of each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext

import catalogues
from oneworkforce.ui import languages

ROOT = Path(__file__).parents[2]
WELSH = ROOT / catalogues.LOCALE / "cy" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|\[[a-z ]+\]|</?[a-z][^>]*>")
CHI = re.compile(
    r"\b(chi|eich|ydych|rydych|gennych|gallwch|arnoch|wrthych|atoch|amdanoch)\b|’ch\b"
    r"|\b(?![bmf]lwch)\w+(?:wch|soch|noch|doch)\b",
    re.IGNORECASE,
)
"""Words that say “you” to an adult."""
TI = re.compile(r"\b(ti|dy|wyt|rwyt|gelli|cei|paid|arnat|amdanat|wrthot)\b", re.IGNORECASE)
LEFT_OUT = {"%(own_word)s": "what a partnership calls itself is English; Welsh says “y bartneriaeth” for all"}
YOUNG = re.compile(r"/questionnaires/young/|letters/young\.py")
FOR_YOUNG_PEOPLE_ALONE = {
    "Are you younger than %(age)s? Then a parent, a carer or your school has to say yes first.",
    "If somebody is hurting you, do not wait: tell a grown-up whom you trust, or call %(call)s on %(number)s. It is "
    "free. If you are in danger now, call %(danger)s.",
    "Say how old you are.",
    "Tick that somebody has said yes, or ask them first and come back.",
    "Many people work with you.",
}
FOR_ADULTS = (
    *("Read the words", "Sit so that they can", "If they tell you", "Many people work with your", "What is it like"),
    *("Teachers, nurses, health visitors", "How well do they help your family", "Grown-up:", "For the grown-up:"),
)
"""Said to the adult who helps a young person or sits with a child, or on parents' pages alone."""


@pytest.fixture(scope="module")
def found() -> Catalog:
    """Every text in the sources."""
    return catalogues.extracted(ROOT)


@pytest.fixture(scope="module")
def welsh() -> Catalog:
    """The Welsh catalogue as it stands."""
    return catalogues.read(WELSH)


def texts(message: Message) -> Iterator[tuple[str, str]]:
    """Each translation of a message with the text that it stands for: of plural forms, the plural one."""
    if isinstance(message.id, tuple | list):
        for said in message.string:
            yield message.id[1], said
    else:
        yield message.id, message.string


def test_every_language_has_a_catalogue() -> None:
    assert {path.parent.parent.name for path in catalogues.files(ROOT)} == {*languages.known()} - {languages.ENGLISH}


def test_catalogues_are_up_to_date(found: Catalog, welsh: Catalog) -> None:
    wanted = {(message.id, message.context) for message in found if message.id}
    kept = {(message.id, message.context) for message in welsh if message.id and message.context != catalogues.FAMILIAR}
    assert kept == wanted, "run make messages, then translate what is new"
    plain = {message.id for message in welsh if message.context != catalogues.FAMILIAR}
    assert {message.id for message in welsh if message.context == catalogues.FAMILIAR} <= plain


def test_every_text_of_those_who_take_part_is_in_welsh(welsh: Catalog) -> None:
    missing = [message.id for message in welsh if message.id and not all(said for _id, said in texts(message))]
    assert not missing
    assert not [message.id for message in welsh if message.id and message.fuzzy]


def test_placeholders_fields_and_tags_are_the_same(welsh: Catalog) -> None:
    faults = []
    for message in welsh:
        for english, said in texts(message) if message.id else ():
            before, after = PLACEHOLDER.findall(english), PLACEHOLDER.findall(said)
            if isinstance(message.id, tuple) and len(after) < len(before):
                continue  # “no one”, where a language has a form for none
            if sorted(one for one in before if one not in LEFT_OUT) != sorted(after):
                faults.append((english, said))
    assert not faults


def test_a_percent_sign_is_never_left_alone(welsh: Catalog) -> None:
    for message in welsh:
        for _english, said in texts(message) if message.id else ():
            assert not re.search(r"%(?!\(\w+\)s|%)", said), said


def test_quotes_and_spaces_are_as_we_write_them(welsh: Catalog) -> None:
    for message in welsh:
        for english, said in texts(message) if message.id else ():
            assert "'" not in said, said
            assert said == said.strip(), said
            assert "  " not in said, said
            if english[-1:] in ".?!:…" and not english.endswith("no."):
                assert said[-1:] in ".?!:…", said


def test_young_people_are_spoken_to_as_ti(welsh: Catalog) -> None:
    """Every text of their own pages that says “chi” has another that says “ti”, and no text says both."""
    without, mixed = [], []
    for message in welsh:
        for _english, said in texts(message) if message.id else ():
            young = any(YOUNG.search(place) for place, _line in message.locations)
            if message.context == catalogues.FAMILIAR:
                mixed += [said] if CHI.search(said) else []
            elif message.id in FOR_YOUNG_PEOPLE_ALONE:
                continue
            elif TI.search(said):
                only_young = young and all(YOUNG.search(place) or "consent" in place for place, _ in message.locations)
                mixed += [] if only_young and not CHI.search(said) else [said]
            elif young and CHI.search(said) and not welsh.get(message.id, catalogues.FAMILIAR):
                without.append((message.id, said))
    assert not mixed
    assert [(english, said) for english, said in without if not english.startswith(FOR_ADULTS)] == []


def test_ti_is_said_where_a_page_is_for_young_people() -> None:
    with translation.override("cy"):
        assert gettext("Your answers are saved.") == "Mae eich atebion wedi’u cadw."
        assert pgettext(languages.FAMILIAR, "Your answers are saved.") == "Mae dy atebion wedi’u cadw."


# ---------------------------------------------------------------------------------------------------------------------
# Plurals. Django's own Welsh has another rule with four forms; each catalogue is asked with its own.


@pytest.mark.parametrize("number", range(13))
def test_the_plural_forms_are_those_of_unicode(welsh: Catalog, number: int) -> None:
    categories = ("zero", "one", "two", "few", "many", "other")
    category = Locale("cy").plural_form(number)
    message = welsh.get(("about %(minutes)s minute", "about %(minutes)s minutes"))
    expected = message.string[categories.index(category)] % {"minutes": number}
    with translation.override("cy"):
        said = ngettext("about %(minutes)s minute", "about %(minutes)s minutes", number) % {"minutes": number}
    assert said == expected
    assert ("funud" if number == 2 else "munud") in said
    assert welsh.num_plurals == 6


def test_djangos_own_words_are_still_there_in_welsh() -> None:
    with translation.override("cy"):
        assert gettext("March") == "Mawrth"
        # Django's Welsh catalogue says this in four forms, by a rule of its own.
        for number in (1, 2, 5, 8, 11):
            said = ngettext("%(num)d minute", "%(num)d minutes", number)
            assert "%(num)d" in said


def test_a_run_that_changes_nothing_writes_nothing(tmp_path: Path, found: Catalog) -> None:
    target = tmp_path / catalogues.LOCALE / "cy" / "LC_MESSAGES" / "django.po"
    target.parent.mkdir(parents=True)
    target.write_bytes(WELSH.read_bytes())
    again = catalogues.up_to_date(catalogues.read(target), found)
    assert {(one.id, one.context, str(one.string)) for one in again} == {
        (one.id, one.context, str(one.string)) for one in catalogues.read(WELSH)
    }


def test_new_lost_and_changed_texts_are_found(tmp_path: Path) -> None:
    page = tmp_path / catalogues.PACKAGE / "ui" / "jinja2" / "ui"
    page.mkdir(parents=True)
    (page / "answer_base.html").write_text(
        '{{ _("One") }}{# {{ _("not this") }} {% extends "ui/answer_base.html" %} #}'
    )
    (page / "part.html").write_text("{% trans n=3 %}{{ n }} part{% pluralize %}{{ n }} parts{% endtrans %}")
    (page / "page.html").write_text(
        '{% extends "ui/answer_base.html" %}{% include "ui/part.html" %}{{ pgettext("of a day", "Save") }}'
        "{% trans %}  Two\n  lines{% endtrans %}"
    )
    (page / "staff.html").write_text('{{ _("Staff only") }}')
    folder = tmp_path / catalogues.LOCALE / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "One"\nmsgstr "Un"\n\nmsgctxt "ti"\nmsgid "One"\nmsgstr "Un ti"\n\nmsgid "Lost"\nmsgstr "Ar goll"\n\n'
        'msgid "Two line"\nmsgstr "Dwy linell"\n'
    )
    catalogues.update(tmp_path)
    with (folder / "django.po").open("rb") as file:
        catalogue = read_po(file)
    assert catalogue.get("One").string == "Un"
    assert catalogue.get("One", "ti").string == "Un ti"
    assert catalogue.get("Lost") is None
    assert catalogue.get("Staff only") is None
    assert catalogue.get("not this") is None
    assert catalogue.get("Two lines").fuzzy
    assert catalogue.get(("%(n)s part", "%(n)s parts")) is not None
    assert catalogue.get("Save", "of a day") is not None
    catalogues.compile_all(tmp_path)
    assert (folder / "django.mo").exists()
