"""Every role on every page of a partnership: the whole table, written out, so that a change of either side shows here.

O officer, A analyst, S signatory, V viewer. The first letters may open a page; the second are whose form it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.mail.models import Mailing, Message
from oneworkforce.partnerships.models import Partnership
from oneworkforce.partnerships.roles import Role
from tests.factories import make_assessment, make_member, make_partnership
from tests.gathering.questionnaires.paper.piles import pile_that_differs
from tests.invitations.lists.people import make_invitation
from tests.test_house import patterns

pytestmark = pytest.mark.django_db
ROLES = {"O": Role.OFFICER, "A": Role.ANALYST, "S": Role.SIGNATORY, "V": Role.VIEWER}
EVERYBODY, NOBODY = "OASV", ""

# page: (opens, writes); NOBODY in `opens` says that the page takes forms only, in `writes` that it only shows.
MATRIX: dict[str, tuple[str, str]] = {
    "dashboard": (EVERYBODY, NOBODY),
    "assessment": (EVERYBODY, NOBODY),
    "partnership-details": ("O", "O"),
    "workforce": ("O", "O"),
    "theme-names": ("O", "O"),
    "events": ("O", NOBODY),
    "people": ("O", NOBODY),
    "person-add": ("O", "O"),
    "person": ("O", "O"),
    "person-link": (NOBODY, "O"),
    "person-remove": ("O", "O"),
    "organisations": ("O", NOBODY),
    "organisations-add": ("O", "O"),
    "organisations-edit": ("O", "O"),
    "organisations-remove": ("O", "O"),
    "localities": ("O", NOBODY),
    "localities-add": ("O", "O"),
    "localities-edit": ("O", "O"),
    "localities-remove": ("O", "O"),
    "staff-groups": ("O", NOBODY),
    "staff-groups-add": ("O", "O"),
    "staff-groups-edit": ("O", "O"),
    "staff-groups-remove": ("O", "O"),
    "assessment-start": ("O", "O"),
    "assessment-details": ("O", "O"),
    "assessment-stage": ("O", "O"),
    "plan": (EVERYBODY, NOBODY),
    "plan-add": ("O", "O"),
    "plan-start": (NOBODY, "O"),
    "plan-import": ("O", "O"),
    "plan-export": (EVERYBODY, NOBODY),
    "plan-edit": ("O", "O"),
    "plan-remove": ("O", "O"),
    "plan-move": (NOBODY, "O"),
    "take-part": (EVERYBODY, NOBODY),
    "take-part-comments": (EVERYBODY, NOBODY),
    "take-part-response": (EVERYBODY, NOBODY),
    "take-part-web-page": ("O", "O"),
    "take-part-feedback": ("O", "O"),
    "take-part-feedback-letter": (NOBODY, "O"),
    "take-part-briefing": ("O", NOBODY),
    "children-and-families": (EVERYBODY, NOBODY),
    "children-and-families-edit": ("OA", "OA"),
    "children-and-families-view-add": ("OA", "OA"),
    "children-and-families-view": ("OA", "OA"),
    "children-and-families-view-remove": ("OA", "OA"),
    "invite": (EVERYBODY, NOBODY),
    "invite-wave": (EVERYBODY, NOBODY),
    "invite-wave-add": ("O", "O"),
    "invite-wave-change": ("O", "O"),
    "invite-wave-remove": ("O", "O"),
    "invite-wave-send": ("O", "O"),
    "invite-wave-pause": (NOBODY, "O"),
    "invite-wave-resume": (NOBODY, "O"),
    "invite-wave-stop": ("O", "O"),
    "invite-letters": (EVERYBODY, NOBODY),
    "invite-letter": (EVERYBODY, NOBODY),
    "invite-letter-html": (EVERYBODY, NOBODY),
    "invite-letter-change": ("O", "O"),
    "invite-letter-approve": (NOBODY, "S"),
    "invite-letter-test": (NOBODY, "O"),
    "invite-contact": ("O", "O"),
    "invite-failures": ("O", "O"),
    "invite-failure": ("O", "O"),
    "invite-outbox": ("O", NOBODY),
    "invite-people": ("O", NOBODY),
    "invite-list": ("O", "O"),
    "invite-list-check": ("O", "O"),
    "invite-list-throw-away": (NOBODY, "O"),
    "invite-add": ("O", "O"),
    "invite-template": ("O", NOBODY),
    "invite-person": ("O", "O"),
    "invite-person-held": ("O", NOBODY),
    "invite-person-export": ("O", NOBODY),
    "invite-person-erase": ("O", "O"),
    "erased": (EVERYBODY, NOBODY),
    "take-part-link": (NOBODY, "O"),
    "take-part-poster": ("O", NOBODY),
    "take-part-qr": ("O", NOBODY),
    "paper": ("O", "O"),
    "paper-pdf": ("O", NOBODY),
    "paper-pile-start": ("O", "O"),
    "paper-pile": ("O", NOBODY),
    "paper-pile-edit": ("O", "O"),
    "paper-pile-remove": ("O", "O"),
    "paper-pile-next": (NOBODY, "O"),
    "paper-pile-finish": ("O", "O"),
    "paper-sheet": ("O", "O"),
    "paper-sheet-again": ("O", "O"),
    "paper-sheet-save": (NOBODY, "O"),
    "paper-differences": ("O", "O"),
    "where-we-are": (EVERYBODY, NOBODY),
    "where-we-are-from": (EVERYBODY, NOBODY),
    "theme": (EVERYBODY, NOBODY),
    "goals": (EVERYBODY, "OA"),
    "goals-theme": (EVERYBODY, "OA"),
    "what-we-will-do": (EVERYBODY, NOBODY),
    "theme-note": ("OA", "OA"),
    "focus-add": ("OA", "OA"),
    "focus-edit": ("OA", "OA"),
    "focus-remove": ("OA", "OA"),
    "focus-move": (NOBODY, "OA"),
    "action-add": ("OA", "OA"),
    "action-edit": ("OA", "OA"),
    "action-progress": ("OA", "OA"),
    "action-remove": ("OA", "OA"),
    "action-from-solution": (NOBODY, "OA"),
    "actions-export": (EVERYBODY, NOBODY),
    "report": (EVERYBODY, NOBODY),
    "report-edit": ("OA", "OA"),
    "report-pdf": (EVERYBODY, NOBODY),
}


def test_the_matrix_names_every_page() -> None:
    pages = {entry.name for route, entry in patterns() if route.startswith("p/")}
    assert pages == set(MATRIX)


@pytest.fixture
def arguments() -> Callable[[str], dict[str, Any]]:
    """What each page's address needs, with something to act on behind it."""
    partnership = make_partnership("Fernvale")
    assessment = make_assessment(partnership, stage=Stage.OPEN, key="fernvale-27")
    theme = "complementary-roles"
    action = assessment.actions.create(what="Write a shared glossary", theme=theme)
    focus = assessment.focus_areas.create(sentence="Tell it once")
    activity = assessment.planned_activities.create(activity="Send the links")
    organisation = partnership.organisations.create(name="Fernvale Play", sector="health")
    member = partnership.members.create(user=make_member(make_partnership()), role=Role.VIEWER)
    invitation = make_invitation(assessment)
    waiting = assessment.uploaded_lists.create(by=make_member(partnership), file_name="people.csv")
    heard = assessment.held_views.create(audience="young-people", said="Tell it once", source="Youth forum")
    numbers = {
        "children-and-families": heard.pk,
        "person": member.pk,
        "organisations": organisation.pk,
        "localities": partnership.localities.all()[0].pk,
        "staff-groups": partnership.staff_groups.all()[0].pk,
        "focus": focus.pk,
        "action": action.pk,
    }
    by_name = {
        "partnership": "fernvale",
        "assessment": assessment.key,
        "to": "closed",
        "theme": theme,
        "perspective": "child",
        "group": "frontline",
        "kind": "svg",
        "message": lost_letter(assessment).pk,
        "wave": invitation.wave_id,
        "person": invitation.pk,
        "uploaded": waiting.pk,
        "language": "en-gb",
        "audience": "young-people",
        "activity": activity.pk,
        "pile": pile_that_differs(assessment).pk,
        "number": 2,
    }

    def of(page: str) -> dict[str, Any]:
        route = next(route for route, entry in patterns() if entry.name == page and route.startswith("p/"))
        wanted = {name for name in by_name if f":{name}>" in route or f"<{name}>" in route}
        found = {name: by_name[name] for name in wanted}
        if page.startswith("invite-letter") and "kind" in found:
            found["kind"] = "invitation"
        if page == "invite-template":
            found["kind"] = "csv"
        if page == "paper-differences":
            found["number"] = 1
        if "<int:pk>" in route:
            found["pk"] = next(number for name, number in numbers.items() if page.startswith(name))
        return found

    return of


