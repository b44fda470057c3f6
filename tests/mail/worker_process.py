"""A worker that sends the tests' kind of message. Arguments: what else is to happen to it.

die-before-noting N   it is killed when the server has taken its Nth mail, and nobody has noted that yet
stall-before-noting N it stands still there instead, so that somebody else can kill it
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

import django

django.setup()

from oneworkforce.jobs.worker import run  # noqa: E402
from oneworkforce.mail.composing import composes  # noqa: E402
from oneworkforce.mail.models import Message, MessageState  # noqa: E402
from oneworkforce.mail.rounds import Rounds  # noqa: E402
from tests.mail.kinds import compose_test_message  # noqa: E402

composes("test", compose_test_message)

if sys.argv[1:]:
    what, left = sys.argv[1], int(sys.argv[2])
    note = Rounds._note

    def note_or_die(self: Rounds, message: Message, **fields: Any) -> None:
        global left
        left -= fields.get("state") == MessageState.SENT
        if left == 0:
            if what == "die-before-noting":
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(600)
        note(self, message, **fields)

    Rounds._note = note_or_die  # type: ignore[method-assign]

run()
