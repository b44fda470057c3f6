from django.apps import AppConfig


class PaperConfig(AppConfig):
    """Registers what happens to piles of paper sheets as an assessment closes."""

    name = "oneworkforce.gathering.questionnaires.paper"
    label = "paper"

    def ready(self) -> None:
        """At a close, erase what was typed of piles that nobody finished."""
        from oneworkforce.assessments.stages import Stage, on_entering
        from oneworkforce.gathering.questionnaires.paper.finishing import erase_at_close

        on_entering(Stage.CLOSED, erase_at_close)
