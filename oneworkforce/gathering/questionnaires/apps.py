from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Registers what the questionnaire does as an assessment opens and closes."""

    name = "oneworkforce.gathering.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        """Make links at opening; release everything at close."""
        from oneworkforce.assessments.stages import Stage, on_entering
        from oneworkforce.gathering.questionnaires.actions import make_links
        from oneworkforce.gathering.questionnaires.release import release_at_close

        on_entering(Stage.OPEN, make_links)
        on_entering(Stage.CLOSED, release_at_close)
