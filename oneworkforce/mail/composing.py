"""What a message says is worked out when it is sent, by the function that its kind names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail ready to go: one address, plain text, and the same as HTML ("" for none). `headers`: further ones."""

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    assessment: str = ""


Composer = Callable[[Sequence[str]], Mapping[str, Mail]]
"""What messages are about → their mails. One that is left out is not needed any more, and is never sent."""

COMPOSERS: dict[str, Composer] = {}


def composes(kind: str, compose: Composer) -> None:
    """Register who composes messages of a kind; called from an app's ``ready``."""
    COMPOSERS[kind] = compose
