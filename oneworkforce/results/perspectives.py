"""Whose side a dimension is seen from, and whose view of it an answer is, in words.

Staff who answer about a child's side of things say how they see it. That is said wherever their answers stand, so that
nobody takes them for what children say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.analysis import EVERYONE
from oneworkforce.frameworks import Dimension, Framework, Theme
from oneworkforce.gathering.questionnaires.figures import POOLED_AUDIENCES
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.results.standing import Standing, names_of
from oneworkforce.results.words import everyone
from oneworkforce.ui.wording import list_in_words


def perspective_of(framework: Framework, dimension: Dimension) -> str:
    """`Perspective: Child`, or `Perspectives: Team and Service`."""
    names = framework.perspectives_of(dimension)
    said = ngettext("Perspective: %(names)s", "Perspectives: %(names)s", len(names))
    return said % {"names": list_in_words(names)}


def staffs_view(name: str) -> str:
    """The name of a group of staff beside what it answered on a child's side of things."""
    return _("%(group)s (staff’s view of it)") % {"group": name}


def names_on(dimension: Dimension, groups: Sequence[StaffGroup]) -> Mapping[str, str]:
    """The name for each cell's group key on one dimension: on a child's side, staff are named as giving their view."""
    names = names_of(groups, everyone())
    if not dimension.is_childs:
        return names
    staff = {EVERYONE, *(group.key for group in groups if group.audience in POOLED_AUDIENCES)}
    return {key: staffs_view(name) if key in staff else name for key, name in names.items()}


def whose_view(standing: Standing, dimension: Dimension) -> str:
    """On a child's side: whose view staff's answers are, and whether children's own stand beside it; else ""."""
    if not dimension.is_childs:
        return ""
    if any(group.audience not in POOLED_AUDIENCES for group in standing.groups):
        return _(
            "What staff answered is staff’s view of it. What children and families say themselves stands beside it."
        )
    return _("What staff answered is staff’s view of it. No answers of children or families stand beside it.")


def childs_side(theme: Theme) -> str:
    """Which axes of a theme are a child's side, so that staff's answers there are their view of it; "" for none."""
    names = [f"“{dimension.name}”" for dimension in theme.dimensions if dimension.is_childs]
    if not names:
        return ""
    said = ngettext(
        "%(names)s is a child’s side of this theme: where staff place it is staff’s view of it.",
        "%(names)s are a child’s side of this theme: where staff place them is staff’s view of them.",
        len(names),
    )
    return said % {"names": list_in_words(names)}
