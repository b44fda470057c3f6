"""One round of sending: claim what is due, compose it, hand each mail over, and note that at once.

A worker that is killed between the server's 250 and our note leaves one message in doubt. It is sent again under the
same Message-ID. Nothing else is sent twice, and nothing is lost.
"""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from oneworkforce.mail import claims, outbox
from oneworkforce.mail.composing import Mail, compose
from oneworkforce.mail.envelopes import MailRefused, envelope
from oneworkforce.mail.faults import NOT_WRITTEN, without_addresses
from oneworkforce.mail.models import Message, MessageState, Trouble
from oneworkforce.mail.pace import places
from oneworkforce.mail.server import NotNow, OutOfReach, Refused, SmtpOffice, Stop
from oneworkforce.mail.shown import ShownOffice

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 100
AFTER_TROUBLE = 5
"""Messages tried at once while the server takes none, so that the others keep their tries."""
FINAL_IN_A_ROW = 20
"""After this many refusals for good in a row, we blame the server and not the messages."""
LOOKS_AGAIN = 0.25
"""Seconds after which a worker checks its claims: a pause takes effect this soon."""
LONGEST_WAIT = 60.0
"""Seconds between two tries at a server that takes nothing."""
AGAIN_AFTER = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240, 480, 720, 1440)]
"""Waits after refusals that were only for now: two days in all."""
MOST_COMPOSING = 3
"""How often we try to compose a message."""
GIVING_UP_AFTER = 20.0
"""Seconds for which a stopping worker still tries to note that a message was sent."""
NO_WAIT = timedelta()


