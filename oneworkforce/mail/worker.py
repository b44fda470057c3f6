"""Mail's part of the worker: rounds of sending, and a look every minute at what others left behind."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from oneworkforce.jobs.processes import my_name
from oneworkforce.jobs.turns import take_back_turns_of_the_dead
from oneworkforce.jobs.worker import Stopping
from oneworkforce.mail import claims
from oneworkforce.mail.models import Message, MessageState
from oneworkforce.mail.rounds import Rounds

FAILED_KEPT = timedelta(days=7)
"""How long a message without a mailing that failed is kept, for support to look at."""


def run_once() -> int:
    """Send all that is due at this moment and return with how many messages that dealt; for tests and for cron.

    While the mail server is away, or takes nothing, messages go on waiting; where the pace is limited, it sends what
    about a second allows.
    """
    stop = Stopping()
    rounds = Rounds(my_name(), stop)
    dealt_with = 0
    try:
        while more := rounds.one_round():
            dealt_with += more
    finally:
        rounds.close()
        stop.close()
    return dealt_with


def look_in() -> None:
    """What every worker's minute brings: claims of the dead are taken back, and single messages leave once sent."""
    take_back_turns_of_the_dead()
    claims.take_back_from_the_dead()
    single = Message.objects.filter(mailing=None)
    single.filter(state__in=[MessageState.SENT, MessageState.NOT_NEEDED]).delete()
    single.filter(state=MessageState.FAILED, due__lt=timezone.now() - FAILED_KEPT).delete()
