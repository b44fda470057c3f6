from django.apps import AppConfig

from oneworkforce.when_needed import when_needed


class VisitorsConfig(AppConfig):
    name = "oneworkforce.visitors"
    label = "visitors"

    def ready(self) -> None:
        """Offer easy words and pictures to templates."""
        from oneworkforce.ui.offered import OFFERED

        for name in ("easy_read", "easy_read_place", "picture"):
            OFFERED[name] = when_needed(f"oneworkforce.visitors.easy_read:{name}")
