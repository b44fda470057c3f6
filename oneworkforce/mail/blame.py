"""Whose fault a refusal is: the person's whose address it is, or ours. Told by code and text together.

A refusal of us never counts against a person. Codes: RFC 3463, RFC 7372 and IANA's registry of enhanced status codes.
What servers put after them: the public documentation of Microsoft ("Email non-delivery reports in Exchange Online"),
Google ("Gmail SMTP errors and codes", "Email sender guidelines"), Amazon SES ("SMTP response codes") and Postfix
("postconf": reject codes), each as it stood in 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum


class Blame(Enum):
    """Why a mail was refused. All but PERSON are of us, and end without anybody's address being touched."""

    PERSON = "person"
    LIMIT = "limit"
    SENDER = "sender"
    SIGN_IN = "sign in"
    PROOF = "proof"
    REPUTATION = "reputation"


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a refusal with this fault looks like: its enhanced status code, or its words, or both."""

    fault: Blame
    status: str = ""
    words: str = ""


# The first that fits counts. Statuses are read whatever their first figure is: 4.7.26 is 5.7.26 for now.
_SIGNS = (
    # Limits of the account or the service that we send through.
    _Sign(Blame.LIMIT, r"5\.4\.5", r"limit|quota|exceed"),
    _Sign(Blame.LIMIT, r"5\.1\.90|5\.2\.121|5\.2\.122|5\.7\.23[236]"),
    _Sign(Blame.LIMIT, r"5\.2\.2", r"submission ?quota"),
    _Sign(Blame.LIMIT, r"5\.7\.(?:28|705|750|50[1238])", r"limit|rate|exceed|unusual|threshold|too many"),
    _Sign(Blame.LIMIT, words=r"daily (?:user )?(?:sending|message|mail|email|smtp relay) (?:limit|quota)"),
    _Sign(
        Blame.LIMIT,
        words=r"(?:sending|message|submission|hourly) (?:rate )?(?:quota|limit)s? .{0,10}(?:exceeded|reached)",
    ),
    _Sign(Blame.LIMIT, words=r"exceeded (?:your|the) .{0,40}(?:sending|messages?|quota|limit)"),
    _Sign(Blame.LIMIT, words=r"maximum (?:sending rate|credits)|throttl(?:ed|ing) failure|sending quota"),
    _Sign(Blame.LIMIT, words=r"too many (?:messages|emails|mails|recipients|connections|concurrent)"),
    _Sign(
        Blame.LIMIT, words=r"rate of (?:your )?(?:messages|mail|email)|unusual rate of|ratelimit exceeded for sender"
    ),
    # We did not say who we are, or not rightly.
    _Sign(Blame.SIGN_IN, r"5\.7\.(?:8|9|57|139)"),
    _Sign(Blame.SIGN_IN, words=r"authentication (?:is )?(?:required|unsuccessful|failed|credentials invalid)"),
    _Sign(Blame.SIGN_IN, words=r"client (?:was )?not authenticated|username and password not accepted"),
    _Sign(Blame.SIGN_IN, words=r"must (?:authenticate|issue a starttls)|unable to relay|not permitted to relay"),
    _Sign(Blame.SIGN_IN, words=r"relay(?:ing)?(?: access)? (?:is )?(?:denied|not permitted)"),
    # This sender may not send here.
    _Sign(Blame.SENDER, r"5\.1\.[78]|5\.7\.60|5\.2\.252"),
    _Sign(Blame.SENDER, words=r"sender (?:address )?(?:rejected|denied|not allowed|verify failed|blocked)"),
    _Sign(
        Blame.SENDER,
        words=r"(?:address|identity|sender|domain)(?: is)? not verified|bad outbound sender|invalid sender",
    ),
    _Sign(Blame.SENDER, words=r"sendasdenied|not allowed to send as|account (?:is )?(?:suspended|disabled)"),
    _Sign(Blame.SENDER, words=r"not (?:authori[sz]ed|permitted|allowed) to send (?:as|from|mail from)"),
    _Sign(Blame.SENDER, words=r"from address .{0,40}not (?:owned|allowed|verified)"),
    # Our domain does not prove that the mail is ours.
    _Sign(Blame.PROOF, r"5\.7\.(?:2[0-79]|3[0-2])"),
    _Sign(Blame.PROOF, words=r"\bspf\b|\bdkim\b|\bdmarc\b|\bptr record|reverse dns"),
    _Sign(Blame.PROOF, words=r"unauthenticated (?:mail|email|message)"),
    # The machine that sends for us has a bad name.
    _Sign(Blame.REPUTATION, r"5\.7\.(?:51\d|60[6-9]|6[1-4]\d)"),
    _Sign(
        Blame.REPUTATION, words=r"(?:client host|(?:your|sending|server) ip|ip address).{0,80}(?:block|list|reputation)"
    ),
    _Sign(
        Blame.REPUTATION, words=r"spamhaus|spamcop|barracuda(?:central| reputation)|blocked using \S+|poor reputation"
    ),
)
_STATUS = re.compile(r"\b[245](\.\d{1,3}\.\d{1,3})\b")
_OF_THE_PERSON = re.compile(
    r"user unknown|unknown (?:user|recipient)|no such (?:user|person|address|recipient|mailbox)|mailbox (?:is )?full"
    r"|over ?quota|recipient(?:'s)? (?:address )?(?:rejected|inbox|mailbox|quota)|does ?n[o']t exist"
    r"|recipient not found|mailbox (?:unavailable|not found|disabled)|invalid recipient|storage quota",
    re.IGNORECASE,
)
WAITS = {
    Blame.LIMIT: timedelta(hours=1),
    Blame.SENDER: timedelta(minutes=15),
    Blame.SIGN_IN: timedelta(minutes=15),
    Blame.PROOF: timedelta(hours=1),
    Blame.REPUTATION: timedelta(hours=1),
}
"""How long nothing more is sent after a refusal of us: a limit of a day is not over in a minute."""


def whose_fault(said: str) -> Blame:
    """Whose fault a refusal is. `said`: the code and the words of a server, or of a report of mail that came back."""
    status = _STATUS.search(said)
    code = f"5{status[1]}" if status else ""
    of_the_person = bool(_OF_THE_PERSON.search(said))
    for sign in _SIGNS:
        fits_code = not sign.status or re.fullmatch(sign.status, code) is not None
        fits_words = not sign.words or re.search(sign.words, said, re.IGNORECASE) is not None
        # Words alone are not believed where others speak of the person; a code that is only ever about us is.
        if fits_code and fits_words and (sign.status or not of_the_person):
            return sign.fault
    return Blame.PERSON
