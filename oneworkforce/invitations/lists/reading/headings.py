"""What the headings of other people's lists mean: which column may be written to, and which never is.

A list out of a directory, a payroll or a school has several columns of addresses. The one that is somebody's own at
work is known by what its heading says, and so are those that are not: the manager's, the next of kin's, a private one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum

from oneworkforce.plans.vocabulary import fold

NAME, FIRST_NAME, LAST_NAME = "name", "first_name", "last_name"
STAFF_GROUP, ORGANISATION, SECTOR, LOCALITY = "staff_group", "organisation", "sector", "locality"
WAVE, LANGUAGE, WORKFORCE = "wave", "language", "workforce"

HEADINGS: Mapping[str, tuple[str, ...]] = {
    NAME: ("name", "full name", "fullname", "staff name", "employee name", "display name", "contact name", "enw"),
    FIRST_NAME: ("first name", "firstname", "forename", "forenames", "given name", "known as", "enw cyntaf"),
    LAST_NAME: ("last name", "lastname", "surname", "family name", "sn", "cyfenw"),
    STAFF_GROUP: ("staff group", "group", "staff groups", "staffgroup", "grŵp staff"),
    ORGANISATION: (
        "organisation",
        "organization",
        "employer",
        "agency",
        "organisation name",
        "company name",
        "sefydliad",
    ),
    SECTOR: ("sector", "workforce sector", "sectors"),
    LOCALITY: ("locality", "district", "locality district", "locality or district", "area", "ardal"),
    WAVE: ("wave", "ton"),
    LANGUAGE: ("language", "preferred language", "language preference", "language wish", "iaith"),
    WORKFORCE: ("core or wider", "core wider", "workforce", "core or wider workforce", "gweithlu"),
}
LOOSER: Mapping[str, tuple[str, ...]] = {
    NAME: ("person", "contact", "who", "cn", "user"),
    FIRST_NAME: ("first",),
    LAST_NAME: ("last",),
    STAFF_GROUP: ("team",),
    ORGANISATION: ("company", "service", "school", "workplace", "works for", "trust"),
    LOCALITY: ("neighbourhood", "town", "place"),
    WAVE: ("phase", "cohort", "batch", "tranche"),
}
"""Headings that are taken for a column only where nothing better is there."""

FIELD = {heading: name for name, headings in HEADINGS.items() for heading in headings}
LOOSE_FIELD = {heading: name for name, headings in LOOSER.items() for heading in headings}


class AddressKind(IntEnum):
    """How sure it is that a column of addresses is each person's own at work; the surest is the lowest."""

    AT_WORK = 0
    PLAIN = 1
    BY_OTHER_WORDS = 2
    SIGN_IN = 3
    NOT_THEIRS = 4


_ADDRESS = re.compile(
    r"\b(?:e ?mails?|mails?|e ?bost|mailbox|smtp|work address|work addr|user principal name|userprincipalname|upn"
    r"|email(?:id|address|addr|work))\b"
)
_SIGN_IN = frozenset({"principal", "userprincipalname", "upn", "login", "logon", "username", "account"})
_OF_WORK = frozenset(
    {"work", "business", "office", "official", "corporate", "primary", "main", "employee", "staff", "gwaith"}
)
# fmt: off
_PLAIN = frozenset({
    "email", "e", "mail", "mails", "emails", "bost", "ebost", "address", "addresses", "addr", "id", "value",
    "1", "user", "smtp", "mailbox", "cyfeiriad", "emailid", "emailaddress", "emailaddr", "emailwork", "your",
    "their", "the", "of",
})
# fmt: on
# fmt: off
_SOMEBODY_ELSES = frozenset({
    "recovery", "private", "personal", "home", "secondary", "second", "alternate", "alternative", "alt",
    "additional", "other", "others", "backup", "fallback", "manager", "managers", "mgr", "supervisor",
    "supervisors", "emergency", "kin", "nok", "parent", "parents", "guardian", "carer", "mother", "mum",
    "father", "dad", "partner", "spouse", "husband", "wife", "referee", "doctor", "gp", "assistant", "pa",
    "secretary", "previous", "old", "former", "new", "billing", "invoice", "accounts", "finance", "support",
    "helpdesk", "proxy", "forward", "forwarding", "reply", "sender", "from", "cc", "bcc", "deputy", "family",
    "pupil", "student", "child", "created", "modified", "owner", "approver", "inviter", "recruiter",
    "payroll", "2", "3", "4", "5",
})
# fmt: on
# fmt: off
_ABOUT_MAIL = frozenset({
    "status", "verified", "confirmed", "opt", "optin", "optout", "consent", "sent", "date", "template",
    "subject", "format", "type", "label", "count", "bounced", "bounces", "marketing", "permission",
    "preference", "preferences", "enabled", "allowed", "allow", "allows", "blacklisted", "blocklisted",
    "password", "domain", "hash", "unsubscribed", "quota", "size", "permissions", "stop", "display", "name",
})
# fmt: on

