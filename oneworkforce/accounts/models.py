"""People who sign in, and the append-only record of what they did. People who answer have no account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _l


class UserManager(BaseUserManager["User"]):
    """Makes users whose address is kept in lower case, so that one person has one account."""

    def create_user(self, email: str, name: str, password: str | None = None, **more: Any) -> User:
        """Make a user; without a password they cannot sign in until they set one by a link."""
        user = self.model(email=email.strip().lower(), name=name.strip(), **more)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody with an account: an officer, analyst, signatory or viewer of one or more partnerships."""

    email = models.EmailField(_l("E-mail address"), max_length=254, unique=True)
    name = models.CharField(_l("Name"), max_length=120)
    is_active = models.BooleanField(default=True)
    is_persona = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_address")
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name that the person gave."""
        return self.name


class Event(models.Model):
    """One thing that somebody with an account did. Added to, never changed; never written about people who answer."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=60)
    partnership = models.CharField(max_length=60, blank=True)
    assessment = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["partnership", "-at"], name="events_of_partnership")
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.partnership})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the event; a second save is refused, since the record is append-only."""
        if self.pk is not None:
            raise TypeError("An audit event is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: the record is append-only."""
        raise TypeError("An audit event is never deleted.")
