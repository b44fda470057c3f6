from django.apps import AppConfig


class TakePartConfig(AppConfig):
    name = "oneworkforce.gathering.take_part"
    label = "take_part"

    def ready(self) -> None:
        """Register who composes the letter that says what came of it."""
        from oneworkforce.gathering.take_part.feedback_letter import compose_feedback
        from oneworkforce.invitations.letters.kinds import FEEDBACK_LETTER
        from oneworkforce.mail.composing import composes

        composes(FEEDBACK_LETTER, compose_feedback)