@pytest.mark.parametrize("page", MATRIX)
def test_who_may_open_a_page_and_write_on_it(
    page: str, arguments: Callable[[str], dict[str, Any]], signed_in: Callable[[User], Client]
) -> None:
    opens, writes = MATRIX[page]
    address = reverse(page, kwargs=arguments(page))
    partnership = partnership_of(address)
    clients = {letter: signed_in(make_member(partnership, ROLES[letter])) for letter in "VSAO"}
    for letter, client in clients.items():
        opened = client.get(address).status_code
        if opens == NOBODY:
            assert opened in {403, 405}, letter
        else:
            assert opened == (200 if letter in opens else 403), letter
    for letter, client in clients.items():
        written = client.post(address).status_code
        if writes == NOBODY:
            assert written in {403, 405}, letter
        elif letter in writes:
            # 404: somebody before them, who may, has removed it.
            assert written in {200, 302, 404, 409, 422}, letter
        else:
            assert written == 403, letter


@pytest.mark.parametrize("page", MATRIX)
def test_strangers_find_no_page_and_visitors_are_asked_to_sign_in(
    page: str, arguments: Callable[[str], dict[str, Any]], signed_in: Callable[[User], Client], client: Client
) -> None:
    address = reverse(page, kwargs=arguments(page))
    stranger = signed_in(make_member(make_partnership()))
    for method in ("get", "post"):
        assert getattr(stranger, method)(address).status_code in {404, 405}
        visited = getattr(client, method)(address)
        assert visited.status_code in ({302, 405} if method == "get" else {403, 405})
        if visited.status_code == 302:
            assert visited["Location"].startswith("/sign-in/")


def lost_letter(assessment: Assessment) -> Message:
    """A letter that came back."""
    wave = assessment.waves.create(name="Second wave")
    person = assessment.invitations.create(
        wave=wave, email="sam@example.org", staff_group=assessment.partnership.staff_groups.all()[0]
    )
    mailing = Mailing.objects.create(kind="invitation", about=f"wave {wave.pk} sending 1", assessment=assessment.key)
    return mailing.messages.create(kind="invitation", about=person.pk, state="came back", due=timezone.now())


def partnership_of(address: str) -> Partnership:
    """The partnership in an address, which the fixture has made."""
    return Partnership.objects.get(key=address.split("/")[2])
