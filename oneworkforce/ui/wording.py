"""How pages write dates, numbers and lists."""

import datetime
from collections.abc import Iterable

from django.utils import formats, timezone
from django.utils.translation import gettext as _

NOTHING_TO_SHOW = "–"


def _local(value: datetime.date) -> datetime.date:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def date(value: datetime.date | None) -> str:
    """`12 July 2027` in the current time zone, or a dash."""
    return formats.date_format(_local(value), "j F Y") if value else NOTHING_TO_SHOW


def month(value: datetime.date | None) -> str:
    """`July 2027`, or a dash."""
    return formats.date_format(_local(value), "F Y") if value else NOTHING_TO_SHOW


def date_and_time(value: datetime.datetime | None) -> str:
    """`12 July 2027 at 5:30pm` in the current time zone, or a dash."""
    if value is None:
        return NOTHING_TO_SHOW
    local = _local(value)
    clock = formats.date_format(local, "g:ia").replace(".", "").replace(":00", "")
    return _("%(date)s at %(time)s") % {"date": formats.date_format(local, "j F Y"), "time": clock}


def number(value: int | None) -> str:
    """`12,408`, or a dash."""
    return f"{value:,}" if value is not None else NOTHING_TO_SHOW


def points(value: float | None) -> str:
    """Points on the 1–5 scale, to one decimal, or a dash."""
    return f"{value:.1f}" if value is not None else NOTHING_TO_SHOW


def list_in_words(items: Iterable[object]) -> str:
    """`health, schools and play`"""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
