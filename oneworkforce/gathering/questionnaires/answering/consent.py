"""Whether somebody wants to take part, and may: asked of families before their first question.

The answers decide whether a questionnaire is started, and are then forgotten. They come in the form that starts it: no
cookie, no address and no row ever holds them, so nothing that is kept tells how old somebody is, or who said yes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.utils.translation import gettext as _

from oneworkforce.frameworks.rules import CHILDREN, YOUNG_PEOPLE
from oneworkforce.gathering.questionnaires.answering.versions import is_family, template_of
from oneworkforce.partnerships.models import Partnership

YOUNGEST = 11
"""Years; the young people's words are written for readers from this age."""
TAKING_PART = "taking-part"
"""The second of the two pages before the questions: in the address as ``step``, and hidden in its form."""


class Age(StrEnum):
    """All that is asked of somebody's age."""

    OLD_ENOUGH = "old-enough"
    NEEDS_PERMISSION = "needs-permission"
    TOO_YOUNG = "too-young"


@dataclass(frozen=True, slots=True)
class Consent:
    """What one request says of taking part. `at_step`: it is about the second page; `sent`: its form was sent.

    `age` is an `Age`, or "" where it is not said, or not asked. `together`: a grown-up says that they are with the
    child, and `permitted` that a parent, a carer or the school has said yes; `agrees` is always who answers.
    """

    audience: str
    consent_age: int
    permission_route: str
    at_step: bool
    sent: bool
    age: str
    agrees: bool
    permitted: bool
    together: bool

    @property
    def asks_age(self) -> bool:
        """Whether age is asked: of young people alone."""
        return self.audience == YOUNG_PEOPLE

    @property
    def asks_grown_up(self) -> bool:
        """Whether a grown-up sits with whoever answers, and speaks first: with children alone."""
        return self.audience == CHILDREN

    @property
    def too_young(self) -> bool:
        """Whether somebody said that they are younger than this questionnaire is made for."""
        return self.sent and self.asks_age and self.age == Age.TOO_YOUNG

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is still to be said: the id of the first input, and words for the screen; nothing before it is sent."""
        if not self.sent or not is_family(self.audience) or self.too_young:
            return []
        found = []
        if self.asks_age and self.age not in set(Age):
            found.append((f"age-{Age.OLD_ENOUGH}", _("Say how old you are.")))
        if self.asks_age and self.age == Age.NEEDS_PERMISSION and not self.permitted:
            found.append(("permitted", _("Tick that somebody has said yes, or ask them first and come back.")))
        if self.asks_grown_up and not self.permitted:
            found.append(("permitted", _("Tick that a parent, a carer or the school has said yes, or ask them first.")))
        if self.asks_grown_up and not self.together:
            found.append(("together", _("Tick that you stay with the child, and that the child chooses.")))
        if not self.agrees and self.asks_grown_up:
            found.append(("agrees", _("Ask the child. If they want to, tick the box. If not, close this page.")))
        elif not self.agrees:
            found.append(("agrees", _("Tick the box if you want to take part. If you do not, close this page.")))
        return found

    @property
    def given(self) -> bool:
        """Whether a questionnaire may be started: at once for people who work with children."""
        return not is_family(self.audience) or (self.sent and not self.too_young and not self.faults)

    @property
    def template(self) -> str:
        """The page to show until then."""
        if not is_family(self.audience) or not self.at_step:
            return template_of(self.audience, "start")
        return template_of(self.audience, "too_young" if self.too_young else "consent")

    @property
    def ages(self) -> list[tuple[str, str]]:
        """What can be chosen of one's age, with its words."""
        younger = {
            YOUNGEST + 1: _("No, I am 11"),
            YOUNGEST + 2: _("No, I am 11 or 12"),
        }.get(self.consent_age, _("No, I am %(from)s to %(to)s") % {"from": YOUNGEST, "to": self.consent_age - 1})
        return [
            (Age.OLD_ENOUGH, _("Yes, I am %(age)s or older") % {"age": self.consent_age}),
            *([(Age.NEEDS_PERMISSION, younger)] if self.consent_age > YOUNGEST else []),
            (Age.TOO_YOUNG, _("No, I am 10 or younger")),
        ]


def read(request: HttpRequest, audience: str, partnership: Partnership) -> Consent:
    """What a request to the first page of a questionnaire says of taking part."""
    return consent_of(request.POST, audience, partnership, at_step=request.GET.get("step") == TAKING_PART)


def consent_of(given: Mapping[str, str], audience: str, partnership: Partnership, *, at_step: bool = False) -> Consent:
    """What the fields of a form say of taking part."""
    sent = given.get("step") == TAKING_PART
    return Consent(
        audience=audience,
        consent_age=partnership.consent_age,
        permission_route=partnership.permission_route,
        at_step=at_step or sent,
        sent=sent,
        age=given.get("age", ""),
        agrees=given.get("agrees") == "yes",
        permitted=given.get("permitted") == "yes",
        together=given.get("together") == "yes",
    )
