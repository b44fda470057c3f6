"""A worker that sends the tests' kind of message. Arguments: what else happens to it.

die-before-noting N   killed when the server has taken its Nth mail, before that is noted
stall-before-noting N stands still there instead, for somebody else to kill
from oneworkforce.mail.worker import run_once  # noqa: E402
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import django

django.setup()

from oneworkforce.jobs.worker import run  # noqa: E402
from oneworkforce.mail.composing import composes  # noqa: E402
from oneworkforce.mail.models import Message, MessageState  # noqa: E402
from oneworkforce.mail.rounds import MailRounds  # noqa: E402
from oneworkforce.mail.worker import run_once  # noqa: E402
from tests.mail.kinds import compose_test_message  # noqa: E402

composes("test", compose_test_message)

if sys.argv[2:]:
    what, left = sys.argv[1], int(sys.argv[2])
    note = MailRounds._note

    def note_or_die(self: MailRounds, message: Message, **fields: Any) -> None:
        global left
        left -= fields.get("state") == MessageState.SENT
        if left == 0:
            if what == "die-before-noting":
                os.kill(os.getpid(), signal.SIGKILL)
            signal.pause()
        note(self, message, **fields)

    MailRounds._note = note_or_die  # type: ignore[method-assign]

if sys.argv[1:] == ["once"]:
    run_once()
else:
    run()
