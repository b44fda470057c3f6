"""People who sign in, and what they did. People who answer have no account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _l


class UserManager(BaseUserManager["User"]):
    """Keeps addresses in lower case, so that a person has one account."""

    def create_user(self, email: str, name: str, password: str | None = None, **more: Any) -> User:
        """Without a password, the user can't sign in until they set one by a link."""
        user = self.model(email=email.strip().lower(), name=name.strip(), **more)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
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
        return self.name


class Event(models.Model):
    """One thing that somebody with an account did. Never changed, and never about people who answer."""

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
        """Refuse to change an event."""
        if self.pk is not None:
            raise TypeError("An audit event can't be changed. Record a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse to delete an event."""
        raise TypeError("An audit event can't be deleted.")
