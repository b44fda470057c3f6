"""`oneworkforce member`"""

from __future__ import annotations

import click

from oneworkforce.partnerships.actions import add_member
from oneworkforce.partnerships.models import Partnership
from oneworkforce.partnerships.roles import Role


@click.group()
def member() -> None:
    """Give people a role in a partnership."""


@member.command("add")
@click.argument("email")
@click.argument("partnership")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--name", default="", help="Needed for somebody who has no account yet.")
def add(email: str, partnership: str, role: str, name: str) -> None:
    """Make EMAIL a member of PARTNERSHIP with ROLE, also where another partnership has made the account.

    Be sure first that the account is the person's own: `oneworkforce account link` gives them a new password.
    """
    found = Partnership.objects.filter(key=partnership).first()
    if found is None:
        known = ", ".join(Partnership.objects.order_by("key").values_list("key", flat=True)) or "none"
        raise click.ClickException(f"There is no partnership “{partnership}”. There are: {known}.")
    if "@" not in email:
        raise click.ClickException(f"“{email}” isn’t an e-mail address.")
    added = add_member(partnership=found, email=email, name=name or email, role=Role(role), by=None)
    click.echo(f"{added.user.name} is {added.get_role_display()} of {found.name}.")
