from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Registers what the questionnaire does as an assessment opens and closes, and once a minute."""

    name = "oneworkforce.gathering.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        """Make links at opening; release everything at close; clear away traces once a minute."""
        from oneworkforce.assessments.stages import Stage, on_entering
        from oneworkforce.gathering.methods import GatheringMethod, register
        from oneworkforce.gathering.questionnaires import doors
        from oneworkforce.gathering.questionnaires.actions import link_for, make_links
        from oneworkforce.gathering.questionnaires.answering import entering
        from oneworkforce.gathering.questionnaires.answering.minutes import minutes_of_audience
        from oneworkforce.gathering.questionnaires.figures import group_tallies
        from oneworkforce.gathering.questionnaires.privacy.traces import leave_no_traces
        from oneworkforce.gathering.questionnaires.release import release_at_close
        from oneworkforce.invitations.letters.mail import tells_minutes
        from oneworkforce.jobs.daily import every_minute
        from oneworkforce.plans.models import Method

        tells_minutes(minutes_of_audience)
        register(
            GatheringMethod(
                key=Method.QUESTIONNAIRE,
                urls=(
                    ("", "oneworkforce.gathering.questionnaires.urls"),
                    ("paper/", "oneworkforce.gathering.questionnaires.paper.urls"),
                ),
                answer_urls="oneworkforce.gathering.questionnaires.answering.urls",
                open_code=entering.open_code,
                typed_code=entering.typed_code,
                going_on=entering.going_on,
                doors=doors.doors,
                make_door=link_for,
                sent=doors.sent,
                under_way=doors.under_way,
                tallies=group_tallies,
                pages=doors.hub_pages,
            )
        )
        on_entering(Stage.OPEN, make_links)
        on_entering(Stage.CLOSED, release_at_close)
        every_minute("questionnaires: leave no traces", leave_no_traces)
