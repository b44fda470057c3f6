"""Asking for a new link: the same answer to everybody, and a letter to those who are invited."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.take_part import lost_link
from oneworkforce.mail.models import Message
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.adversary import everything
from tests.gathering.questionnaires.answering import Fields, even
from tests.gathering.questionnaires.invited import Invited, invite
from tests.invitations.letters.given import deliver

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/answer/lost-link/"


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_partnership("Rivermouth Partnership"))


def ask(address: str, client: Client | None = None) -> Any:
    """Type an address and press the button."""
    client = client or Client()
    return client.post(ADDRESS, {**Fields(client.get(ADDRESS).content.decode()).found, "email": address})


def test_a_new_link_comes_and_works(assessment: Assessment) -> None:
    first = Invited(invite(assessment, email="ines@example.org"))
    response = ask(" Ines@Example.org ")
    assert response.headers["Location"] == "/answer/lost-link/asked/"
    [mail] = deliver()
    assert mail.to == "ines@example.org"
    code = mail.text.split("/answer/")[1][:12]
    assert code != first.code
    second = Invited(first.invitation, code).start().answer()
    assert second.send().headers["Location"] == "/answer/sent/"
    assert second.finished


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_work(assessment: Assessment) -> None:
    Invited(invite(assessment, email="ines@example.org"))
    done = Invited(invite(assessment, email="done@example.org")).start().answer()
    done.send()
    seen = []
    for address in ("ines@example.org", "done@example.org", "nobody@example.org"):
        client = Client()
        page = {**Fields(client.get(ADDRESS).content.decode()).found, "email": address}
        with CaptureQueriesContext(connection) as queries:
            response = client.post(ADDRESS, page)
        seen.append((response.status_code, response.headers["Location"], response.content, len(queries)))
        assert "example.org" not in even(client.get(response.headers["Location"]))
    assert len(set(seen)) == 1
    assert Message.objects.count() == 3
    assert [mail.to for mail in deliver()] == ["ines@example.org"]


def test_the_address_is_kept_nowhere(assessment: Assessment) -> None:
    ask("nobody.at.all@example.org")
    assert "nobody.at.all" not in repr(everything())


@pytest.mark.parametrize("typed", ["", "ines", "ines@", "a b@example.org", f"{'x' * 300}@example.org"])
def test_what_is_no_address_is_said_at_the_field_and_kept(assessment: Assessment, typed: str) -> None:
    response = ask(typed)
    assert response.status_code == 200
    assert 'aria-describedby="id_email-error"' in even(response) or "govuk-error-message" in even(response)
    assert f'value="{typed}"' in even(response) or not typed
    assert not Message.objects.exists()


def test_asking_again_and_again_is_stopped(assessment: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost_link, "ASKED", 3)
    assert [ask(f"n{n}@example.org").status_code for n in range(4)] == [302, 302, 302, 429]


def test_a_form_of_another_site_asks_for_nothing(assessment: Assessment) -> None:
    client = Client()
    assert client.post(ADDRESS, {"email": "ines@example.org"}).status_code == 200
    assert client.post(ADDRESS, {"email": "a@b.org"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Message.objects.exists()


def test_the_page_is_linked_from_where_people_look_for_it(assessment: Assessment) -> None:
    group = assessment.group_links.get(staff_group__key="frontline").code
    for page in ("/answer/", "/answer/ABCDEFGHJKMN/", "/answer/ABCDEFGH/", f"/answer/{group}/", "/answer/theme/1/"):
        assert f'href="{ADDRESS}"' in even(Client().get(page)), page
