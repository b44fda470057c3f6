"""Writing what came of it, and sending it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing, WrongStage
from oneworkforce.gathering.take_part import feedback
from oneworkforce.gathering.take_part.models import LONGEST_PAGE, Feedback
from oneworkforce.invitations.letters.kinds import ENGLISH, languages_in
from oneworkforce.mail.outbox import what_to_set
from oneworkforce.partnerships.roles import Permission
from oneworkforce.ui.wording import number
from oneworkforce.visitors.cookies import public_address

PARTS = ("heard", "will_do")
TOO_LONG = _l("Make this shorter: up to %(limit_value)s letters.")


class FeedbackForm(forms.Form):
    """What was heard, what will be done, and whether the public page shows it."""

    heard = forms.CharField(
        label=_l("What did you hear?"),
        help_text=_l(
            "In plain words, for everybody who took part, children too. Leave a line empty to begin a new paragraph."
        ),
        max_length=LONGEST_PAGE,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _l("Say what you heard."), "max_length": TOO_LONG},
    )
    will_do = forms.CharField(
        label=_l("What will you do?"),
        help_text=_l("Who does what, and by when. Say also what you will not do, and why."),
        max_length=LONGEST_PAGE,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _l("Say what you will do."), "max_length": TOO_LONG},
    )
    published = forms.BooleanField(label=_l("Show it on the public page"), required=False)

    def __init__(self, *args: Any, languages: Mapping[str, str], **more: Any) -> None:
        """:param languages: code → name of each language beside English in which it may be written too."""
        super().__init__(*args, **more)
        self.languages = languages
        for code, name in languages.items():
            for part in PARTS:
                own = self.fields[part]
                self.fields[f"{part}_{code}"] = forms.CharField(
                    label=_("%(question)s (%(language)s)") % {"question": own.label, "language": name},
                    help_text=_(
                        "Without it, people who read %(language)s get the English, with a sentence that says so."
                    )
                    % {"language": name},
                    required=False,
                    max_length=LONGEST_PAGE,
                    widget=forms.Textarea({"rows": 8, "lang": code}),
                    error_messages={"max_length": TOO_LONG},
                )

    def in_other_languages(self) -> list[BoundField]:
        """The fields for languages beside English."""
        return [self[f"{part}_{code}"] for code in self.languages for part in PARTS]

    def others(self) -> dict[str, tuple[str, str]]:
        """What is written in each language beside English, once the form is valid."""
        typed = {code: tuple(self.cleaned_data[f"{part}_{code}"] for part in PARTS) for code in self.languages}
        return {code: (heard, will_do) for code, (heard, will_do) in typed.items() if heard}

    def clean(self) -> dict[str, Any]:
        """Half of it in a language is told to nobody."""
        cleaned = super().clean() or {}
        for code, name in self.languages.items():
            missing = [f"{part}_{code}" for part in PARTS if not cleaned.get(f"{part}_{code}")]
            if len(missing) == 1 and missing[0] not in self.errors:
                self.add_error(missing[0], _("Write both in %(language)s, or leave both out.") % {"language": name})
        return cleaned


@assessment_page(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_feedback(request: AssessmentRequest) -> HttpResponse:
    """Write what came of it; once it is public, the letter can be sent."""
    kept = feedback.feedback_of(request.assessment)
    languages = {code: name for code, name in languages_in(request.partnership).items() if code != ENGLISH}
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial=_initial(kept), languages=languages)
    if request.method == "POST" and form.is_valid():
        try:
            feedback.write_feedback(
                assessment=request.assessment,
                heard=form.cleaned_data["heard"],
                will_do=form.cleaned_data["will_do"],
                published=form.cleaned_data["published"],
                others=form.others(),
                by=request.user,
            )
        except WrongStage as refusal:
            form.add_error(None, str(refusal))
        else:
            shown = form.cleaned_data["published"]
            messages.success(request, _("Everybody can read it now.") if shown else _("It is saved, and not shown."))
            return redirect(request.address("take-part-feedback"))
    context = {
        "form": form,
        "kept": kept,
        "others": [(languages.get(one.language, one.language), one) for one in kept.others.all()] if kept else [],
        "may_change": request.can(Doing.TELL),
        "cannot_tell": feedback.cannot_tell(request.assessment),
        "letters": feedback.feedback_letters(request.assessment),
        "cannot_send": what_to_set(),
        "page_address": public_address(request, reverse("web-page", args=[request.assessment.key])),
        "where": request.where,
        "has_errors": bool(form.errors),
    }
    return render(request, "take_part/feedback.html", context)


def _initial(kept: Feedback | None) -> dict[str, Any]:
    if kept is None:
        return {}
    others = {f"{part}_{one.language}": getattr(one, part) for one in kept.others.all() for part in PARTS}
    return {"heard": kept.heard, "will_do": kept.will_do, "published": kept.published, **others}


@assessment_page(Permission.TELL)
@require_POST
def send(request: AssessmentRequest) -> HttpResponseBase:
    """Send the letter to everybody invited who has none."""
    if cannot := what_to_set():
        messages.error(request, cannot)
        return redirect(request.address("take-part-feedback"))
    try:
        people = feedback.send_feedback(assessment=request.assessment, by=request.user)
    except feedback.NotPublished:
        messages.error(request, _("Show it on the public page first: the letter leads there."))
    except WrongStage as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("A letter to %(n)s person is on its way.", "Letters to %(n)s people are on their way.", people)
        nobody = _("Everybody who wants mail has the letter already.")
        messages.success(request, said % {"n": number(people)} if people else nobody)
    return redirect(request.address("take-part-feedback"))
