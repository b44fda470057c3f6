from functools import partial

from django.apps import AppConfig

from oneworkforce.when_needed import when_needed

COMPLAINTS = "oneworkforce.invitations.people.complaints"
COMPOSING = "oneworkforce.invitations.letters.composing"
PURGING = "oneworkforce.invitations.people.purging"
SCHEDULE = "oneworkforce.invitations.waves.schedule"


class InvitationsConfig(AppConfig):
    name = "oneworkforce.invitations"
    label = "invitations"

    def ready(self) -> None:
        """Register who composes letters, and what the worker does each minute and day."""
        from oneworkforce.invitations.letters.kinds import TEST_LETTER, TO_INVITED_PEOPLE, LetterKind
        from oneworkforce.jobs.daily import every_day, every_minute
        from oneworkforce.mail.composing import composes, hears_complaints

        for kind in LetterKind:
            composes(kind.value, partial(when_needed(f"{COMPOSING}:compose_letters"), kind))
        composes(TEST_LETTER, when_needed(f"{COMPOSING}:compose_tests"))
        for letter in TO_INVITED_PEOPLE:
            hears_complaints(letter, when_needed(f"{COMPLAINTS}:stop_writing_to"))
        every_minute("invitations: send what is due", when_needed(f"{SCHEDULE}:send_what_is_due"))
        every_day("invitations: purge", when_needed(f"{PURGING}:purge"))
        every_day("invitations: forget who was reminded", when_needed(f"{SCHEDULE}:forget_who_was_reminded"))
