"""`oneworkforce worker` and `oneworkforce mail`."""

from __future__ import annotations

from typing import BinaryIO

import click
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from oneworkforce.jobs.worker import run
from oneworkforce.mail.bounces import note_bounces
from oneworkforce.mail.composing import Mail
from oneworkforce.mail.envelopes import envelope, sender
from oneworkforce.mail.faults import advice, server_advice
from oneworkforce.mail.models import random_id
from oneworkforce.mail.outbox import what_to_set
from oneworkforce.mail.server import NotNow, OutOfReach, Refused, SmtpOffice
from oneworkforce.mail.shown import show
from oneworkforce.mail.worker import run_once


@click.command()
@click.option("--once", is_flag=True, help="Send what is due now, and end.")
@click.option("--parent", type=int, hidden=True, help="Stop when this is no longer the parent process.")
def worker(once: bool, parent: int | None) -> None:
    """Send due mail and do the work of every minute and every day, until stopped.

    You can run several, also on several machines with one database. `serve` runs one too, unless
    ONEWORKFORCE_WORKER_IN_SERVE=0.
    """
    if once:
        click.echo(_("Messages dealt with: %(n)s.") % {"n": run_once()})
        return
    if parent is None:
        click.echo(what_to_set() or _("The mail worker is running (stop it with Ctrl+C)."))
    run(parent=parent)


@click.group()
def mail() -> None:
    """Check that mail can be sent, and read mail that came back."""


@mail.command("test")
@click.argument("address")
def test(address: str) -> None:
    """Send a test mail to ADDRESS now and show the mail server's answer."""
    try:
        validate_email(address)
    except ValidationError:
        raise click.ClickException(_("%(address)s is not an e-mail address.") % {"address": address}) from None
    if missing := what_to_set():
        raise click.ClickException(missing)
    written = Mail(
        to=address,
        subject=_("A test mail from One Workforce"),
        text=_("This mail shows that One Workforce can send mail. Nothing needs to be done.\n"),
    )
    if not settings.SMTP:
        show(written)
        click.echo(_("No mail server is set, so the mail is shown in the demonstration’s outbox, and not sent."))
        return
    office = SmtpOffice()
    try:
        office.open()
        office.send(envelope(written, random_id()), written)
    except OutOfReach as fault:
        raise click.ClickException(
            _("The mail server %(server)s does not take our mail. It said: %(said)s\n%(advice)s")
            % {"server": office.place, "said": fault, "advice": server_advice(str(fault))}
        ) from None
    except (NotNow, Refused) as fault:
        raise click.ClickException(
            _("%(server)s is there, but does not take mail to this address. It said: %(said)s\n%(advice)s")
            % {"server": office.place, "said": fault, "advice": advice(str(fault))}
        ) from None
    finally:
        office.close()
    click.echo(
        _("%(server)s has taken the mail, from %(sender)s. Check that it arrives, and not in the junk mail.")
        % {"server": office.place, "sender": sender()[1]}
    )


@mail.command("bounced")
@click.argument("file", type=click.File("rb"), default="-")
def bounced(file: BinaryIO) -> None:
    """Read mail that came back from FILE or standard input, and mark its messages.

    FILE holds one delivery status notification, or an mbox of them.
    """
    noted = note_bounces(file.read())
    click.echo(
        _(
            "Came back: %(came_back)s. Because of us, and sent again later: %(ours)s. Only late: %(late)s. "
            "Marked as junk: %(complaints)s. Not known here: %(unknown)s. No report: %(no_report)s."
        )
        % {
            "ours": noted.ours,
            "complaints": noted.complaints,
            "came_back": noted.came_back,
            "late": noted.late,
            "unknown": noted.unknown,
            "no_report": noted.no_report,
        }
    )
