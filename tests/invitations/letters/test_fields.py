"""Fields in square brackets: mistyped ones are named with the nearest there is, and values are never read."""

from __future__ import annotations

import pytest

from oneworkforce.invitations.letters.defaults import default_letter
from oneworkforce.invitations.letters.fields import (
    FIELDS,
    Piece,
    faults_of_body,
    faults_of_subject,
    one_line,
    paragraphs,
)
from oneworkforce.invitations.letters.kinds import FAMILIES, LetterKind, kind_for, letter_languages

EVERY_KIND = [kind_for(kind, audience) for kind in LetterKind for audience in ("", *FAMILIES)]


@pytest.mark.parametrize("body", ["Go to [link]", "[LINK]", "[ Link ]\n\nDear [name],", "[stop   reminders] [link]"])
def test_known_fields_are_fine_however_they_are_typed(body: str) -> None:
    assert faults_of_body(body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[link] Dear [nmae],", "There is no field [nmae]. Did you mean [name]?"),
        ("[link] [minuts]", "There is no field [minuts]. Did you mean [minutes]?"),
        ("[link] [stop reminder]", "There is no field [stop reminder]. Did you mean [stop reminders]?"),
        ("[link] [xyzzy]", "There is no field [xyzzy]. Choose one from the list, or use round brackets."),
        ("[link] [name", "One square bracket is alone."),
        ("[link] name]", "One square bracket is alone."),
        ("[link] [[name]]", "One square bracket is alone."),
        ("Dear [name],", "Put [link] where"),
        ("[link] [lnk]", "Did you mean [link]?"),
    ],
)
def test_each_mistake_is_said(body: str, said: str) -> None:
    faults = faults_of_body(body)
    assert len(faults) == 1
    assert said in faults[0]


@pytest.mark.parametrize("field", ["link", "code", "code page", "stop reminders"])
def test_what_opens_something_does_not_stand_in_a_subject(field: str) -> None:
    assert faults_of_subject(f"Hello [{field}]") == [f"You can’t use [{field}] in the subject."]
    assert faults_of_subject("Hello [name] of [partnership]") == []


@pytest.mark.parametrize("language", letter_languages())
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_letters_that_we_wrote_are_whole_in_every_language(kind: str, language: str) -> None:
    subject, body = default_letter(kind, language)
    assert faults_of_subject(subject) == []
    assert faults_of_body(body) == []
    assert 0 < len(subject) <= 150
    assert len(body) <= 6000


@pytest.mark.parametrize("language", letter_languages())
def test_a_translation_has_the_same_fields(language: str) -> None:
    for kind in EVERY_KIND:
        english, other = (default_letter(kind, code)[1] for code in ("en-gb", language))
        for field in FIELDS:
            assert english.count(f"[{field}]") == other.count(f"[{field}]"), (kind, field)


def test_a_value_is_filled_in_once_and_never_read() -> None:
    values = {"name": "[link] <b>Kim</b>", "link": "https://x/"}
    assert paragraphs("Dear [name],\n\n[link]", values) == [
        (Piece("Dear "), Piece("[link] <b>Kim</b>", "name"), Piece(",")),
        (Piece("https://x/", "link"),),
    ]


def test_blank_lines_make_paragraphs_and_an_empty_value_alone_leaves_none() -> None:
    values = {"purpose": ""}
    found = paragraphs("One\r\n\r\n[purpose]\n \n\nTwo\nlines", values)
    assert found == [(Piece("One"),), (Piece("Two\nlines"),)]


def test_a_subject_stays_on_one_line_whatever_a_name_holds() -> None:
    assert one_line("For [name]", {"name": "Kim\r\nBcc: all@example.org"}) == "For Kim Bcc: all@example.org"
