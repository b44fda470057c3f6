from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """What services have heard already."""

    name = "oneworkforce.gathering.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Register existing information as a method of gathering."""
        from oneworkforce.gathering.methods import GatheringMethod, register
        from oneworkforce.plans.models import Method

        register(
            GatheringMethod(
                key=Method.EXISTING_INFORMATION,
                urls=(("children-and-families/", "oneworkforce.gathering.evidence.urls"),),
            )
        )
