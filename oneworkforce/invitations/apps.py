from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "oneworkforce.invitations"
    label = "invitations"

    def ready(self) -> None:
        """Register who composes letters, and what the worker does each minute and day."""
        from oneworkforce.invitations.letters.composing import composers
        from oneworkforce.invitations.people.purging import purge
        from oneworkforce.invitations.waves.schedule import forget_who_was_reminded, send_what_is_due
        from oneworkforce.jobs.daily import every_day, every_minute
        from oneworkforce.mail.composing import composes

        for kind, compose in composers().items():
            composes(kind, compose)
        every_minute("invitations: send what is due", send_what_is_due)
        every_day("invitations: purge", purge)
        every_day("invitations: forget who was reminded", forget_who_was_reminded)
