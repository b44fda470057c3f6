"""What a letter says to young people and parents that one to staff does not."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oneworkforce.frameworks.rules import FAMILY_AUDIENCES, YOUNG_PEOPLE
from oneworkforce.partnerships.models import Partnership
from oneworkforce.visitors.help_lines import EMERGENCY, LINES

OLD_ENOUGH_TO_ANSWER = 11
"""Years. From here on a young person may answer, with somebody's yes until the partnership's age of consent."""


def in_place_of_a_name(audience: str) -> str:
    """What somebody is called whose name is not known."""
    if audience == YOUNG_PEOPLE:
        return _("young person")
    return _("parent or carer") if audience in FAMILY_AUDIENCES else _("colleague")


def needs_a_yes(partnership: Partnership, audience: str) -> bool:
    """Whether some of an audience may answer only once somebody has said yes."""
    return audience == YOUNG_PEOPLE and partnership.consent_age > OLD_ENOUGH_TO_ANSWER


def yes_first(partnership: Partnership, audience: str) -> str:
    """Who needs somebody's yes, and how that is done here; "" where nobody does."""
    if not needs_a_yes(partnership, audience):
        return ""
    said = _("Are you younger than %(age)s? Then a parent, a carer or your school has to say yes first.") % {
        "age": partnership.consent_age
    }
    return "\n".join(line for line in (said, partnership.permission_route) if line)


def help_now(partnership: Partnership, audience: str) -> str:
    """What to do at once if something is wrong, with the partnership's own lines; "" for staff."""
    for_children, for_adults = LINES
    if audience == YOUNG_PEOPLE:
        said = _(
            "If somebody is hurting you, do not wait: tell a grown-up whom you trust, or call %(call)s on %(number)s. "
            "It is free. If you are in danger now, call %(danger)s."
        )
        line = for_children
    elif audience in FAMILY_AUDIENCES:
        said = _(
            "If you are worried about a child, do not wait: call the %(call)s on %(number)s. It is free. If a child is "
            "in danger now, call %(danger)s."
        )
        line = for_adults
    else:
        return ""
    said %= {"call": line.name, "number": line.number, "danger": EMERGENCY.number}
    return "\n".join(line for line in (said, *partnership.help_now.splitlines()) if line.strip())
