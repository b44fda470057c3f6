"""Nothing is recorded without saying who did it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import Event
from tests.factories import make_member, make_partnership


@pytest.mark.django_db
def test_a_person_or_the_command_line_is_recorded() -> None:
    officer = make_member(make_partnership())
    before = Event.objects.count()
    record("plan changed", by=officer)
    record("plan changed", by=None)
    assert list(Event.objects.order_by("pk").values_list("by", flat=True))[before:] == [officer.pk, None]


@pytest.mark.django_db
def test_nobody_in_particular_is_refused_with_what_to_pass() -> None:
    with pytest.raises(TypeError, match="needs to know who did it"):
        record("plan changed", by=AnonymousUser())  # type: ignore[arg-type]
    assert not Event.objects.exists()
