"""One of several processes that send at the same moment: ``python at_once.py ASSESSMENT HOW_MANY [close]``.

Prints how many sendings were acknowledged.
"""

from __future__ import annotations

import sys


def send_and_count(assessment_key: str, how_many: int) -> int:
    """Send so many, one after the other; returns how many were acknowledged before a close, if there was one."""
    from oneworkforce.gathering.questionnaires.drafts import (
        NotOpen,
        draft_key,
        find_draft,
        send_draft,
        start_draft,
    )
    from oneworkforce.gathering.questionnaires.models import GroupLink
    from oneworkforce.gathering.questionnaires.saving.saves import save_answers

    link = GroupLink.objects.get(assessment__key=assessment_key, staff_group__key="frontline")
    acknowledged = 0
    for _person in range(how_many):
        try:
            code = start_draft(link=link)
            # A draft that a close deletes is gone without a word, as for a person who has not sent.
            if save_answers(key=draft_key(code), changes={0: "4"}) and (draft := find_draft(code)):
                send_draft(key=draft_key(code), assessment=draft.assessment)
                acknowledged += 1
        except NotOpen:
            break
    return acknowledged


def close(assessment_key: str) -> None:
    """Close the assessment."""
    from oneworkforce.assessments.actions import change_stage
    from oneworkforce.assessments.models import Assessment
    from oneworkforce.assessments.stages import Stage

    change_stage(assessment=Assessment.objects.get(key=assessment_key), to=Stage.CLOSED, by=None)


if __name__ == "__main__":
    import django

    django.setup()
    key, how_many, *then = sys.argv[1:]
    print("ready", flush=True)
    sys.stdin.readline()
    print(send_and_count(key, int(how_many)))
    if then:
        close(key)
