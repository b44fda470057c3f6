"""Setting up an empty installation with a one-time code."""

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
    """Somebody already has an account, so the code has been used."""


def code_for_first_visit() -> str | None:
    """The code, as XXXX-XXXX-XXXX; None once anybody has an account."""
    if User.objects.exists():
        return None
    # Made from the site's key, so every process prints the same one and nothing is stored.
    digest = salted_hmac("oneworkforce.home.set_up", "first visit", algorithm="sha256").digest()
    # I, L and O look like other letters or figures.
    letters = base64.b32encode(digest).decode().translate(str.maketrans("ILO", "389"))[:12]
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def is_the_code(given: str) -> bool:
    """Compare, ignoring dashes, spaces and capitals."""
    code = code_for_first_visit()
    return code is not None and hmac.compare_digest(_plain(given).encode(), _plain(code).encode())


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()


@transaction.atomic
def set_up(*, name: str, email: str, password: str, partnership: dict[str, str]) -> tuple[User, Partnership]:
    """Make the first account, as project officer of a new partnership; AlreadySetUp if there is one."""
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
    """Wait for anybody else who is setting up. SQLite's transactions do that by themselves."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(User._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE")
