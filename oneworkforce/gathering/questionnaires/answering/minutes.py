"""How long the whole questionnaire takes an audience: what letters say before anybody has begun."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from oneworkforce.gathering.questionnaires.answering.asked import asked_themes
from oneworkforce.gathering.questionnaires.answering.progress import minutes_for


def minutes_of_audience(pin: str, audience: str) -> int:
    """Minutes for everything that an audience is asked by a pinned framework."""
    with translation.override(settings.LANGUAGE_CODE):  # as many questions in every language
        return minutes_for(sum(len(theme.questions) for theme in asked_themes(pin, audience)), audience)
