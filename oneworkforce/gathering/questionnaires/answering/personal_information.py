"""Looks for what could identify somebody in a comment, so that its writer can take it out. It warns and never blocks:
the person decides, and a number that only looks like one stays if they say so."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

TEN_DIGITS = re.compile(r"(?<!\d)(\d{3})[ \-]?(\d{3})[ \-]?(\d{4})(?!\d)")
PHONE = re.compile(r"(?<![\d])(?:\+44[ \-]?(?:\(0\)[ \-]?)?|0044[ \-]?|\(?0)(?:[ \-()]*\d){9,10}(?!\d)")
POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
NAME = re.compile(r"\b[A-Z][a-z’'\-]{1,}(?: [A-Z][a-z’'\-]+)*\b")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DATE = re.compile(
    rf"\b(?:\d{{1,2}}[./\-]\d{{1,2}}[./\-](?:19|20)?\d\d"
    rf"|(?:19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})[a-z]*,? (?:19|20)?\d\d"
    rf"|(?:{MONTHS})[a-z]* \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
BORN = re.compile(r"\b(?:born|d\.?o\.?b\.?|date of birth|birthday)\b", re.IGNORECASE)
NAMES_NEAR = 60
"""Letters either side of a date within which a capitalised word that is no month or weekday is taken for a name."""
NO_NAMES = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday
    the a an on in at by from since until we i it our they this that there when after before last next every
    born date birthday dob no yes my he she his her as if but and or for with to of is was are were has have had
    some many most all one two team meeting
    """.split()  # noqa: SIM905 (a list of a hundred quoted words would be no easier to read)
)


def is_nhs_number(ten_digits: str) -> bool:
    """Whether ten digits end in the NHS number's check digit.

    It is 11 less the sum of the first nine, weighted 10 to 2, modulo 11; 11 counts as 0, and 10 is never given out.
    """
    if len(ten_digits) != 10 or not ten_digits.isdecimal() or len(set(ten_digits)) == 1:
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(ten_digits, range(10, 1, -1), strict=False))
    check = 11 - weighted % 11
    return check != 10 and int(ten_digits[9]) == check % 11


def found_in(text: str) -> list[str | Promise]:
    """What the text looks like containing, each kind named once, in words that follow “This looks like it contains”."""
    checks = (
        (_has_nhs_number(text), _l("an NHS number")),
        (PHONE.search(text) is not None, _l("a phone number")),
        (POSTCODE.search(text) is not None, _l("a postcode")),
        (EMAIL.search(text) is not None, _l("an e-mail address")),
        (_has_name_with_birth_date(text), _l("a name with a date of birth")),
    )
    return [words for there, words in checks if there]


def _has_nhs_number(text: str) -> bool:
    return any(is_nhs_number("".join(found.groups())) for found in TEN_DIGITS.finditer(text))


def _has_name_with_birth_date(text: str) -> bool:
    for date in DATE.finditer(text):
        near = text[max(0, date.start() - NAMES_NEAR) : date.start()] + " " + text[date.end() : date.end() + NAMES_NEAR]
        named = any(_is_name(found.group()) for found in NAME.finditer(near))
        # A date said to be of birth may belong to a name anywhere in a short comment.
        if named or (BORN.search(near) and any(_is_name(found.group()) for found in NAME.finditer(text))):
            return True
    return False


def _is_name(words: str) -> bool:
    return any(word.lower() not in NO_NAMES for word in words.split())
