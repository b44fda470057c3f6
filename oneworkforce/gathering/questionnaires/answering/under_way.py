"""A questionnaire under way in this browser, found by its cookie, or the page that says why there is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.frameworks import Framework, load_pin
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, first_unfinished
from oneworkforce.gathering.questionnaires.answering.versions import screens, template_of
from oneworkforce.gathering.questionnaires.answering.whose import invitation_of
from oneworkforce.gathering.questionnaires.drafts import draft_key, find_draft
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.questionnaires.prepared import Statement, number_slot, select
from oneworkforce.partnerships.models import Locality
from oneworkforce.ui.addresses import address_of
from oneworkforce.visitors import cookies
from oneworkforce.visitors.clearing import FORGET, Forget
from oneworkforce.visitors.language import speak_for
from oneworkforce.visitors.pages import View, answer_page, sorry


@dataclass(slots=True)
class UnderWay:
    """Somebody's questionnaire: the draft, what it asks, and what its pages need to say.

    `is_by_letter`: None where nobody has looked yet.
    """

    code: str
    draft: Draft
    assessment: Assessment = field(init=False)
    is_by_letter: bool | None = None
    comments: dict[str, str] = field(init=False)
    """Theme id → what was written on it."""

    def __post_init__(self) -> None:
        self.assessment = self.draft.assessment
        self.comments = _read(self.draft, "comments_in_json")

    @property
    def themes(self) -> tuple[AskedTheme, ...]:
        """What stands on each page of questions, in the language of the moment."""
        return screens(self.assessment.framework, self.audience)

    @property
    def audience(self) -> str:
        """Whose wording this questionnaire has."""
        return self.draft.staff_group.audience

    def template(self, name: str) -> str:
        """The template of a page, as this audience is shown it."""
        return template_of(self.audience, name)

    @property
    def key(self) -> str:
        """The draft's key in the database."""
        return draft_key(self.code)

    @property
    def fingerprint(self) -> str:
        """What forms carry, so that two questionnaires in one browser are never mixed."""
        return cookies.fingerprint(self.code)

    @property
    def framework(self) -> Framework:
        """The framework as it was pinned, in the language of the moment; `names_of_themes` comes before its own."""
        return load_pin(self.assessment.framework, get_language())

    def names_of_themes(self) -> dict[str, str]:
        """Theme id → the partnership's own name for it, or else the framework's."""
        own = _read(self.draft, "names_in_json")
        return {theme.id: own.get(theme.id, theme.name) for theme in self.themes}

    def localities(self) -> list[tuple[str, str]]:
        """Key and name of each, by name; one query."""
        return _localities().rows(self.assessment.partnership_id)

    def is_invited(self) -> bool:
        """Whether the code is a letter's: then a list knows where they work, and nobody asks; one query, once."""
        if self.is_by_letter is None:
            self.is_by_letter = invitation_of(self.code) is not None
        return self.is_by_letter

    def answered(self, changes: Mapping[int, str]) -> None:
        """Go on with the answers that were saved just now."""
        if changes:
            sheet = list(self.draft.sheet)
            for at, answer in changes.items():
                sheet[at] = answer
            self.draft.sheet = "".join(sheet)

    def commented(self, theme: str, text: str) -> None:
        """Go on with the comment that was saved just now."""
        self.comments[theme] = text

    def is_meant_by(self, request: HttpRequest) -> bool:
        """Whether a form was made for this questionnaire, and not for another that this browser held before."""
        return request.POST.get("draft") == self.fingerprint

    def next_address(self) -> str:
        """Where to go on: the first theme with a blank, or the answers to check when there is none."""
        theme = first_unfinished(self.themes, self.draft.sheet)
        return address_of("answer-theme", theme.number) if theme else address_of("answer-check")


def _read(draft: Draft, pairs: str) -> dict[str, str]:
    """What `DRAFTS` found beside a draft; nothing, for one that has just begun."""
    found: dict[str, str] = json.loads(getattr(draft, pairs, None) or "{}")
    return found


@cache
def _localities() -> Statement:
    return select(Locality.objects.filter(partnership=number_slot(0)).values_list("key", "name"))


def find(code: str) -> UnderWay | None:
    """The questionnaire that a resume code leads to, its assessment's dates applied; None for an unknown code."""
    draft = find_draft(code) if code else None
    return UnderWay(code, draft) if draft else None


def why_not(found: UnderWay | None, *, here: bool = False) -> HttpResponse | None:
    """The page to show instead, where a questionnaire cannot be gone on with; None where it can.

    :param here: whether it is the one of this device, which then forgets what it kept of it.
    """
    device = FORGET if here else None
    if found is None:
        return sorry("nothing-here", status=404, device=device)
    if found.draft.sent:
        return sorry("already-sent", status=410, assessment=found.assessment, device=device)
    if not can(found.assessment, Doing.ANSWER):
        return sorry("closed", status=410, assessment=found.assessment, under_way=True, device=device)
    return None


def closed(found: UnderWay) -> HttpResponse:
    """The page for the questionnaire of this device, where it closed before it was sent."""
    return sorry("closed", status=410, assessment=found.assessment, under_way=True, device=FORGET)


def under_way(view: View) -> View:
    """Make a view a page of a questionnaire under way: it is given the `UnderWay` after the request.

    A form made for another questionnaire is refused with a page that says so, and nothing of it is written.
    """
    return under_way_or(lambda _request, _found: None)(view)


Otherwise = Callable[[HttpRequest, UnderWay | None], HttpResponseBase | None]


def under_way_or(otherwise: Otherwise) -> Callable[[View], View]:
    """As `under_way`, for a view that has an answer of its own where the questionnaire is sent, or gone.

    :param otherwise: gives that answer, or None where the usual page is to be shown.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            found = find(cookies.remembered_code(request))
            if found is not None:
                speak_for(found.assessment, audience=found.audience)
            if found is None or found.draft.sent:
                if cookies.just_sent(request):
                    return redirect("answer-sent")
                own = otherwise(request, found)
                if own is not None:
                    return own
            instead = why_not(found, here=True)
            if instead is not None or found is None:
                return instead or sorry("nothing-here", status=404)
            if request.method == "POST" and not found.is_meant_by(request):
                return sorry(
                    "another",
                    status=409,
                    assessment=found.assessment,
                    continue_at=found.next_address(),
                    device=Forget(keep=found.fingerprint),
                )
            return view(request, found, *args, **kwargs)

        return answer_page(respond)

    return decorate
