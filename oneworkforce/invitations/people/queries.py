from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.db.models import Q

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.models import Invitation
from oneworkforce.invitations.people.purging import ERASED
from oneworkforce.partnerships.models import Partnership

PEOPLE_A_PAGE = 50
ERASED_ON_REQUEST = "invitation erased"


def find_people(assessment: Assessment, wanted: str, page: str | None) -> Page[Invitation]:
    """Invited people whose name or address has all the words, by name; two queries.

    It doesn't read whether they have finished: nobody is to be asked about it (docs/explanation/anonymity.md).
    """
    found = assessment.invitations.select_related("wave", "staff_group").defer("finished")
    for word in wanted.split()[:10]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return Paginator(found.order_by("name", "email"), PEOPLE_A_PAGE).get_page(page)


def what_was_erased(partnership: Partnership, page: str | None) -> Page[Event]:
    """When invitations were erased, and how many; newest first."""
    found = Event.objects.filter(partnership=partnership.key, what__in=(ERASED, ERASED_ON_REQUEST))
    return Paginator(found.select_related("by"), PEOPLE_A_PAGE).get_page(page)
