"""The console script. It loads Django only for commands that need it."""

from __future__ import annotations

import os
import sys

import click

from oneworkforce.config.loading import loading
from oneworkforce.when_needed import found

# Name → where its command lives, whether it needs Django, and its one line in `--help`.
COMMANDS = {
    "serve": ("oneworkforce.config.serving:serve", True, "Serve the website."),
    "worker": ("oneworkforce.mail.commands:worker", True, "Send mail, and do what comes back every day."),
    "mail": ("oneworkforce.mail.commands:mail", True, "Try out mail; read what came back."),
    "backup": ("oneworkforce.config.backup:backup", True, "Copy the database to a file."),
    "demo": ("oneworkforce.loading.commands:demo", True, "Load the demonstration partnerships."),
    "load": ("oneworkforce.loading.commands:load", True, "Load a partnership from a YAML file."),
    "framework": ("oneworkforce.frameworks.commands:framework", False, "Check or show a framework pack."),
    "scenarios": ("oneworkforce.home.commands:scenarios", True, "Read or print the scenarios for workshops."),
    "assessments": ("oneworkforce.gathering.take_part.commands:assessments", True, "List the assessments."),
    "open": ("oneworkforce.assessments.commands:open_assessment", True, "Open an assessment to answers."),
    "close": ("oneworkforce.assessments.commands:close_assessment", True, "Close an assessment."),
    "plan": ("oneworkforce.plans.commands:plan", True, "Import or export an assessment's plan."),
    "answers": ("oneworkforce.gathering.questionnaires.commands:answers", True, "Import or export answers."),
    "invitations": ("oneworkforce.invitations.commands:invitations", True, "Take in people to invite, from a list."),
    "results": ("oneworkforce.results.commands:results", True, "Print where a partnership is."),
    "report": ("oneworkforce.reporting.commands:report", True, "Write the summary report."),
    "member": ("oneworkforce.partnerships.commands:member", True, "Give someone a role in a partnership."),
    "account": ("oneworkforce.accounts.commands:account", True, "Give someone a new way in."),
}


class Assembly(click.Group):
    """Imports a command only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, and bring the database up to date if it reads data."""
        if cmd_name not in COMMANDS:
            return None
        place, needs_django, _line = COMMANDS[cmd_name]
        with loading():
            if needs_django:
                _start_django()
            command: click.Command = found(place)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneworkforce.config.settings")
    import django

    django.setup()
    from oneworkforce.config.database import bring_up_to_date

    bring_up_to_date()


@click.command(cls=Assembly, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="oneworkforce")
def oneworkforce() -> None:
    """One Workforce: find out how integrated a children's workforce is, and act on the difference."""


def main() -> None:
    """Run the console script; a bad setting ends it with one line and status 2."""
    from oneworkforce.config.environment import SettingRefused

    try:
        oneworkforce.main(standalone_mode=True)
    except SettingRefused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(2)
