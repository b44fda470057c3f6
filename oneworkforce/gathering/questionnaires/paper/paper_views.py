"""The paper page: what to print, where it goes back to, and the piles that came back."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing
from oneworkforce.gathering.questionnaires.paper.actions import change_return_note
from oneworkforce.gathering.questionnaires.paper.finishing import settle
from oneworkforce.gathering.questionnaires.paper.forms import ReturnNoteForm
from oneworkforce.gathering.questionnaires.paper.printing import (
    LARGE,
    NORMAL,
    SIZES,
    Print,
    WayOnline,
    offers_easy_words,
    questionnaire_as_pdf,
    return_note_of,
)
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.partnerships.roles import Permission
from oneworkforce.typesetting import FontsMissing
from oneworkforce.visitors.cookies import public_address

EASY = "easy"


@dataclass(frozen=True, slots=True)
class Printed:
    """One PDF: its link's text and address."""

    words: str
    href: str


@assessment_page(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: AssessmentRequest) -> HttpResponseBase:
    """Everything about paper, with a form for where it goes back to."""
    note = return_note_of(request.assessment)
    form = ReturnNoteForm(request.POST if request.method == "POST" else None, instance=note)
    if request.method == "POST" and form.is_valid():
        change_return_note(assessment=request.assessment, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is printed on the paper from now on. Print it again if you did before."))
        return redirect(request.address("paper"))
    settle(request.assessment)
    groups = list(request.partnership.staff_groups.all())
    context = {
        "assessment": request.assessment,
        "form": form,
        "has_errors": form.is_bound,
        "groups": [(group, _printed(request, group)) for group in groups],
        "piles": list(request.assessment.piles.select_related("staff_group")),
        "is_open": request.can(Doing.ANSWER),
        "where": request.where,
    }
    return render(request, "questionnaires/paper/paper.html", context, status=422 if form.is_bound else 200)


@assessment_page(Permission.RUN)
@require_safe
def pdf(request: AssessmentRequest, group: str) -> HttpResponse:
    """One staff group's questionnaire: `?size=large`, `?language=cy`, `?words=easy`."""
    found = request.partnership.staff_groups.filter(key=group).first()
    size = request.GET.get("size", NORMAL)
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if found is None or size not in SIZES or language not in dict(settings.LANGUAGES):
        raise Http404
    easy = request.GET.get("words") == EASY
    try:
        made = questionnaire_as_pdf(Print(request.assessment, found, size, language, easy, _way_online(request, found)))
    except FontsMissing as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    marks = [request.assessment.key, found.key, *([size] if size == LARGE else []), *([EASY] if easy else []), language]
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{"-".join(marks)}.pdf"'
    return response


def _printed(request: AssessmentRequest, group: StaffGroup) -> list[Printed]:
    names = dict(settings.LANGUAGES)
    languages = [code for code in request.partnership.language_codes() if code in names]
    words = {NORMAL: _("A4, normal print"), LARGE: _("A4, large print")}
    kinds = [("", ""), (EASY, _("easy read"))] if offers_easy_words(request.assessment, group) else [("", "")]
    found = []
    for language in languages:
        for kind, kind_words in kinds:
            for size in SIZES:
                said = ", ".join(filter(None, [words[size], kind_words, str(names[language])]))
                asked = f"?size={size}&language={language}" + (f"&words={kind}" if kind else "")
                found.append(Printed(said, request.address("paper-pdf", group=group.key) + asked))
    return found


def _way_online(request: AssessmentRequest, group: StaffGroup) -> WayOnline | None:
    """The group's link, if the opening made one. Looking makes none."""
    link = request.assessment.group_links.filter(staff_group=group).first()
    if link is None:
        return None
    return WayOnline(
        address=public_address(request, reverse("answer-start", args=[link.code])),
        enter_address=public_address(request, reverse("answer-enter")),
        code=link.code,
    )
