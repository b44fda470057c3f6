from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    """Registers what an invitation's messages say."""

    name = "oneworkforce.invitations"
    label = "invitations"
