from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Registers what the questionnaire does as an assessment opens and closes."""

    name = "oneworkforce.gathering.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        """Make links at opening; release everything at close."""
        from oneworkforce.assessments.stages import Stage, on_entering
        from oneworkforce.gathering.questionnaires.actions import make_links
        from oneworkforce.gathering.questionnaires.answering.minutes import minutes_of_audience
        from oneworkforce.gathering.questionnaires.release import release_at_close
        from oneworkforce.invitations.letter_mail import tells_minutes

        tells_minutes(minutes_of_audience)
        on_entering(Stage.OPEN, make_links)
        on_entering(Stage.CLOSED, release_at_close)
