"""What the things handed out to young people, children and parents say that those for staff do not."""

from __future__ import annotations

from dataclasses import dataclass

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.frameworks.rules import CHILDREN, FAMILY_AUDIENCES, YOUNG_PEOPLE
from oneworkforce.invitations.letters.families import needs_a_yes
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.visitors.help_lines import EMERGENCY, LINES, HelpLine

CHILDREN_CALL, ADULTS_CALL = LINES


@dataclass(frozen=True, slots=True)
class FamilyHandout:
    """For one family audience: what it is asked, who needs somebody's yes, and whom to call.

    `audience`: young-people, children or parents. What is handed out for children speaks to the grown-up who will sit
    with the child. `questions`: their questions in their words. `yes_below`: an age in years below which somebody has
    to say yes first, or None. `permission`: how that is done here, in the partnership's words.
    """

    audience: str
    questions: tuple[str, ...]
    yes_below: int | None
    permission: str
    call: HelpLine
    for_the_child: HelpLine | None
    danger: HelpLine
    own_lines: tuple[str, ...]

    @property
    def is_young(self) -> bool:
        """Whether it is for young people themselves."""
        return self.audience == YOUNG_PEOPLE

    @property
    def is_childrens(self) -> bool:
        """Whether it is for whoever sits with a child of about 7 to 10."""
        return self.audience == CHILDREN


def family_handout(assessment: Assessment, group: StaffGroup) -> FamilyHandout | None:
    """What to say to a group of young people, children or parents; None for staff."""
    if group.audience not in FAMILY_AUDIENCES:
        return None
    partnership = assessment.partnership
    is_young = group.audience == YOUNG_PEOPLE
    asks_first = needs_a_yes(partnership, group.audience)
    dimensions = framework_of(assessment).dimensions
    asked = (dimension.families.get(group.audience) for dimension in dimensions)
    return FamilyHandout(
        audience=group.audience,
        questions=tuple(words.question for words in asked if words is not None),
        yes_below=partnership.consent_age if asks_first else None,
        permission=partnership.permission_route if asks_first or group.audience == CHILDREN else "",
        call=CHILDREN_CALL if is_young else ADULTS_CALL,
        for_the_child=CHILDREN_CALL if group.audience == CHILDREN else None,
        danger=EMERGENCY,
        own_lines=tuple(line.strip() for line in partnership.help_now.splitlines() if line.strip()),
    )
