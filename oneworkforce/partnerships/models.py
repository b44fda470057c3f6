from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.partnerships.roles import Role


class Languages(models.TextChoices):
    """Languages that people who take part can choose from."""

    ENGLISH_AND_WELSH = "en-gb cy", _l("English and Welsh: each person chooses")
    ENGLISH = "en-gb", _l("English only")


class Partnership(models.Model):
    """The local multi-agency body.

    ``own_word`` is what it calls itself, ``k`` the smallest group shown (people), ``languages`` codes with spaces.
    ``consent_age`` is in years; ``permission_route`` tells anybody younger how to get permission. Once an assessment
    has been closed for ``keep_invitations_months``, who was invited is erased.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_l("Name of the partnership"), max_length=120)
    own_word = models.CharField(_l("What it calls itself"), max_length=60, default="partnership")
    region = models.CharField(_l("Region"), max_length=80, blank=True)
    time_zone = models.CharField(_l("Time zone"), max_length=60, default="Europe/London")
    framework = models.CharField(max_length=80, default="one-childrens-workforce")
    k = models.PositiveSmallIntegerField(
        _l("Smallest group shown"), default=10, validators=[MinValueValidator(5), MaxValueValidator(30)]
    )
    help_now = models.TextField(_l("Where to get help here"), max_length=1000, blank=True)
    consent_age = models.PositiveSmallIntegerField(
        _l("Age from which young people decide for themselves"),
        default=13,
        validators=[MinValueValidator(11), MaxValueValidator(18)],
    )
    permission_route = models.TextField(_l("How permission is given"), max_length=600, blank=True)
    keep_invitations_months = models.PositiveSmallIntegerField(
        _l("Months for which invitations are kept after the close"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    languages = models.CharField(
        _l("Languages"), max_length=60, choices=Languages.choices, default=Languages.ENGLISH_AND_WELSH
    )
    demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    def language_codes(self) -> tuple[str, ...]:
        """As in ``("en-gb", "cy")``, English first."""
        return tuple(self.languages.split())


class Organisation(models.Model):
    """An employer. ``third_sector`` marks a voluntary or community one, whatever its sector."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="organisations")
    name = models.CharField(_l("Name"), max_length=120)
    sector = models.SlugField(_l("Sector"), max_length=60)
    third_sector = models.BooleanField(_l("Third sector"), default=False)
    joined_on = models.DateField(_l("Joined on"), null=True, blank=True)
    left_on = models.DateField(_l("Left on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "name"], name="organisation_once")
        ]

    def __str__(self) -> str:
        return self.name


class Locality(models.Model):
    """Part of the area. Its key never changes, because answers keep it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="localities")
    key = models.SlugField(max_length=60)
    name = models.CharField(_l("Name"), max_length=80)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "key"], name="locality_once"),
            models.UniqueConstraint(fields=["partnership", "name"], name="locality_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class StaffGroup(models.Model):
    """People who are asked the same questions: those of its audience."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="staff_groups")
    key = models.SlugField(max_length=60)
    name = models.CharField(_l("Name"), max_length=80)
    audience = models.SlugField(_l("Questions for"), max_length=40)
    who = models.TextField(_l("Who is in it"), max_length=1000, blank=True)
    people = models.PositiveIntegerField(_l("How many people"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "key"], name="staff_group_once"),
            models.UniqueConstraint(fields=["partnership", "name"], name="staff_group_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class WorkforceSize(models.Model):
    """People who work in a sector, core and wider workforce together, and how many are wider.

    Core workforce: all of the job is with children and families. Wider: part of it, or as a volunteer.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="workforce_sizes")
    sector = models.SlugField(max_length=60)
    people = models.PositiveIntegerField()
    wider = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "sector"], name="workforce_size_once")
        ]

    def __str__(self) -> str:
        return f"{self.sector}: {self.people}"


class ThemeName(models.Model):
    """The partnership's own name for a theme."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="theme_names")
    theme = models.SlugField(max_length=80)
    name = models.CharField(_l("Name"), max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "theme"], name="theme_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_l("Role"), max_length=20, choices=Role.choices)

    class Meta:
        ordering: ClassVar[list[str]] = ["user__name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "user"], name="member_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"
