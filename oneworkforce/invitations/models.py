"""People invited by name. Nothing here leads to an answer: see docs/explanation/anonymity.md.

An invitation knows that its person has *finished*, but not when. Its links are kept as keyed hashes, made with another
word than the draft's key: only the link itself joins the two.
"""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.partnerships.models import Partnership, StaffGroup


def random_id() -> str:
    """128 random bits, in hexadecimal."""
    return secrets.token_hex(16)


class Workforce(models.TextChoices):
    """Whether all or part of somebody's job is with children and families."""

    CORE = "core", _l("Core: all of the job")
    WIDER = "wider", _l("Wider: part of the job, or as a volunteer")


class Wave(models.Model):
    """People invited together. `reminders_on`: ISO dates on which those who haven't finished are reminded.

    `sends`: the officer said that the letters go out, on `invites_on` or now.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="waves")
    name = models.CharField(_l("Name of the wave"), max_length=80)
    invites_on = models.DateField(_l("Letters go out on"), null=True, blank=True)
    reminders_on = models.JSONField(_l("Reminders on"), default=list, blank=True)
    sends = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "name"], name="wave_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """One person's invitation to one assessment. `email` is in lower case."""

    id = models.CharField(primary_key=True, max_length=32, default=random_id)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="invitations")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(_l("Name"), max_length=120, blank=True)
    email = models.EmailField(_l("E-mail address"), max_length=254)
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(_l("Organisation"), max_length=120, blank=True)
    sector = models.CharField(_l("Sector"), max_length=60, blank=True)
    locality = models.CharField(_l("Locality"), max_length=60, blank=True)
    workforce = models.CharField(_l("Core or wider workforce"), max_length=8, choices=Workforce.choices, blank=True)
    language = models.CharField(_l("Language"), max_length=12, blank=True)
    finished = models.BooleanField(default=False)
    no_more_mail = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "email"], name="invited_once")
        ]

    def __str__(self) -> str:
        return "an invitation"


class KeptNumber(models.Model):
    """How many of one part of the workforce were invited and finished, kept after their invitations are erased.

    So old reports can still say who took part, without knowing anybody by name.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="kept_numbers")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="+")
    sector = models.CharField(max_length=60, blank=True)
    locality = models.CharField(max_length=60, blank=True)
    workforce = models.CharField(max_length=8, blank=True)
    invited = models.PositiveIntegerField(default=0)
    finished = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "staff_group", "wave", "sector", "locality", "workforce"],
                name="one_kept_number_per_cell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.finished} of {self.invited}"


class InvitationKey(models.Model):
    """The keyed hash of one link. Every letter carries a new link, and all of them work."""

    key_hash = models.CharField(primary_key=True, max_length=64)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="keys")

    def __str__(self) -> str:
        return "a link"


class Letter(models.Model):
    """A partnership's own words for one kind of letter in one language."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    subject = models.CharField(_l("Subject"), max_length=150)
    body = models.TextField(_l("Letter"), max_length=6000)
    signed_name = models.CharField(_l("Signed by: name"), max_length=120, blank=True)
    signed_role = models.CharField(_l("Signed by: role"), max_length=120, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "kind", "language"], name="one_letter_of_a_kind")
        ]

    def __str__(self) -> str:
        return self.subject


class LetterApproval(models.Model):
    """Somebody who signs for the partnership approved a letter. `words`: SHA-256 of its exact words.

    If the words change, the approval lapses; if they are put back, it counts again.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="letter_approvals")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    words = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "kind", "language", "words"], name="one_approval_of_the_same_words"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"


class Contact(models.Model):
    """Whom people ask about an assessment; replies to its letters go to `email`."""

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(_l("Name"), max_length=120)
    email = models.EmailField(_l("E-mail address"), max_length=254, blank=True)
    telephone = models.CharField(_l("Telephone number"), max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name


class DoNotWrite(models.Model):
    """The keyed hash of an address whose owner asked to be erased, so that no later list brings it back."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="do_not_write")
    address_hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "address_hash"], name="do_not_write_once")
        ]

    def __str__(self) -> str:
        return "an address"


class UploadedList(models.Model):
    """A list between its preview and somebody's yes. Deleted with that yes, or after a day.

    `people`: as `reading.person.Person` packs itself; `notes`: how the file was read. `candidates`: while somebody has
    to say which column to write to, each with its heading, some addresses, and the people and notes that it gives.
    """

    id = models.CharField(primary_key=True, max_length=32, default=random_id)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="uploaded_lists")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    people = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.file_name
