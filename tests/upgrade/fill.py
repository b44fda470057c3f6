"""Puts a row into every table that the demonstration leaves empty, so that a dump shows what an upgrade must keep.

`make_dumps.sh` runs it on the version whose database is dumped, so it knows models by their labels alone.
"""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, date, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneworkforce.config.settings")

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.core.cache import cache  # noqa: E402

THEN = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def hashed(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def rows(label: str):
    return apps.get_model(label)._base_manager


def fill() -> None:
    """One row or more in each table; everybody is made up."""
    rows("assessments.Assessment").get(key="linnetshaw-2025").delete()  # the dump stays small
    over = rows("assessments.Assessment").get(key="linnetshaw-2026")
    open_now = rows("assessments.Assessment").get(key="linnetshaw-six-months-on")
    # Without a last day it is open whenever the test runs.
    rows("assessments.Assessment").filter(pk=open_now.pk).update(closes_on=None, closes_at=None)
    linnetshaw = open_now.partnership
    groups = {group.key: group for group in linnetshaw.staff_groups.all()}
    officer = rows("accounts.User").get(email__startswith="asha.rahman")
    signatory = rows("accounts.User").get(email__startswith="grace.okafor")

    rows("partnerships.ThemeName").create(
        partnership=linnetshaw, theme="complementary-roles", name="Working side by side"
    )

    drafts = list(open_now.drafts.order_by("pk")[:3])
    rows("questionnaires.Draft").filter(pk=drafts[0].pk).update(sent=False, marks="a1b2", tool_comment="Too long")
    for draft, words in zip(
        drafts, ("We meet every week.", "Ymweld â’r ysgol “bob mis”.", "Line one\nline two; 'quoted'"), strict=True
    ):
        rows("questionnaires.DraftComment").create(draft=draft, theme="complementary-roles", text=words)
    rows("questionnaires.HeldBack").create(assessment=over, staff_group=groups["frontline"], dimensions="1" * 44)
    rows("questionnaires.WebPage").create(assessment=open_now, shown=True, words="We ask **everybody**.", links=True)

    rows("paper.ReturnNote").create(assessment=open_now, return_to="Room 4, Linnet House", return_by=date(2026, 12, 11))
    pile = rows("paper.Pile").create(
        assessment=open_now, staff_group=groups["frontline"], name="Box from Linnet House", sheets=3
    )
    rows("paper.Pile").create(
        assessment=over,
        staff_group=groups["leaders"],
        name="Away day",
        sheets=2,
        state="finished",
        typed=2,
        checked=2,
        compared=88,
        explanation="One sheet was empty.",
    )
    for number, turn, by in ((1, 1, officer), (1, 2, signatory), (2, 1, officer)):
        rows("paper.Typing").create(
            pile=pile,
            number=number,
            turn=turn,
            by=by,
            sheet=drafts[0].sheet,
            sector="",
            locality="",
            comments={"complementary-roles": "Hard to read"},
            saves=2,
            complete=True,
        )

    wave = open_now.waves.order_by("pk").first() or rows("invitations.Wave").create(
        assessment=open_now, name="First wave"
    )
    invitation = rows("invitations.Invitation").create(
        assessment=open_now,
        wave=wave,
        name="Guest One",
        email="guest.one@linnetshaw.example",
        staff_group=groups["frontline"],
    )
    rows("invitations.InvitationKey").create(key_hash=hashed("key"), invitation=invitation)
    rows("invitations.KeptNumber").create(
        assessment=open_now, staff_group=groups["leaders"], wave=wave, invited=9, finished=4
    )
    rows("invitations.Letter").create(
        assessment=open_now,
        kind="invitation",
        language="en-gb",
        subject="Tell us how we work together",
        body="Hello\n\n{link}\n",
        signed_name="Grace Okafor",
        signed_role="Director",
    )
    rows("invitations.LetterApproval").create(
        assessment=open_now, kind="invitation", language="en-gb", words=hashed("letter"), by=signatory
    )
    rows("invitations.Contact").create(assessment=open_now, name="Asha Rahman", email="asha@linnetshaw.example")
    rows("invitations.DoNotWrite").create(partnership=linnetshaw, address_hash=hashed("nobody@linnetshaw.example"))
    rows("invitations.UploadedList").create(
        assessment=open_now,
        by=officer,
        file_name="people.csv",
        people=[[2, "a@linnetshaw.example", "frontline"]],
        notes=["CSV"],
    )

    mailing = rows("mail.Mailing").create(
        kind="invitations: letter", about="dump", partnership=linnetshaw.key, assessment=open_now.key, paused=True
    )
    rows("mail.Message").create(
        mailing=mailing,
        kind="invitations: letter",
        about=invitation.pk,
        state="waiting",
        due=THEN + timedelta(days=3650),
    )
    rows("mail.Message").create(
        kind="invitations: letter", about="lost", state="lost", due=THEN, tries=5, fault="550 no such person"
    )
    rows("mail.ShownMail").create(
        to="guest.one@linnetshaw.example",
        subject="Hello",
        text="Hello\n",
        headers={"X-Kind": "letter"},
        assessment=open_now.key,
    )
    for name in ("questionnaires: leave no traces", "invitations: purge", "pace of sending"):
        rows("mail.Turn").create(name=name, next_at=THEN)
    rows("mail.Trouble").create(what="server", said="The mail server does not answer.", since=THEN)

    rows("account.EmailAddress").create(user=officer, email=officer.email, verified=True, primary=True)
    address = rows("account.EmailAddress").get()
    rows("account.EmailConfirmation").create(email_address=address, key="k" * 20, sent=THEN)
    Session.objects.create(session_key="s" * 32, session_data="e30:signed", expire_date=THEN + timedelta(days=3650))
    Group.objects.create(name="Nobody").permissions.add(1)
    cache.set("tries", 3, timeout=None)


def tell_what_is_empty() -> None:
    """Name each model that still has no row; a dump with one of them shows nothing of its table."""
    empty = [model._meta.label for model in apps.get_models() if not model._base_manager.exists()]
    if empty:
        raise SystemExit(f"No row of {', '.join(empty)}: give each one in fill.py.")


if __name__ == "__main__":
    fill()
    tell_what_is_empty()
