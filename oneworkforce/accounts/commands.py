"""`oneworkforce account`, for people who can't be given a link on a page."""

from __future__ import annotations

import click
from django.conf import settings
from django.utils.translation import gettext as _

from oneworkforce.accounts.actions import password_path
from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User


@click.group()
def account() -> None:
    """Give someone a new way in."""


@account.command("link")
@click.argument("email")
def link(email: str) -> None:
    """Print a link for EMAIL to set a password. It works once, for three days."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise click.ClickException(_("Nobody has an account with the address %(email)s.") % {"email": email})
    record("password link made", by=None, details_of=user.pk)
    origin = settings.ORIGIN or f"http://{settings.BIND}:{settings.PORT}"
    click.echo(origin + password_path(user))
