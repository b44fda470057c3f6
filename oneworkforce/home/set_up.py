"""The first visit to an empty installation: a one-time code, the first account and the partnership."""

from __future__ import annotations

import base64
import hmac

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.partnerships.actions import start_partnership
from oneworkforce.partnerships.models import Partnership
from oneworkforce.partnerships.roles import Role


class AlreadySetUp(Exception):
    """Somebody has an account already, so the code is spent."""


def code_for_first_visit() -> str | None:
    """The code, as XXXX-XXXX-XXXX, while nobody has an account; None after that.

    It is made from the site's key, so every process and every restart print the same one, and nothing has to be stored.
    """
    if User.objects.exists():
        return None
    digest = salted_hmac("oneworkforce.home.set_up", "first visit", algorithm="sha256").digest()
    # No letter that is read as another, or as a figure: I, L and O give way.
    letters = base64.b32encode(digest).decode().translate(str.maketrans("ILO", "389"))[:12]
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def is_the_code(given: str) -> bool:
    """Whether a visitor typed the code, with or without its dashes, in any case."""
    code = code_for_first_visit()
    return code is not None and hmac.compare_digest(_plain(given).encode(), _plain(code).encode())


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()


@transaction.atomic
def set_up(*, name: str, email: str, password: str, partnership: dict[str, str]) -> tuple[User, Partnership]:
    """Make the first account and its partnership, and make the person its project officer.

    :raises AlreadySetUp: when an account was made in the meantime.
    """
    _one_at_a_time()
    if User.objects.exists():
        raise AlreadySetUp
    user = User.objects.create_user(email=email, name=name, password=password)
    record("account made", by=user)
    made = start_partnership(by=user, **partnership)
    made.members.create(user=user, role=Role.OFFICER)
    record("member added", by=user, partnership=made.key, member=user.pk, role=Role.OFFICER)
    return user, made


def _one_at_a_time() -> None:
    """Wait for whoever is setting up at this moment. SQLite's transactions take turns anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(User._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE")
