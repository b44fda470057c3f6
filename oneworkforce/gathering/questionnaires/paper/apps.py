from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "oneworkforce.gathering.questionnaires.paper"
    label = "paper"

    def ready(self) -> None:
        """At a close, erase what was typed of unfinished piles."""
        from oneworkforce.assessments.stages import Stage, on_entering
        from oneworkforce.gathering.questionnaires.paper.finishing import erase_at_close

        on_entering(Stage.CLOSED, erase_at_close)
