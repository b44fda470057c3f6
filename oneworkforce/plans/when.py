"""Dates out of words: what a plan's "when" can be understood to mean, and nothing more.

A date is only understood when the whole text is, and when a year is written: "W/B 26th January '09" is seven days,
"February / March 2027" runs from the first day of one month to the last of the other, "- 1 June 2027" has an end alone.
"January 23 - March 31" names no year, so nothing is understood, whatever the year of the assessment: a plan shows the
words as they were written, and a wrong date would be worse than none. Of two dates with one year between them, the
other takes the nearest year that keeps them in order ("December / January 2027" starts in 2026). Numbers are read day
first. "W/B" before the first of two dates counts for the second where that is the same day of the week.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK = timedelta(days=6)

_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_DAY = r"0?[1-9]|[12]\d|3[01]"
_YEAR = r"(?:19|20)\d\d"
_DAY_FIRST = rf"(?P<day>{_DAY})(?: (?P<month>{_MONTH})\.?(?: (?P<year>{_YEAR}))?)?"
_MONTH_FIRST = rf"(?P<month>{_MONTH})\.?(?: (?P<day>{_DAY}))?(?: (?P<year>{_YEAR}))?"
_DAY_AND_YEAR = rf"(?P<day>{_DAY}) (?P<year>{_YEAR})"
_YEAR_ALONE = rf"(?P<year>{_YEAR})"
_FORMS = tuple(
    re.compile(rf"(?:(?P<week>wb|we) )?(?:(?P<weekday>{_WEEKDAY}) )?{form}", re.ASCII)
    for form in (_DAY_FIRST, _MONTH_FIRST, _DAY_AND_YEAR, _YEAR_ALONE)
)

_TYPOGRAPHY = str.maketrans({**dict.fromkeys("‘’ʼ´`′", "'"), **dict.fromkeys("‐‑‒–—−", "-"), ",": " "})
_NUMBERS = re.compile(rf"(?<![\w/.-])(\d\d?)([/.])(\d\d?)\2({_YEAR}|\d\d)(?![\w/.-]|:\d)", re.ASCII)
_ISO = re.compile(rf"(?<![\w/.-])({_YEAR})-(\d\d)-(\d\d)(?![\w/.]|:\d)", re.ASCII)
_SHORT_YEAR = re.compile(rf"\b({_DAY}) ({_MONTH})\.? (\d\d)\b(?!:|\.\d)", re.ASCII)
_UNTIL = re.compile(r"(?:until|till|by|up to|no later than)\b:? ?")
_FROM = re.compile(r"(?:from|since|starting)\b:? ?")
_ONWARDS = re.compile(r" ?(?:-|and|&)? ?(?:onwards?|ongoing)$")
_BETWEEN = re.compile(r" ?(?:-|/|&|\bto\b|\band\b|\buntil\b|\btill\b) ?")


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day; None where it is open or not understood."""

    starts_on: date | None = None
    ends_on: date | None = None


NOTHING = Span()


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day, a month or a year as written; ``week`` says that seven days begin ("wb") or end ("we") with it."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    week: str | None = None
    month_first: bool = False

    def first(self) -> date:
        """Its first day. :raises ValueError: when there is no such day."""
        assert self.year  # noqa: S101 (resolved before)
        start = self._named(date(self.year, self.month or 1, self.day or 1))
        return start - WEEK if self.week == "we" else start

    def last(self) -> date:
        """Its last day. :raises ValueError: when there is no such day."""
        assert self.year  # noqa: S101 (resolved before)
        month = self.month or 12
        end = self._named(date(self.year, month, self.day or monthrange(self.year, month)[1]))
        return end + WEEK if self.week == "wb" else end

    def _named(self, day: date) -> date:
        if self.weekday is not None and day.weekday() != self.weekday:
            raise ValueError("another day of the week")
        return day

    def place_in_year(self) -> tuple[int, int]:
        """For putting two moments of one year in order."""
        return self.month or 0, self.day or 0


def understand(text: str) -> Span:
    """The days that a plan's "when" means, as far as they are certain.

    :return: a `Span` whose first day is never after its last; `NOTHING` when any part is not understood.
    """
    try:
        return _span(_plain(text))
    except (ValueError, OverflowError):
        return NOTHING


