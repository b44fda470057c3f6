from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Registers what the questionnaire does as an assessment opens and closes, and once a minute."""

    name = "oneworkforce.gathering.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        """Make links at opening; release everything at close; clear away traces once a minute."""
        from oneworkforce.assessments.stages import Stage, on_entering
        from oneworkforce.gathering.questionnaires.actions import make_links
        from oneworkforce.gathering.questionnaires.answering.minutes import minutes_of_audience
        from oneworkforce.gathering.questionnaires.release import release_at_close
        from oneworkforce.gathering.questionnaires.traces import leave_no_traces
        from oneworkforce.invitations.letter_mail import tells_minutes
        from oneworkforce.mail.daily import every_minute

        tells_minutes(minutes_of_audience)
        on_entering(Stage.OPEN, make_links)
        on_entering(Stage.CLOSED, release_at_close)
        every_minute("questionnaires: leave no traces", leave_no_traces)
