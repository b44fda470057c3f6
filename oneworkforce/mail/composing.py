"""A message gets its words when it is sent, from the function registered for its kind."""

from __future__ import annotations

import logging
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.db import InterfaceError, OperationalError


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail ready to send. `html` may be ""; `headers`: extra ones; `assessment`: its key, for the demonstration."""

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    assessment: str = ""


Composer = Callable[[Sequence[str]], Mapping[str, Mail]]
"""What messages are about → their mails. One that is left out isn't needed any more and is never sent."""

COMPOSERS: dict[str, Composer] = {}
logger = logging.getLogger(__name__)


def composes(kind: str, compose: Composer) -> None:
    """Register who composes a kind of message; call it in an app's `ready`."""
    COMPOSERS[kind] = compose


Hearer = Callable[[Sequence[str]], object]
"""Told what messages were about whose readers told their provider that they do not want them."""

HEARERS: dict[str, Hearer] = {}


def hears_complaints(kind: str, hear: Hearer) -> None:
    """Register who is told when somebody marks a kind of message as junk; call it in an app's `ready`."""
    HEARERS[kind] = hear


class ToCompose(Protocol):
    """The part of a message that composing needs."""

    pk: str
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class Composed:
    """By message id: the mails, and the exception type of those that failed."""

    mails: dict[str, Mail]
    faults: dict[str, str]


def compose(messages: Iterable[ToCompose]) -> Composed:
    """Compose messages kind by kind; after a fault one by one, so that one bad message stops no other.

    :raises OperationalError, InterfaceError: the database is gone; no message is at fault.
    """
    kinds: dict[str, list[ToCompose]] = defaultdict(list)
    for message in messages:
        kinds[message.kind].append(message)
    composed = Composed({}, {})
    for kind, of_kind in kinds.items():
        fault = _compose_some(kind, of_kind, composed)
        if fault and len(of_kind) > 1:
            for message in of_kind:
                if fault := _compose_some(kind, [message], composed):
                    composed.faults[message.pk] = fault
        elif fault:
            composed.faults[of_kind[0].pk] = fault
    return composed


def _compose_some(kind: str, messages: Sequence[ToCompose], composed: Composed) -> str:
    """Compose into `composed`; returns the fault's type, or ""."""
    try:
        mails = COMPOSERS[kind](list(dict.fromkeys(message.about for message in messages)))
    except (OperationalError, InterfaceError):
        raise
    except Exception as fault:
        # Where it happened, and not what it said: that may quote somebody's address or link.
        where = "".join(traceback.format_tb(fault.__traceback__))
        logger.error("A message of the kind %s could not be composed (%s)\n%s", kind, type(fault).__name__, where)
        return type(fault).__name__
    for message in messages:
        if message.about in mails:
            composed.mails[message.pk] = mails[message.about]
    return ""
