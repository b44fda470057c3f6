"""The loop: its steps in order, each with its page and its words. The header and an assessment's own page read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l


@dataclass(frozen=True, slots=True)
class LoopStep:
    """One step.

    `page` is the URL name of its page under an assessment. `pages` are URL names, or what they begin with, of all
    pages that belong to it. `header_of`: the step under whose heading it stands in the header; "" for its own.
    """

    page: str
    title: str | Promise
    purpose: str | Promise
    pages: tuple[str, ...]
    header_of: str = ""

    def has(self, url_name: str) -> bool:
        """Whether a page belongs to this step."""
        return any(url_name == name or url_name.startswith(f"{name}-") for name in self.pages)


LOOP = (
    LoopStep("plan", _l("Plan"), _l("Which method covers which theme, with whom, when, and who leads it."), ("plan",)),
    LoopStep(
        "take-part",
        _l("Take part"),
        _l("Give each staff group its link, and see how many have answered."),
        ("take-part", "invite", "paper", "children-and-families"),
    ),
    LoopStep(
        "where-we-are",
        _l("Where we are"),
        _l("The rainbow, and a spider diagram for each theme."),
        ("where-we-are", "theme"),
    ),
    LoopStep(
        "goals",
        _l("Where we want to be"),
        _l("A goal for each theme, with a date."),
        ("goals",),
        header_of="where-we-are",
    ),
    LoopStep(
        "what-we-will-do",
        _l("What we will do"),
        _l("Strengths, areas to develop, focus areas, and actions with a lead and a date."),
        ("what-we-will-do", "theme-note", "focus", "action", "actions"),
    ),
    LoopStep("report", _l("Report"), _l("The summary report, to read here or as a PDF."), ("report",)),
)


def step_of(url_name: str) -> LoopStep | None:
    """The step that a page belongs to: the one that says most of its name; None for a page of no step."""
    found = [step for step in LOOP if step.has(url_name)]
    return max(found, key=lambda step: max(len(name) for name in step.pages if url_name.startswith(name)), default=None)


def header(url_name: str, address: Callable[[str], str]) -> list[dict[str, object]]:
    """What the header offers: text, address, and whether the page with this name is there."""
    here = step_of(url_name)
    return [
        {
            "text": step.title,
            "href": address(step.page),
            "current": here is not None and step.page in {here.page, here.header_of},
        }
        for step in LOOP
        if not step.header_of
    ]
