from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User


def password_path(user: User) -> str:
    """The path of a link for setting a password. It works for three days, until the person signs in."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("join", args=[uid, default_token_generator.make_token(user)])


def user_of_link(uid: str, token: str) -> User | None:
    """Whose link this is; None if it is unknown, used or too old."""
    try:
        user = User.objects.filter(pk=int(force_str(urlsafe_base64_decode(uid))), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return user if user is not None and default_token_generator.check_token(user, token) else None


@transaction.atomic
def set_password(*, user: User, password: str, by: User) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    record("password set", by=by, details_of=user.pk)


@transaction.atomic
def find_or_create_user(*, email: str, name: str, by: User | None) -> User:
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name)
        record("account made", by=by, details_of=user.pk)
    return user
