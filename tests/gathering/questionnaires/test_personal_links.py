"""A personal link: from a letter to answers that are sent, on any device, and everything that it may meet."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.actions import link_for
from oneworkforce.gathering.questionnaires.answering import sending
from oneworkforce.gathering.questionnaires.drafts import draft_key, send_draft
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.take_part.participation import participation
from oneworkforce.invitations.models import Invitation, InvitationKey
from oneworkforce.visitors import limits
from oneworkforce.visitors.cookies import ANSWERS
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.answering import Fields, Person, even
from tests.gathering.questionnaires.invited import Invited, invite, letter_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_partnership("Rivermouth Partnership"), purpose="To see where we are.")


def test_the_link_says_who_asks_and_greets_nobody(assessment: Assessment) -> None:
    person = Invited(invite(assessment, name="Ines Okafor", organisation="Ferry Lane School", sector="education"))
    text = even(person.client.get(person.address))
    assert "Rivermouth Partnership is asking" in text
    assert "Front-line staff and their managers" in text
    assert "About 7 to 25 minutes" in text
    assert "says only whether you have finished, yes or no" in text
    assert text.count("<li>") == 5
    for known in ("Ines", "Okafor", "Ferry Lane", person.invitation.email, person.invitation.pk):
        assert known not in text
    assert not Draft.objects.exists()
    assert ANSWERS not in person.client.cookies


def test_the_button_starts_and_no_later_address_holds_the_code(assessment: Assessment) -> None:
    person = Invited(invite(assessment, "leaders"))
    response = person.press()
    assert response.headers["Location"] == "/answer/about-you/"
    assert person.drafts[0].staff_group.key == "leaders"
    assert even(person.client.get("/answer/about-you/", follow=True)).count(person.code) == 0
    assert not person.finished


@pytest.mark.parametrize("written", ["{}", "back/{}", "{lower}"])
def test_the_same_link_goes_on_with_the_same_answers_on_any_device(assessment: Assessment, written: str) -> None:
    person = Invited(invite(assessment)).start().answer(q0="5")
    other = Client()
    address = f"/answer/{written.format(person.code, lower=person.code.lower())}/"
    page = other.get(address)
    assert "Welcome back" in even(page)
    response = other.post(address, Fields(page.content.decode()).found)
    assert response.headers["Location"].startswith("/answer/theme/")
    assert other.cookies[ANSWERS].value == person.code
    assert Draft.objects.get().sheet[0] == "5"


def test_pressing_twice_starts_once(assessment: Assessment) -> None:
    person = Invited(invite(assessment))
    page = Fields(person.client.get(person.address).content.decode()).found
    assert [person.client.post(person.address, page).status_code for _press in range(2)] == [302, 302]
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("begun", [False, True])
def test_a_typed_code_works_as_the_link_does(assessment: Assessment, begun: bool) -> None:
    person = Invited(invite(assessment))
    if begun:
        person.start()
    client = Client()
    page = Fields(client.get("/answer/").content.decode()).found
    typed = "-".join((person.code[:4].lower(), person.code[4:8], person.code[8:]))
    response = client.post("/answer/", {**page, "code": typed})
    assert response.headers["Location"] == ("/answer/theme/1/" if begun else person.address)
    assert Draft.objects.count() == begun


def test_sending_marks_the_invitation_and_nothing_else(assessment: Assessment) -> None:
    person, other = Invited(invite(assessment, name="Ines")), Invited(invite(assessment))
    before = Invitation.objects.values().get(pk=person.invitation.pk)
    assert person.start().answer().send().headers["Location"] == "/answer/sent/"
    assert Invitation.objects.values().get(pk=person.invitation.pk) == {**before, "finished": True}
    assert not other.finished
    assert Draft.objects.get().sent


def test_a_link_whose_answers_are_sent_says_so_for_ever(assessment: Assessment) -> None:
    person = Invited(invite(assessment)).start().answer()
    person.send()
    for released in (False, True):
        if released:
            Draft.objects.all().delete()
        for response in (Client().get(person.address), Client().post(person.address)):
            assert response.status_code == 410
            assert "Your answers are sent. Thank you" in even(response)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert "Your answers are sent. Thank you" in even(Client().get(person.address))


def test_a_reminders_link_begins_anew_and_the_first_goes_on_working(assessment: Assessment) -> None:
    invitation = invite(assessment)
    first = Invited(invitation).start().answer(q0="5")
    second = Invited(invitation).start()
    assert second.drafts[0].sheet[0] == "."
    assert first.drafts[0].sheet[0] == "5"
    assert "Welcome back" in even(Client().get(first.address))


def test_a_reminders_link_offers_the_answers_that_this_device_holds(assessment: Assessment) -> None:
    invitation = invite(assessment)
    first = Invited(invitation).start().answer()
    second = Invited(invitation, client=first.client)
    text = even(second.client.get(second.address))
    assert "You have already started on this device" in text
    assert 'href="/answer/theme/1/"' in text
    # A page that was opened before does not start a second one unasked.
    assert second.client.post(second.address, {"form": "x"}).status_code == 200
    assert not second.drafts
    second.start(afresh="1")
    assert second.drafts


def test_one_person_sends_once_whatever_links_they_have(assessment: Assessment) -> None:
    invitation = invite(assessment)
    first, second = Invited(invitation).start().answer(), Invited(invitation).start().answer(q0="1")
    first.send()
    response = second.send()
    assert response.headers["Location"] == "/answer/sent/before/"
    assert not response.cookies[ANSWERS].value
    assert "You had sent your answers already" in even(second.client.get("/answer/sent/before/"))
    assert [draft.sheet[0] for draft in Draft.objects.all()] == ["3"]
    # A third link, with a draft that was never opened again, goes the same way when its button is pressed.
    third = Invited(invitation)
    assert "Your answers are sent" in even(third.client.get(third.address))


def test_answers_begun_by_a_second_link_are_deleted_when_it_is_opened_too_late(assessment: Assessment) -> None:
    invitation = invite(assessment)
    first, second = Invited(invitation).start().answer(), Invited(invitation).start()
    first.send()
    assert second.client.get(second.address).status_code == 410
    assert second.drafts  # looking deletes nothing
    second.client.post(second.address)
    assert not second.drafts
    assert Draft.objects.get().sent


def test_sending_twice_thanks_twice(assessment: Assessment) -> None:
    person = Invited(invite(assessment)).start().answer()
    page = Fields(person.client.get("/answer/check/").content.decode()).found
    cookie = person.client.cookies[ANSWERS].value
    for _press in range(2):
        person.client.cookies[ANSWERS] = cookie
        assert person.client.post("/answer/send/", page).headers["Location"] == "/answer/sent/"
    assert Draft.objects.get().sent


@pytest.mark.parametrize("way", ["the link's button", "the second press"])
def test_a_crash_between_sending_and_its_note_is_mended(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    person = Invited(invite(assessment)).start().answer()
    page = Fields(person.client.get("/answer/check/").content.decode()).found
    with monkeypatch.context() as broken:
        broken.setattr(sending, "mark_finished", _crash)
        with pytest.raises(RuntimeError):
            person.client.post("/answer/send/", page)
    assert Draft.objects.get().sent
    assert not person.finished
    if way == "the link's button":
        assert Client().get(person.address).status_code == 410
        assert not person.finished  # looking writes nothing
        Client().post(person.address)
    else:
        assert person.client.post("/answer/send/", page).status_code == 302
    assert person.finished


def _crash(_code: str) -> None:
    raise RuntimeError


def test_a_link_before_the_opening_says_when(assessment: Assessment) -> None:
    planned = make_assessment(stage=Stage.PLANNING)
    planned.opens_on = datetime.date(2999, 5, 1)
    planned.save()
    person = Invited(invite(planned))
    for response in (person.client.get(person.address), person.client.post(person.address)):
        assert response.status_code == 404
        assert "1 May 2999" in even(response)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.ARCHIVED])
def test_a_link_after_the_close_says_so(assessment: Assessment, stage: Stage, begun: bool) -> None:
    person = Invited(invite(assessment))
    if begun:
        person.start().answer()
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    if stage == Stage.ARCHIVED:
        change_stage(assessment=assessment, to=Stage.ARCHIVED, by=None)
    for response in (person.client.get(person.address), person.client.post(person.address)):
        assert response.status_code == 410
        assert "This questionnaire has closed" in even(response)
    assert not Draft.objects.exists()
    assert not person.finished


def test_an_erased_invitation_leaves_an_unknown_link_and_answers_that_go_on(assessment: Assessment) -> None:
    person, begun = Invited(invite(assessment)), Invited(invite(assessment)).start()
    Invitation.objects.all().delete()
    assert not InvitationKey.objects.exists()
    assert person.client.get(person.address).status_code == 404
    assert "We do not know this link" in even(Client().get(person.address))
    assert "Welcome back" in even(Client().get(begun.address))
    assert begun.answer().send().headers["Location"] == "/answer/sent/"


def test_the_way_back_shows_the_link_of_the_letter(assessment: Assessment) -> None:
    person = Invited(invite(assessment)).start()
    text = even(person.client.get("/answer/come-back/"))
    assert f'value="http://testserver{person.address}"' in text


def test_somebody_without_a_letter_gets_a_link_of_the_same_kind(assessment: Assessment) -> None:
    person = Person(assessment).start()
    text = person.read("/answer/come-back/")
    assert f'value="http://testserver/answer/{person.code}/"' in text
    assert "Welcome back" in even(Client().get(f"/answer/{person.code}/"))


def test_whoever_is_invited_is_not_asked_where_they_work(assessment: Assessment) -> None:
    person = Invited(invite(assessment, sector="health", locality="north")).start()
    assert person.client.get("/answer/about-you/").headers["Location"] == "/answer/theme/1/"
    fields: dict[str, Any] = Fields(person.client.get("/answer/theme/1/").content.decode()).found
    posted = person.client.post("/answer/about-you/", {"draft": fields["draft"], "sector": "health"})
    assert posted.headers["Location"] == "/answer/theme/1/"
    assert "Where you work" not in even(person.client.get("/answer/check/"))
    assert 'href="/answer/about-you/"' not in even(person.client.get("/answer/theme/1/"))
    assert (person.drafts[0].sector, person.drafts[0].locality) == ("", "")


def test_who_took_part_counts_the_invited_where_the_list_has_them(assessment: Assessment) -> None:
    invited = [invite(assessment, sector="health", locality="north"), invite(assessment, sector="education")]
    for invitation in (*invited, invite(assessment, sector="health")):
        Invited(invitation).start()
    for invitation in invited:
        Invited(invitation).start().answer().send()
    by_group_link = Person(assessment).start()
    by_group_link.fill("/answer/about-you/", sector="health")
    by_group_link.autosave(q0="3")
    send_draft(key=draft_key(by_group_link.code))
    silent = Person(assessment).start()
    silent.autosave(q0="3")
    send_draft(key=draft_key(silent.code))
    took_part = participation(assessment)
    assert took_part.by_sector == {"": 1, "education": 1, "health": 2}
    assert took_part.by_locality == {"": 3, "north": 1}
    assert (took_part.sent, took_part.by_group) == (4, {"frontline": 4})


@pytest.mark.parametrize(
    ("people", "invited", "said"),
    [
        (6, 0, "6 people are in this group"),
        (None, 6, "6 people are invited in this group"),
        (1, 6, "1 person is in this group"),
        (10, 6, None),
        (None, 10, None),
        (None, 0, None),
    ],
)
def test_a_small_group_is_told_before_it_answers(
    assessment: Assessment, people: int | None, invited: int, said: str | None
) -> None:
    group = assessment.group_links.get(staff_group__key="leaders").staff_group
    group.people = people
    group.save()
    codes = [letter_to(invite(assessment, "leaders")) for _person in range(invited)]
    invite(assessment, "frontline")
    for code in [assessment.group_links.get(staff_group=group).code, *codes[:1]]:
        text = even(Client().get(f"/answer/{code}/"))
        assert ("by themselves" in text) == (said is not None)
        assert said is None or f"{said}: its results will not be shown by themselves" in text


def test_guessing_personal_links_is_stopped_and_a_right_one_is_not(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TRIES", 3)
    person = Invited(invite(assessment))
    assert [Client().get(f"/answer/NOPE{n:08}/").status_code for n in range(4)] == [404, 404, 404, 429]
    assert person.client.get(person.address).status_code == 200
    person.start()


def test_a_form_of_another_site_starts_nothing(assessment: Assessment) -> None:
    person = Invited(invite(assessment))
    elsewhere = person.client.post(person.address, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    assert person.client.post(person.address, {"form": "made up"}).status_code == 200
    assert not Draft.objects.exists()


def test_the_first_page_costs_the_same_for_one_invited_person_and_for_many(
    assessment: Assessment, django_assert_max_num_queries: Any
) -> None:
    people = [Invited(invite(assessment)) for _person in range(3)]
    for person in people:
        with django_assert_max_num_queries(3):
            person.client.get(person.address)


@pytest.mark.parametrize("audience", ["young-people", "parents"])
def test_a_small_group_of_families_is_told_too(assessment: Assessment, audience: str) -> None:
    group = assessment.partnership.staff_groups.create(key="families", name="Families", audience=audience, people=6)
    code = link_for(assessment, group).code
    text = even(Client().get(f"/answer/{code}/"))
    assert "6 people are in this group: its results will not be shown by themselves" in text
    assert 'href="/answer/how-answers-are-kept/"' in text


def test_finished_is_noted_after_the_sending_in_a_transaction_of_its_own(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def note(_code: str) -> None:
        seen.append((connection.in_atomic_block, Draft.objects.get().sent))

    monkeypatch.setattr(sending, "mark_finished", note)
    Invited(invite(assessment)).start().answer().send()
    assert seen == [(False, True)]
