"""Everything we hold about one invited person, and what we don't."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from oneworkforce.assessments.queries import framework_of
from oneworkforce.invitations.letters.kinds import TO_INVITED_PEOPLE, letter_languages
from oneworkforce.invitations.models import Invitation
from oneworkforce.mail.models import Message, MessageState


def export_of(invitation: Invitation) -> dict[str, Any]:
    """What we hold about a person, in words, ready for JSON, without any time. Five queries at most."""
    assessment = invitation.assessment
    partnership = assessment.partnership
    sectors = {sector.id: sector.name for sector in framework_of(assessment).sectors}
    locality = partnership.localities.filter(key=invitation.locality).first()
    others = Invitation.objects.filter(assessment__partnership=partnership, email=invitation.email)
    return {
        "partnership": partnership.name,
        "assessment": assessment.name,
        "name": invitation.name,
        "email": invitation.email,
        "staff_group": invitation.staff_group.name,
        "organisation": invitation.organisation,
        "sector": sectors.get(invitation.sector, invitation.sector),
        "locality": locality.name if locality else invitation.locality,
        "core_or_wider_workforce": str(invitation.get_workforce_display()),
        "language": letter_languages().get(invitation.language, invitation.language),
        "wave": invitation.wave.name,
        "finished": invitation.finished,
        "no_more_reminders": invitation.no_more_mail,
        "links": invitation.keys.count(),
        "letters": _letters(invitation),
        "also_invited_to": list(
            others.exclude(pk=invitation.pk).order_by("assessment__name").values_list("assessment__name", flat=True)
        ),
        "not_held": not_held(),
    }


def held_in_words(held: Mapping[str, Any]) -> list[tuple[str, str]]:
    """`export_of` as lines for a page: label and words, a dash for none."""
    letters = [f"{letter['kind']}: {letter['state']}" for letter in held["letters"]]
    lines = [
        (_("Name"), held["name"]),
        (_("E-mail address"), held["email"]),
        (_("Staff group"), held["staff_group"]),
        (_("Organisation"), held["organisation"]),
        (_("Sector"), held["sector"]),
        (_("Locality"), held["locality"]),
        (_("Core or wider workforce"), held["core_or_wider_workforce"]),
        (_("Language"), held["language"]),
        (_("Wave"), held["wave"]),
        (_("Has finished the questionnaire"), _("Yes") if held["finished"] else _("No")),
        (_("Wants no more reminders"), _("Yes") if held["no_more_reminders"] else _("No")),
        (_("Personal links that work, kept in a form that nobody can read"), str(held["links"])),
        (_("Letters"), "; ".join(letters)),
        (_("Also invited to"), ", ".join(held["also_invited_to"])),
    ]
    return [(label, value or "–") for label, value in lines]


def not_held() -> list[str]:
    """What people may fear we hold and we don't."""
    return [
        _("No answer. Answers are kept apart from invitations, and nothing in the database joins the two."),
        _("No time: neither when you opened a link, nor when you began, nor when you finished."),
        _("No address of a computer or phone, and nothing about the browser."),
        _("No link in a form that anybody could use: your link is in your letter alone."),
    ]


def _letters(invitation: Invitation) -> list[dict[str, str]]:
    # In an order that says nothing of time.
    found = Message.objects.filter(about=invitation.pk).order_by("kind", "state", "pk")
    return [
        {
            "kind": str(TO_INVITED_PEOPLE.get(kind, kind)),
            "state": str(MessageState(state).label),
            "mail_server_said": fault,
        }
        for kind, state, fault in found.values_list("kind", "state", "fault")
    ]
