from django.apps import AppConfig

from oneworkforce.when_needed import when_needed

OURS = "oneworkforce.gathering.questionnaires"


class QuestionnairesConfig(AppConfig):
    """Registers what the questionnaire does as an assessment opens and closes, and once a minute."""

    name = "oneworkforce.gathering.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        """Make links at opening; release everything at close; clear away traces once a minute."""
        from oneworkforce.assessments.closing import warns_before_close
        from oneworkforce.assessments.stages import Stage, on_entering
        from oneworkforce.gathering.methods import GatheringMethod, register
        from oneworkforce.invitations.letters.minutes import tells_minutes
        from oneworkforce.jobs.daily import every_minute
        from oneworkforce.plans.models import Method

        tells_minutes(when_needed(f"{OURS}.answering.progress:minutes_in_figures"))
        register(
            GatheringMethod(
                key=Method.QUESTIONNAIRE,
                urls=(
                    ("", "oneworkforce.gathering.questionnaires.urls"),
                    ("paper/", "oneworkforce.gathering.questionnaires.paper.urls"),
                ),
                answer_urls="oneworkforce.gathering.questionnaires.answering.urls",
                open_code=when_needed(f"{OURS}.answering.entering:open_code"),
                typed_code=when_needed(f"{OURS}.answering.entering:typed_code"),
                going_on=when_needed(f"{OURS}.answering.entering:going_on"),
                doors=when_needed(f"{OURS}.doors:doors"),
                make_door=when_needed(f"{OURS}.actions:link_for"),
                sent=when_needed(f"{OURS}.people:sent"),
                under_way=when_needed(f"{OURS}.people:under_way"),
                workforces=when_needed(f"{OURS}.privacy.workforces:workforces"),
                tallies=when_needed(f"{OURS}.figures:group_tallies"),
                pages=when_needed(f"{OURS}.doors:hub_pages"),
            )
        )
        warns_before_close(when_needed(f"{OURS}.close_warnings:warn_before_close"))
        on_entering(Stage.OPEN, when_needed(f"{OURS}.actions:make_links"))
        on_entering(Stage.OPEN, when_needed(f"{OURS}.privacy.leaving:decide_rows"))
        on_entering(Stage.CLOSED, when_needed(f"{OURS}.release:release_at_close"))
        every_minute("questionnaires: leave no traces", when_needed(f"{OURS}.privacy.traces:leave_no_traces"))
