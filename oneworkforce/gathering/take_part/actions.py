from __future__ import annotations

from django.db import transaction

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.take_part.models import WebPage


@transaction.atomic
def show_web_page(*, assessment: Assessment, shown: bool, words: str, links: bool, by: User | None) -> None:
    """Write, show or hide an assessment's public page. `links`: it gives out the staff groups' links."""
    kept = {"shown": shown, "words": words, "links": links}
    page, made = WebPage.objects.get_or_create(assessment=assessment, defaults=kept)
    changed = made or any(getattr(page, field) != value for field, value in kept.items())
    if not changed:
        return
    WebPage.objects.filter(pk=page.pk).update(**kept)
    record(
        "web page changed",
        by=by,
        partnership=assessment.partnership.key,
        assessment=assessment.key,
        shown=shown,
        links=links,
    )
