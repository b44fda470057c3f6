"""Where a child, or somebody worried about one, gets help now in the United Kingdom.

Check these at least once a year on the services' own pages, and move the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

CHECKED = date(2026, 11, 23)
"""When the numbers and words below were last checked."""

NEUTRAL_PAGE = "https://www.bbc.co.uk/weather"
"""Where “Leave this page” leads: a page that says nothing of this one."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to call. `call`: what a phone dials; `who`: whom the line is for."""

    name: str | Promise
    number: str
    call: str
    who: str | Promise
    website: str = ""


EMERGENCY = HelpLine(_l("Police, ambulance, fire"), "999", "999", _l("If you or somebody else is in danger now."))
LINES = (
    HelpLine(
        "Childline",
        "0800 1111",
        "08001111",
        _l("For everyone under 19. Call about anything. It is free."),
        "https://www.childline.org.uk",
    ),
    HelpLine(
        _l("NSPCC helpline"),
        "0808 800 5000",
        "08088005000",
        _l("For adults who are worried about a child. It is free."),
        "https://www.nspcc.org.uk",
    ),
)