class MailRounds:
    """What a worker remembers from round to round: its connection, and how the server has behaved."""

    def __init__(self, name: str, stop: Stop) -> None:
        self.name, self.stop = name, stop
        self.office: SmtpOffice | ShownOffice = (
            SmtpOffice(stop=stop, while_waiting=self._keep_claims) if settings.SMTP else ShownOffice()
        )
        self._not_before = 0.0
        self._tries = 0
        self._temporary = self._final = 0
        # "": no trouble is noted. None: a worker before this one may have noted some.
        self._trouble: str | None = None
        self._claimed: dict[str, Message] = {}
        self._looked = self._renewed = 0.0

    def take_back(self) -> None:
        """Free what dead workers claimed, and what this one did before the database was away."""
        claims.take_back_from_the_dead()
        claims.let_go_of_all(by=self.name)

    def close(self) -> None:
        """Close the connection to the mail server."""
        self.office.close()

    def one_round(self) -> int:
        """Deal with up to 100 due messages; returns how many (0 while the server is away).

        :raises OperationalError, InterfaceError: the database is gone.
        """
        if not outbox.can_send() or time.monotonic() < self._not_before or outbox.is_held():
            return 0
        if not claims.anything_due():
            self._no_trouble()
            return 0
        try:
            self.office.open()
        except OutOfReach as away:
            self._wait_for_the_server(str(away))
            return 0
        most, first, apart = self._places()
        if not most:
            return 0
        claimed = claims.claim(most, by=self.name)
        self._claimed = {message.pk: message for message in claimed}
        self._looked = self._renewed = time.monotonic()
        try:
            self._send_claimed(first, apart)
        finally:
            left, self._claimed = list(self._claimed), {}
            if left:
                claims.let_go(left, by=self.name)
        return len(claimed) - len(left)

    def _send_claimed(self, first: datetime, apart: timedelta) -> None:
        composed = compose(self._claimed.values())
        unwanted = [pk for pk in self._claimed if pk not in composed.mails and pk not in composed.faults]
        self._forget_claims(unwanted)
        if unwanted:
            Message.objects.filter(pk__in=unwanted).update(
                state=MessageState.NOT_NEEDED, claimed_by="", claimed_until=None
            )
        for pk, fault in composed.faults.items():
            self._could_not_write(self._claimed.pop(pk), fault)
        for place, (pk, mail) in enumerate(composed.mails.items()):
            if not self._may_go_on(first + place * apart):
                return
            if pk in self._claimed and not self._send(self._claimed[pk], mail):
                return

    def _send(self, message: Message, mail: Mail) -> bool:
        """Send one message and note the outcome; returns whether to go on with the next."""
        try:
            sealed = envelope(mail, message.pk)
        except Exception as fault:
            said = str(fault) if isinstance(fault, MailRefused) else type(fault).__name__
            self._note(message, state=MessageState.FAILED, fault=f"{NOT_WRITTEN}: {said}")
            return True
        try:
            with self.office.handing_over():
                self.office.send(sealed, mail)
                self._note(message, state=MessageState.SENT, fault="")
        except OutOfReach as away:
            # A connection that ends after some mails has reached the server's limit for one: begin the next at once.
            if away.wait or self.office.is_open or not self.office.answered_before:
                self._wait_for_the_server(str(away), away.wait)
            return False
        except NotNow as refusal:
            self._later(message, str(refusal))
            self._temporary += 1
            if self._temporary % AFTER_TROUBLE == 0:
                self._wait_for_the_server(str(refusal))
                return False
            return self.office.is_open
        except Refused as refusal:
            self._note(message, state=MessageState.FAILED, fault=str(refusal))
            self._final += 1
            if self._final >= FINAL_IN_A_ROW and self._final % AFTER_TROUBLE == 0:
                self._wait_for_the_server(str(refusal))
                return False
            return self.office.is_open
        self._tries = self._temporary = self._final = 0
        self._no_trouble()
        return True

    def _places(self) -> tuple[int, datetime, timedelta]:
        """How many messages to send now, when the first, and how far apart."""
        careful = self._tries or self._temporary >= AFTER_TROUBLE or self._final >= FINAL_IN_A_ROW
        most, now = AFTER_TROUBLE if careful else MOST_AT_ONCE, timezone.now()
        if not settings.MAIL_PER_MINUTE:
            return most, now, timedelta()
        booked, first = places(most, per_minute=settings.MAIL_PER_MINUTE, now=now)
        return booked, first, timedelta(minutes=1) / settings.MAIL_PER_MINUTE

    def _may_go_on(self, at: datetime) -> bool:
        """Wait for a message's place, keeping claims fresh; False when asked to stop."""
        while not self.stop.is_set():
            if time.monotonic() - self._looked > LOOKS_AGAIN:
                self._look_at_claims()
            ahead = (at - timezone.now()).total_seconds()
            if ahead <= 0:
                return True
            self.stop.wait(min(ahead, LOOKS_AGAIN))
        return False

    def _look_at_claims(self) -> None:
        """Drop messages that aren't wanted any more, and renew the claims of the rest."""
        now = time.monotonic()
        renew = now - self._renewed > claims.RENEWED_AFTER.total_seconds()
        wanted = claims.still_to_send(list(self._claimed), by=self.name, renew=renew)
        self._forget_claims([pk for pk in self._claimed if pk not in wanted], let_go=True)
        self._looked = now
        if renew:
            self._renewed = now

    def _keep_claims(self) -> None:
        """Renew claims while the server is slow. A database that is away must not break the sending."""
        now = time.monotonic()
        if self._claimed and now - self._renewed > claims.RENEWED_AFTER.total_seconds():
            self._renewed = now
            try:
                claims.still_to_send(list(self._claimed), by=self.name, renew=True)
            except (OperationalError, InterfaceError):
                connection.close()

    def _forget_claims(self, messages: list[str], *, let_go: bool = False) -> None:
        if messages and let_go:
            claims.let_go(messages, by=self.name)
        for pk in messages:
            self._claimed.pop(pk, None)

    def _could_not_write(self, message: Message, fault: str) -> None:
        if message.tries + 1 >= MOST_COMPOSING:
            self._note(message, state=MessageState.FAILED, fault=f"{NOT_WRITTEN}: {fault}")
        else:
            self._later(message, f"{NOT_WRITTEN}: {fault}")

    def _later(self, message: Message, said: str) -> None:
        """Try again later, or give up after the last try."""
        if message.tries >= len(AGAIN_AFTER):
            self._note(message, state=MessageState.FAILED, fault=said)
        else:
            due = timezone.now() + AGAIN_AFTER[message.tries]
            self._note(message, tries=message.tries + 1, due=due, fault=said)

    def _note(self, message: Message, **what: Any) -> None:
        """Note a message's outcome, which ends its claim. If the database is away, wait until it is back."""
        begun = time.monotonic()
        while True:
            try:
                # What was sent was sent. Anything else is for whoever holds the claim to say.
                whose = {} if what.get("state") == MessageState.SENT else {"claimed_by": self.name}
                Message.objects.filter(pk=message.pk, **whose).update(**what, claimed_by="", claimed_until=None)
                break
            except (OperationalError, InterfaceError):
                given_up = self.stop.is_set() and time.monotonic() - begun > GIVING_UP_AFTER
                if connection.in_atomic_block or given_up:
                    raise
                connection.close()
                time.sleep(0.5)
        self._claimed.pop(message.pk, None)

    def _wait_for_the_server(self, said: str, wait: timedelta = NO_WAIT) -> None:
        """Leave the server alone, each time for longer, and show people why nothing moves."""
        self._not_before = time.monotonic() + (wait.total_seconds() or min(2.0**self._tries, LONGEST_WAIT))
        self._tries += 1
        said = without_addresses(said)
        if said != self._trouble:
            self._trouble = said
            logger.warning("The mail server %s takes no mail now: %s", self.office.place, said)
            Trouble.objects.update_or_create(
                what=Trouble.SERVER, defaults={"said": said}, create_defaults={"said": said, "since": timezone.now()}
            )

    def _no_trouble(self) -> None:
        if self._trouble != "":
            Trouble.objects.filter(what=Trouble.SERVER).delete()
            self._trouble = ""
