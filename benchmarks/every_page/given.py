"""Makes what pages show: the demonstration, and what it has not got. Run by the build's own Python, in its folder.

Prints, as JSON, the addresses that no link leads to, the codes of groups and of a letter, and the moment. It uses the
package's own verbs and the tests' factories, each found by its name: a build may keep them where it likes.
"""

from __future__ import annotations

import json
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "oneworkforce.config.settings"

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.utils import timezone  # noqa: E402

OPEN, CLOSED = "linnetshaw-six-months-on", "linnetshaw-2026"


def named(name: str) -> Any:
    """What the package or its tests define under a name. :raises SystemExit: where they define it twice, or nowhere."""
    defines = re.compile(rf"^(?:def {name}\(|{name}\b.* = )", re.MULTILINE)
    files = [file for folder in ("oneworkforce", "tests") for file in Path(folder).rglob("*.py")]
    found = [file for file in files if defines.search(file.read_text(encoding="utf-8"))]
    if len(found) != 1:
        raise SystemExit(f"{name} is defined in {len(found)} places: {found}")
    return getattr(import_module(".".join(found[0].with_suffix("").parts)), name)


def main() -> None:
    """Add to a loaded demonstration, and say where to look."""
    about = apps.get_model("assessments", "Assessment").objects.get(key=OPEN)
    before = apps.get_model("assessments", "Assessment").objects.get(key=CLOSED)
    people = apps.get_model("accounts", "User").objects
    named("make_lost_letter")(named("make_wave")(about, people=2))
    named("make_waiting_list")(about)
    named("pile_that_differs")(about, by=people.get(name__startswith="Asha"))
    named("show_web_page")(assessment=about, shown=True, words="Why we ask.\n\nWhat comes of it.", links=True, by=None)
    invited = about.invitations.order_by("pk")[0]
    letter = named("new_code")(12)
    named("keep_keys")([(invited.pk, letter)])
    mail = f"/mail/{named('PREFERENCES').sign(invited.pk)}/"
    seeds = [
        *("/", "/sign-in/", "/sign-in/help/", "/set-up/", "/nowhere/", "/join/MQ/spent/", "/answer/ABCDEFGH/"),
        *(f"/take-part/{OPEN}/", named("password_path")(people.get(name__startswith="Callum"))),
        *("/mail/test/", "/mail/nobody/", mail, f"{mail}stop/", f"{mail}held/", f"{mail}held.json", f"{mail}erase/"),
        *("/answer/", "/answer/check/", "/answer/theme/1/", "/answer/leave/", "/answer/sent/", "/answer/no-thank-you/"),
        *("/answer/help-now/", "/answer/help-now/linnetshaw/", "/answer/lost-link/", "/answer/lost-link/asked/"),
        *("/answer/how-answers-are-kept/", "/answer/sent/before/"),
        f"/answer/{before.group_links.get(staff_group__key='frontline').code}/",
    ]
    codes = {link.staff_group.key: link.code for link in about.group_links.select_related("staff_group")}
    print(json.dumps({"seeds": seeds, "codes": {**codes, "letter": letter}, "moment": timezone.now().isoformat()}))


if __name__ == "__main__":
    main()
