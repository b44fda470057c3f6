"""What people type: a code, where they work, and what they think of the questionnaire itself."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from oneworkforce.gathering.questionnaires.saving.saves import LONGEST_COMMENT
from oneworkforce.invitations.models import Workforce

WORKFORCES: dict[str, str | Promise] = {
    Workforce.CORE: _l("All of it"),
    Workforce.WIDER: _l("Part of it, or I am a volunteer"),
}
"""What somebody says of their job with children, young people or families."""


class ToolCommentForm(forms.Form):
    """What somebody says of the questionnaire itself."""

    text = forms.CharField(
        label=_l("What was good or bad about this questionnaire?"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _l("Write a few words, or close this page: you have finished."),
            "max_length": _l("Make this shorter: up to 2,000 letters."),
        },
    )
