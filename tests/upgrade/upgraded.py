"""Brings a database up to date and uses it, in a process of its own as settings are read once. Speaks JSON lines."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "oneworkforce.config.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from oneworkforce.accounts.models import User  # noqa: E402
from oneworkforce.config.database import bring_up_to_date  # noqa: E402
from oneworkforce.jobs.daily import do_what_is_due  # noqa: E402

OFFICER = "asha.rahman@linnetshaw.example"


def main() -> None:
    """Say what the upgraded database holds; once told the addresses to read, read them, and do the work that is due."""
    bring_up_to_date()
    call_command("makemigrations", check=True, dry_run=True, verbosity=1, stdout=sys.stderr)
    print(json.dumps(connection.introspection.django_table_names(include_views=False)), flush=True)
    print(json.dumps({"pages": read(json.loads(sys.stdin.readline())), "done": do_what_is_due()}), flush=True)


def read(addresses: list[str]) -> dict[str, Any]:
    """Address → its status and what an officer reads there."""
    setup_test_environment()
    client = Client()
    client.force_login(User.objects.get(email=OFFICER), backend="allauth.account.auth_backends.AuthenticationBackend")
    answers = {address: client.get(address) for address in addresses}
    return {address: [answer.status_code, answer.content.decode()] for address, answer in answers.items()}


if __name__ == "__main__":
    main()