# Marks of other tools on people who do not want to be written to.
_OPTED_OUT = re.compile(
    r"(?:(?:e ?mails? )?opt(?:ed)? ?out(?: (?:of )?(?:e ?mails?|all))?"
    r"|has opted out(?: of e ?mails?)?"
    r"|unsubscribed(?: (?:from|at|on|date).*)?"
    r"|(?:e ?mail )?(?:blacklisted|blocklisted|suppressed)"
    r"|do not (?:e ?mail|contact|mail|write|allow e ?mails?)|blocked)"
)
_STATUS = re.compile(r"(?:e ?mail|subscription|member|contact|subscriber|mailing|opt ?in|marketing)? ?(?:status|state)")
# fmt: off
_OUT = frozenset({
    "optout", "unsubscribed", "unsubscribe", "blacklisted", "blocklisted", "suppressed", "blocked",
    "complained", "abuse", "optedout", "donotcontact", "donotemail", "donotmail", "donotallow",
})
# fmt: on
_NO = frozenset({"", "0", "n", "no", "false", "-", "–", "—", "none", "never", "nage", "na", "allow", "ok", "null"})

_LIKE_A_WAVE = re.compile(
    r"\d|\b(?:wave|phase|cohort|batch|tranche|ton|pilot|first|second|third|fourth|fifth|next|last)\b|^(?:[a-h]|[ivx]+)$"
)


def as_heading(text: str) -> str:
    """A heading without what programs and people write in different ways: capitals inside, stars, brackets, numbers."""
    plain = re.sub(r"\[[^\]]*\]", " ", text[:100].replace("/", " "))
    plain = re.sub(r"\((?:required|optional|mandatory|read only|upload only)\)", " ", plain, flags=re.IGNORECASE)
    plain = re.sub(r"^\s*(?:[Qq]?\d{1,3}[.):]|Q\d{1,3}\b)", " ", plain)
    plain = re.sub(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    folded = " ".join(re.sub(r"[^\w ]", " ", fold(plain)).split())
    return re.sub(r"\b(?:e mail|e bost)\b", lambda found: found[0].replace(" ", ""), folded)


def address_of(heading: str) -> AddressKind | None:
    """What a column of addresses is to each person; None for a heading that speaks of something else."""
    folded = as_heading(heading)
    found = _ADDRESS.search(folded)
    if not found or marks_opting_out(heading):
        return None
    words = set(folded.split())
    if words & _SOMEBODY_ELSES or "next of" in folded:
        return AddressKind.NOT_THEIRS
    if words & _SIGN_IN:
        return AddressKind.SIGN_IN
    if words & _ABOUT_MAIL:
        return None
    if not words - _PLAIN - _OF_WORK:
        return AddressKind.AT_WORK if words & _OF_WORK else AddressKind.PLAIN
    return AddressKind.BY_OTHER_WORDS


def says_opted_out(heading: str, cell: str) -> bool:
    """Whether a cell under this heading says that another tool holds the person for one who wants no mail."""
    folded = as_heading(heading)
    said = "".join(re.findall(r"\w+", fold(cell)))
    if _OPTED_OUT.fullmatch(folded):
        return said not in _NO and fold(cell) not in _NO
    return bool(_STATUS.fullmatch(folded) or folded == "emailstatus") and said in _OUT


def marks_opting_out(heading: str) -> bool:
    """Whether a column may say that people want no mail."""
    folded = as_heading(heading)
    return bool(_OPTED_OUT.fullmatch(folded) or _STATUS.fullmatch(folded) or folded == "emailstatus")


def is_like_a_wave(cell: str) -> bool:
    """Whether somebody would call a wave of letters so; a “Phase” may be that of a school, which is “Primary”."""
    return bool(_LIKE_A_WAVE.search(fold(cell)))


def is_like_a_name(cell: str) -> bool:
    """Whether a cell under a heading as loose as “Contact” can be a name: not a telephone number, nor an address."""
    return any(letter.isalpha() for letter in cell) and not any(sign.isdigit() or sign == "@" for sign in cell)
