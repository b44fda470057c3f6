"""Lists as people make them: rows in, bytes out."""

from __future__ import annotations

from oneworkforce.invitations.lists.reading.names import Names, choices
from oneworkforce.invitations.lists.reading.person import Defaults

HEADING = ("Name", "E-mail", "Staff group")
INES = ("Ines Moth", "ines@example.org", "frontline")
OLA = ("Ola Reed", "ola@example.org", "Leaders and managers")


def names() -> Names:
    """What a partnership with two staff groups and two localities knows, without a database."""
    return Names(
        staff_groups=choices(
            [("frontline", "Front-line staff and their managers"), ("leaders", "Leaders and managers")]
        ),
        sectors=choices([("health", "Health"), ("education", "Education"), ("early-years", "Early years")]),
        localities=choices([("north", "North"), ("south", "South")]),
        languages=choices([("en-gb", "English"), ("cy", "Cymraeg")], {"cy": ("welsh",), "en-gb": ("en",)}),
        workforces=choices([("core", "Core"), ("wider", "Wider")]),
        waves=choices([("First wave", "First wave")]),
        sector_of={"kingfisher play": "early-years"},
    )


DEFAULTS = Defaults(wave="First wave")
