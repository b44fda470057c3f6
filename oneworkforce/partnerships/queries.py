from __future__ import annotations

from django.db.models import ProtectedError
from django.db.models.deletion import Collector

from oneworkforce.partnerships.models import Partnership, StaffGroup


def find_partnership(key: str) -> Partnership | None:
    """For public pages, which anybody may see."""
    return Partnership.objects.filter(key=key).first()


def has_answers(group: StaffGroup) -> bool:
    """Whether the group can't be removed any more, because somebody has started to answer."""
    try:
        Collector(using="default").collect([group])
    except ProtectedError:
        return True
    return False
