from django.apps import AppConfig


class VisitorsConfig(AppConfig):
    name = "oneworkforce.visitors"
    label = "visitors"

    def ready(self) -> None:
        """Offer easy words and pictures to templates."""
        from oneworkforce.ui.jinja import OFFERED
        from oneworkforce.visitors import easy_read

        OFFERED.update(
            easy_read=easy_read.easy_read, easy_read_place=easy_read.easy_read_place, picture=easy_read.picture
        )
