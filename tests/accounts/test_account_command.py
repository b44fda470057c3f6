"""A way in that is made on the command line leaves its mark in the record."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from oneworkforce.accounts.commands import account
from oneworkforce.accounts.models import Event, User


@pytest.mark.django_db
def test_a_link_made_on_the_command_line_is_recorded_without_the_link() -> None:
    user = User.objects.create_user(email="one@example.org", name="One")
    ran = CliRunner().invoke(account, ["link", user.email])
    event = Event.objects.get(what="password link made")
    assert (event.by, event.details) == (None, {"details_of": user.pk})
    assert ran.stdout.strip().split("/")[-2] not in str(event.details)
