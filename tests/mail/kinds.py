"""A kind of message for tests: about a number, to that person's address with that person's link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oneworkforce.mail.composing import Mail

SECRET = "SECRETC0DE"


def compose_test_message(abouts: Sequence[str]) -> Mapping[str, Mail]:
    """Mails to person…@example.org; "finished…" isn't needed any more."""
    return {about: a_mail(about) for about in abouts if not about.startswith("finished")}


def a_mail(about: str) -> Mail:
    link = f"https://workforce.example.org/answer/{SECRET}{about}/"
    return Mail(
        to=f"person{about}@example.org",
        subject="How do we work together? – gŵyl",
        text=f"Dear Robin,\n\n.Take part – it’s yours: {link}\n" + "The children’s workforce matters. " * 40,
        html=f'<p>Dear Robin</p><p><a href="{link}">Take part</a></p>',
        headers={"List-Unsubscribe": f"<https://workforce.example.org/mail/{'x' * 120}/>"},
        assessment="somewhere",
    )
