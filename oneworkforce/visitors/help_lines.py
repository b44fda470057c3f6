"""Where a child, or somebody worried about one, gets help at once in the United Kingdom: facts, kept in this one place.

Look at them again at least once a year, on the two services' own pages, and move the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

CHECKED = date(2026, 11, 23)
"""The day on which numbers and words below were last compared with what the two services say."""

NEUTRAL_PAGE = "https://www.bbc.co.uk/weather"
"""Where “Leave this page” leads: a page that anybody may have open, and that says nothing of this one."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to call. `call` is what a telephone dials, `who` says in a few words whom the line is for."""

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
