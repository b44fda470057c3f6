"""Signing in, joining by a link, losing a password, and the demonstration's personas."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from oneworkforce.accounts.actions import password_path
from oneworkforce.accounts.commands import account
from oneworkforce.accounts.models import Event, User
from tests.factories import PASSWORD, make_member, make_partnership

pytestmark = pytest.mark.django_db


def test_a_member_signs_in_and_out(client: Client) -> None:
    user = make_member(make_partnership())
    response = client.post("/sign-in/", {"login": user.email.upper(), "password": PASSWORD}, follow=True)
    assert response.status_code == 200
    assert user.name in response.content.decode()
    client.post("/sign-out/")
    assert user.name not in client.get("/").content.decode()


def test_the_same_words_whether_the_address_or_the_password_is_wrong(client: Client) -> None:
    user = make_member(make_partnership())
    wrong = client.post("/sign-in/", {"login": user.email, "password": "something else"}).content.decode()
    unknown = client.post("/sign-in/", {"login": "nobody@example.org", "password": "something else"}).content.decode()
    says = "The e-mail address or the password isn’t right."
    assert "There is a problem" in wrong
    assert wrong.count(says) == unknown.count(says) > 0


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    assert client.get("/sign-up/")["Location"] == "/sign-in/help/"
    client.post("/sign-up/", {"email": "new@example.org", "password1": PASSWORD})
    assert not User.objects.filter(email="new@example.org").exists()


def test_guessing_a_password_is_stopped_and_an_office_behind_one_address_is_not(client: Client) -> None:
    user = make_member(make_partnership())
    for _attempt in range(6):
        client.post("/sign-in/", {"login": user.email, "password": "guess"})
    stopped = client.post("/sign-in/", {"login": user.email, "password": PASSWORD}).content.decode()
    assert "Too many" in stopped
    other = make_member(make_partnership())
    assert client.post("/sign-in/", {"login": other.email, "password": PASSWORD}).status_code == 302


def test_a_link_opens_as_often_as_a_scanner_likes_and_sets_a_password_once(client: Client) -> None:
    user = User.objects.create_user(email="new@example.org", name="New Person")
    path = password_path(user)
    for _scan in range(5):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert client.post(path, {"password": PASSWORD}).status_code == 302
    assert Client().get(path).status_code == 410
    assert Client().post(path, {"password": "another good one"}).status_code == 410
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert list(Event.objects.values_list("what", flat=True)) == ["password set"]


def test_a_form_sent_after_the_session_ended_gives_back_what_was_typed(client: Client) -> None:
    partnership = make_partnership("Fernvale")
    sent = {"name": "A locality with a long name", "csrfmiddlewaretoken": "secret", "password": "hush"}
    response = client.post("/p/fernvale/localities/add/", sent)
    page = response.content.decode()
    assert response.status_code == 403
    assert "A locality with a long name</textarea>" in page
    assert "secret" not in page
    assert "hush" not in page
    assert partnership.localities.count() == 2


def test_somebody_of_one_partnership_lands_in_it(client: Client) -> None:
    partnership = make_partnership("Fernvale")
    user = make_member(partnership)
    landed = client.post("/sign-in/", {"login": user.email, "password": PASSWORD}, follow=True)
    assert landed.redirect_chain[-1][0] == "/p/fernvale/"
    make_partnership().members.create(user=user, role="viewer")
    assert client.get("/signed-in/")["Location"] == "/"


@pytest.mark.parametrize("path", ["/join/x/y/", "/join/MQ/abc-def/", "/join/%C3%A9/1-2/"])
def test_a_link_that_was_never_made_gets_a_page_that_helps(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 410
    assert "no longer works" in response.content.decode()


def test_personas_only_where_the_demonstration_is_on_and_only_on_this_machine(client: Client, settings: Any) -> None:
    persona = User.objects.create_user(email="p@example.org", name="Persona", is_persona=True)
    real = make_member(make_partnership())
    settings.DEMO = False
    assert client.post(f"/sign-in/as/{persona.pk}/").status_code == 404
    settings.DEMO = True
    assert client.post(f"/sign-in/as/{real.pk}/").status_code == 404
    assert client.post(f"/sign-in/as/{persona.pk}/", REMOTE_ADDR="192.0.2.7").status_code == 404
    for header in ("X-Forwarded-For", "Forwarded", "Via"):
        assert client.post(f"/sign-in/as/{persona.pk}/", headers={header: "127.0.0.1"}).status_code == 404
    settings.BEHIND_PROXY = True
    assert client.post(f"/sign-in/as/{persona.pk}/").status_code == 404
    settings.BEHIND_PROXY = False
    assert client.get(f"/sign-in/as/{persona.pk}/").status_code == 405
    assert client.post(f"/sign-in/as/{persona.pk}/").status_code == 302
    assert persona.name in client.get("/").content.decode()


def test_the_command_line_makes_a_link_for_somebody_known_and_refuses_others(settings: Any) -> None:
    user = make_member(make_partnership())
    settings.ORIGIN = "https://workforce.example.org"
    ran = CliRunner().invoke(account, ["link", user.email])
    assert ran.output.startswith("https://workforce.example.org/join/")
    refused = CliRunner().invoke(account, ["link", "nobody@example.org"])
    assert refused.exit_code == 1
    assert "Nobody has an account" in refused.output


def test_events_are_added_and_never_changed() -> None:
    event = Event.objects.create(what="tested")
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()
