"""A small pack without faults, written where each test may break it."""

import pathlib
from collections.abc import Callable

import pytest

FRAMEWORK = """\
key: small
version: 1
name: Small framework
language: en
summary: Two themes, to try things on.
acknowledgement: Made up for the tests.
perspectives:
  - {id: child, name: Child}
  - {id: team, name: Team}
audiences:
  - {id: frontline, name: Front line}
  - {id: leaders, name: Leaders}
  - {id: young-people, name: Young people}
  - {id: parents, name: Parents and carers}
outcomes:
  - {id: stay-safe, name: Stay safe}
sectors:
  - {id: education, name: Education, examples: Teachers}
staff_groups:
  - {key: frontline, name: Front-line staff, audience: frontline}
common_core:
  - {id: safeguarding, name: Safeguarding, what: Knowing what to do.}
"""

ROLES = """\
id: roles
name: Roles
label: Roles
colour: "#1864ab"
purpose: Who does what.
dimensions:
  - id: roles.tell-it-once
    name: Tell it once
    label: Tell it once
    perspectives: [child]
    source: Roles, child
    fragmented: Families tell each worker their story again.
    reformed: Families tell their story once.
    guidance: You might have seen a family repeat itself.
    statements:
      frontline: own
      leaders: own
      young-people:
        fragmented: I tell every worker my story again.
        reformed: I tell my story once.
      parents:
        fragmented: I tell every worker our story again.
        reformed: I tell our story once.
  - id: roles.handover
    name: Handover
    label: Handover
    perspectives: [team]
    source: Roles, team
    fragmented: Families are passed on with a form.
    reformed: Families are passed on with a conversation.
    guidance: You might have seen a joint visit.
    statements:
      frontline: own
      leaders: own
solutions:
  - id: roles.remodelling
    name: Remodelling
    what: Look at who does what.
    first_step: Ask one team.
    source: Roles, solutions
"""

SHARING = """\
id: sharing
name: Sharing
label: Sharing
colour: "#a61e4d"
purpose: What is shared.
dimensions:
  - id: sharing.purpose
    name: Purpose
    label: Purpose
    perspectives: [team]
    source: Sharing, team
    fragmented: Each service has a purpose of its own.
    reformed: All services share one purpose.
    guidance: You might have seen a shared plan.
    statements:
      leaders: own
solutions:
  - id: sharing.away-day
    name: Away day
    what: Meet for a day.
    first_step: Choose a date.
    source: Sharing, solutions
"""

SCENARIOS = """\
- id: moving-house
  name: Moving house
  themes: [roles, sharing]
  story: A family moves.
  questions:
    - Who knows?
"""


class PackOnDisk:
    """A pack directory, and ways to change one of its files."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path

    def text(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Put new words in the place of old ones, which stand exactly once in the file."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def line_of(self, name: str, words: str) -> int:
        """The line, from 1, of the first place where these words stand."""
        text = self.text(name)
        return text.count("\n", 0, text.index(words)) + 1


@pytest.fixture
def make_pack() -> Callable[[pathlib.Path], PackOnDisk]:
    def make(path: pathlib.Path) -> PackOnDisk:
        pack = PackOnDisk(path)
        pack.write("framework.yaml", FRAMEWORK)
        pack.write("themes/1-roles.yaml", ROLES)
        pack.write("themes/2-sharing.yaml", SHARING)
        pack.write("scenarios.yaml", SCENARIOS)
        return pack

    return make


@pytest.fixture
def pack(tmp_path: pathlib.Path, make_pack: Callable[[pathlib.Path], PackOnDisk]) -> PackOnDisk:
    return make_pack(tmp_path / "pack")
