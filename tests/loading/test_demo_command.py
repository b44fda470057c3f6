"""`oneworkforce demo` changes nothing twice, and stays away from what is real."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction

from oneworkforce.accounts.models import Event, User
from oneworkforce.gathering.questionnaires.models import Draft, Sheet, Tally
from oneworkforce.invitations.models import Invitation
from oneworkforce.loading.actions import load_file
from oneworkforce.loading.commands import demo
from oneworkforce.partnerships.models import Partnership
from oneworkforce.yaml_files.faults import FileFaults
from tests.factories import make_member, make_partnership


@pytest.fixture
def loaded(db: None) -> None:
    """The demonstration, loaded."""
    ran = CliRunner().invoke(demo)
    assert ran.exit_code == 0, ran.output


def state() -> dict[str, Any]:
    """Everything that two loads have in common: ids and times left out."""
    tallies = Tally.objects.values_list("assessment__key", "staff_group__key", "sector", "locality", "sheets", "counts")
    answers = ("assessment__key", "staff_group__key", "sector", "locality", "sheet")
    return {
        "tallies": sorted((*row[:-1], bytes(row[-1])) for row in tallies),
        "sheets": sorted(Sheet.objects.values_list(*answers)),
        "drafts": sorted(Draft.objects.values_list(*answers)),
        "events": list(Event.objects.order_by("pk").values_list("what", "partnership", "assessment")),
    }


def test_again_changes_nothing(loaded: None) -> None:
    before = state()
    ran = CliRunner().invoke(demo)
    assert ran.exit_code == 0
    assert "there already" in ran.stdout
    assert state() == before


def test_two_loads_give_the_same(db: None) -> None:
    assert loaded_and_undone() == loaded_and_undone()


def loaded_and_undone() -> dict[str, Any]:
    """What there is after a load into an empty database, which is empty again afterwards."""
    with transaction.atomic():
        assert not Partnership.objects.exists()
        assert CliRunner().invoke(demo).exit_code == 0
        found = state()
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_refused_over_a_partnership_that_is_real() -> None:
    make_partnership(name="Our own partnership")
    ran = CliRunner().invoke(demo)
    assert ran.exit_code == 1
    assert "“Our own partnership”" in ran.stderr
    assert "nothing was loaded" in ran.stderr
    assert Partnership.objects.count() == 1


def test_what_is_missing_of_it_is_loaded_unless_something_real_stands_beside_it(loaded: None) -> None:
    Invitation.objects.filter(assessment__partnership__key="brinemere").delete()
    Partnership.objects.filter(key="brinemere").delete()
    own = make_partnership(name="Our own partnership")
    assert CliRunner().invoke(demo).exit_code == 1
    assert not Partnership.objects.filter(key="brinemere").exists()
    own.delete()
    ran = CliRunner().invoke(demo)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("Brinemere")
    assert Partnership.objects.count() == 2


@pytest.mark.django_db
def test_nobodys_own_account_becomes_a_persona() -> None:
    own = make_member(make_partnership())
    User.objects.filter(pk=own.pk).update(email="owen.tasker@brinemere.example")
    file = Path(str(resources.files("oneworkforce.demo") / "2-brinemere.yaml"))
    with pytest.raises(FileFaults, match="somebody's own account"):
        load_file(path=file, demonstration=True, by=None)
    own.refresh_from_db()
    assert not own.is_persona