def _plain(text: str) -> str:
    plain = " ".join(text.translate(_TYPOGRAPHY).casefold().split())
    plain = _NUMBERS.sub(lambda found: _spelt(found[1], found[3], _four_digits(found[4])), plain)
    plain = _ISO.sub(lambda found: _spelt(found[3], found[2], found[1]), plain)
    plain = re.sub(r"\b(?:w/b|w/c|week (?:beginning|commencing|starting))\b:?", " wb ", plain)
    plain = re.sub(r"\b(?:w/e|week ending)\b:?", " we ", plain)
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b(?: of\b)?", "", plain)
    plain = re.sub(r"'(\d\d)\b(?!')", lambda found: f" {_four_digits(found[1])} ", plain)
    plain = " ".join(plain.split())
    return _SHORT_YEAR.sub(lambda found: f"{found[1]} {found[2]} {_four_digits(found[3])}", plain)


def _spelt(day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= 12:
        raise ValueError("no such month")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def _four_digits(year: str) -> str:
    if len(year) == 4:
        return year
    return f"20{year}" if int(year) < 80 else f"19{year}"


def _span(plain: str) -> Span:
    if opening := _UNTIL.match(plain):
        return Span(None, _single(plain[opening.end() :]).last())
    if opening := _FROM.match(plain):
        rest = plain[opening.end() :]
        if not _BETWEEN.search(rest):
            return Span(_single(rest).first(), None)
        plain = rest
    if closing := _ONWARDS.search(plain):
        return Span(_single(plain[: closing.start()]).first(), None)
    sides = _BETWEEN.split(plain)
    if len(sides) == 1:
        moment = _single(plain)
        return Span(moment.first(), moment.last())
    if len(sides) > 2:
        raise ValueError("more than two dates")
    if not sides[0]:
        return Span(None, _single(sides[1]).last())
    if not sides[1]:
        return Span(_single(sides[0]).first(), None)
    return _range(_moment(sides[0]), _moment(sides[1]))


def _single(plain: str) -> _Moment:
    moment = _moment(plain)
    if moment.year is None or (moment.day and not moment.month):
        raise ValueError("no year")
    return moment


def _range(left: _Moment, right: _Moment) -> Span:
    left, right = _complete(left, right)
    span = Span(left.first(), right.last())
    if left.first() > right.first() or left.last() > right.last():
        raise ValueError("ends before it starts")
    return span


def _complete(left: _Moment, right: _Moment) -> tuple[_Moment, _Moment]:
    """Give each side the month and year that only the other has."""
    if left.month_first and left.day and not left.year and right.month and not right.day:
        raise ValueError("“January 10 - March 2011”: a day or a year?")
    if right.month is None and left.month_first and left.day and not left.year:
        right = replace(right, month=left.month)
    if left.month is None and left.day and not left.year:
        left = replace(left, month=right.month, week=left.week)
    if not left.month or not right.month:
        raise ValueError("a month is missing")
    if left.year is None and right.year is not None:
        later = left.place_in_year() > right.place_in_year() and left.month != right.month
        left = replace(left, year=right.year - later)
    elif right.year is None and left.year is not None:
        earlier = right.place_in_year() < left.place_in_year() and left.month != right.month
        right = replace(right, year=left.year + earlier)
    if left.year is None:
        raise ValueError("no year")
    if left.week and right.week is None and right.day and left.first().weekday() == right.first().weekday():
        right = replace(right, week=left.week)
    return left, right


def _moment(plain: str) -> _Moment:
    for form in _FORMS:
        if found := form.fullmatch(plain.strip()):
            return _read(found)
    raise ValueError("not a date")


def _read(found: re.Match[str]) -> _Moment:
    parts = found.groupdict()
    day, month, year = parts.get("day"), parts.get("month"), parts.get("year")
    month_first = bool(month) and (not day or found.start("month") < found.start("day"))
    if month_first and day and not year and day.startswith("0"):
        raise ValueError("“January 09”: a day or a year?")
    if (parts["week"] or parts["weekday"]) and not day:
        raise ValueError("a week begins on a day")
    return _Moment(
        day=int(day) if day else None,
        month=MONTHS.index(month[:3]) + 1 if month else None,
        year=int(year) if year else None,
        weekday=WEEKDAYS.index(parts["weekday"][:3]) if parts["weekday"] else None,
        week=parts["week"],
        month_first=month_first,
    )
