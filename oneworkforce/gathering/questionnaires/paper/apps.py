from django.apps import AppConfig

from oneworkforce.when_needed import when_needed


class PaperConfig(AppConfig):
    name = "oneworkforce.gathering.questionnaires.paper"
    label = "paper"

    def ready(self) -> None:
        """At a close, erase what was typed of unfinished piles."""
        from oneworkforce.assessments.stages import Stage, on_entering

        on_entering(Stage.CLOSED, when_needed("oneworkforce.gathering.questionnaires.paper.finishing:erase_at_close"))
