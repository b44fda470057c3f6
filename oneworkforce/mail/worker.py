"""What the worker does for mail."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from oneworkforce.jobs.processes import my_name
from oneworkforce.jobs.turns import take_back_turns_of_the_dead
from oneworkforce.jobs.worker import Stopping
from oneworkforce.mail import claims
from oneworkforce.mail.models import Message, MessageState
from oneworkforce.mail.rounds import MailRounds

FAILED_KEPT = timedelta(days=7)
"""How long support can look at a failed message without a mailing."""


def run_once() -> int:
    """Send everything due now and return how many messages that were; for tests and cron.

    While the mail server is away, messages go on waiting. With a limit per minute, it sends about a second's worth.
    """
    stop = Stopping()
    rounds = MailRounds(my_name(), stop)
    dealt_with = 0
    try:
        while more := rounds.one_round():
            dealt_with += more
    finally:
        rounds.close()
        stop.close()
    return dealt_with


def look_in() -> None:
    """Every minute: free the claims of the dead, and delete single messages that were sent."""
    take_back_turns_of_the_dead()
    claims.take_back_from_the_dead()
    single = Message.objects.filter(mailing=None)
    single.filter(state__in=[MessageState.SENT, MessageState.NOT_NEEDED]).delete()
    single.filter(state=MessageState.FAILED, due__lt=timezone.now() - FAILED_KEPT).delete()
