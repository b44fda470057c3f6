"""What went wrong with a message: the server's words without addresses, and our advice."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from oneworkforce.mail.blame import Blame, whose_fault

NOT_WRITTEN = "not written"
"""How a fault begins if we could not compose the message."""

_LINK = re.compile(r"(?:https?|mailto):\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>()\[\]{},;:\"]+@[^\s<>()\[\]{},;'\"]+")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\u00a0-\U0010ffff]+")
LONGEST = 500


def without_addresses(said: str | bytes) -> str:
    """What a server said on one line, without addresses and links; at most 500 characters."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    text = _UNPRINTABLE.sub(" ", text)
    text = _ADDRESS.sub("…", _LINK.sub("…", text))
    return " ".join(text.split())[:LONGEST]


def advice(fault: str) -> str:
    """What to do about a message that failed or came back. `fault`: as kept with the message."""
    if fault.startswith(NOT_WRITTEN):
        return _("The letter could not be written. Look at its words and try again; if it fails again, tell support.")
    if whose_fault(fault) is not Blame.PERSON:
        return _("This was no fault of the address: our mail was refused. Put that right, and send again.")
    status = _STATUS.search(fault)
    subject, detail = (status[2], status[3]) if status else ("", "")
    if subject == "1" or (subject == "4" and detail == "1" and "access denied" in fault.lower()):
        return _("There is no such address. Ask for the right one, correct it, and send again.")
    if subject == "2":
        if detail == "2":
            return _("The mailbox is full. Reach the person in another way, or send again in some days.")
        return _("The mailbox does not take mail. Ask the person for another address.")
    if subject == "3" or (subject, detail) == ("5", "3"):
        return _("The other side has no room or takes no such mail now. Send again tomorrow.")
    if subject == "4":
        return _("The other side could not be reached for days. Check the part after the @, and send again.")
    if subject == "7":
        return _("The other side refuses our mail. Ask its technical staff to let mail from this service in.")
    if status and status[1] == "4":
        return _("It did not work this time. Send again tomorrow.")
    if re.match(r"55[0134]\b", fault):
        return _("The other side refused the mail. Check the address, and send again.")
    return _("The mail could not be delivered. Check the address, and send again.")


def server_advice(said: str) -> str:
    """What to do when the mail server takes nothing from us. `said`: the server's or the network's words."""
    by_fault = {
        Blame.LIMIT: _(
            "The service that sends our mail has a limit for an hour or a day, which is reached. What is left goes out "
            "by itself when it is over. ONEWORKFORCE_MAIL_PER_MINUTE can keep below it."
        ),
        Blame.SENDER: _("Look at ONEWORKFORCE_MAIL_FROM: the account may not send as this sender, or is blocked."),
        Blame.SIGN_IN: _("Look at the user and the password in ONEWORKFORCE_SMTP_URL."),
        Blame.PROOF: _(
            "The sender’s domain does not prove that mail from this server is its own: ask whoever runs its DNS to "
            "add the server to SPF, and to sign with DKIM."
        ),
        Blame.REPUTATION: _(
            "The machine that sends our mail is on a list of senders of unwanted mail. Ask whoever runs it to have it "
            "taken off, or send through another."
        ),
    }
    if (fault := whose_fault(said)) in by_fault:
        return by_fault[fault]
    code = said[:3]
    text = said.lower()
    if "starttls" in text or "certificate" in text or "ssl" in text:
        return _("Look at the encryption in ONEWORKFORCE_SMTP_URL: smtps://, ?tls=starttls or ?tls=none.")
    if code in {"535", "534", "538", "454"} or "auth" in text:
        return _("Look at the user and the password in ONEWORKFORCE_SMTP_URL.")
    if code in {"550", "553", "554", "501"}:
        return _("Look at ONEWORKFORCE_MAIL_FROM: the server must allow this sender.")
    if code.startswith("4"):
        return _("The server asks to wait. What is due is tried again by itself.")
    return _("Check the host and the port in ONEWORKFORCE_SMTP_URL, and that this machine can reach them.")
