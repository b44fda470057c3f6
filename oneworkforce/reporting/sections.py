"""The sections of a summary report, in order, and the words that each opens with until somebody writes others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.ui.wording import list_in_words

Words = str | Promise


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One section: its key, its title, what comes below its words by itself, and the words that we suggest."""

    key: str
    title: Words
    holds: Words
    suggest: Callable[[Assessment], str]


CHILDREN = "children-and-families"
"""The key of the words on what children and families took part in; they stand inside the section "plan"."""


def suggested_introduction(assessment: Assessment) -> str:
    """What the report is, for whom and how to read it; the assessment's purpose, where it has one."""
    framework = framework_of(assessment)
    facts = {
        "name": assessment.partnership.name,
        "word": assessment.partnership.own_word,
        "framework": framework.name,
        "sides": list_in_words(_("the %(side)s") % {"side": side.name.lower()} for side in framework.perspectives),
    }
    paragraphs = [
        _(
            "This is the summary report of %(name)s. It says how far everyone who works with children, young people "
            "and families here works as one workforce: where we are now, where we want to be, and what we will do "
            "about the difference."
        )
        % facts,
        _(
            "We used the %(framework)s. It looks across every sector and profession, at paid staff and volunteers "
            "alike, and asks what it is like when they work together, as seen by %(sides)s. Every position lies "
            "between fragmented, where people work apart, and reformed, where they work as one."
        )
        % facts,
    ]
    if assessment.purpose.strip():
        paragraphs.append(assessment.purpose.strip())
    paragraphs.append(
        _(
            "There is no pass mark here and no league table. A position is a place to start talking from. Our %(word)s "
            "will come back to it, do what it has planned, look again, and say what has moved."
        )
        % facts
    )
    return "\n\n".join(paragraphs)


def suggested_framework(assessment: Assessment) -> str:
    """The framework's own summary."""
    return framework_of(assessment).summary.strip()


def suggested_plan(assessment: Assessment) -> str:
    """What the plan's table shows."""
    return _("The plan shows how we set about finding out: what we did or will do, when, with whom, and who leads it.")


def suggested_position(assessment: Assessment) -> str:
    """How to read the pictures."""
    return _(
        "The rainbow shows each theme as an arc, filled from the left as far as we have come. A spider diagram for "
        "each theme then shows its dimensions one by one: 1, fragmented, at the centre and 5, reformed, at the rim. "
        "Beside every picture stand the same figures as a table."
    )


def suggested_goals(assessment: Assessment) -> str:
    """What a goal is."""
    return _("For each theme we have asked how far we want to come, and by when. A goal uses the same scale of 1 to 5.")


def suggested_focus(assessment: Assessment) -> str:
    """What a focus area is."""
    return _("Above all, our %(word)s will concentrate on these.") % {"word": assessment.partnership.own_word}


def suggested_actions(assessment: Assessment) -> str:
    """What the table of actions shows."""
    return _("This is what we will do: each action with its theme, who leads it, when it starts and when it is due.")


def suggested_credits(assessment: Assessment) -> str:
    """Thanks to those who took part."""
    return _("Thank you to everyone who gave time to this, and who said plainly what it is like.")


SECTIONS = (
    SectionKind("introduction", _l("Introduction"), _l("Words only."), suggested_introduction),
    SectionKind("framework", _l("The framework"), _l("The rainbow, and a line on each theme."), suggested_framework),
    SectionKind(
        "plan",
        _l("Our plan, and who has been involved"),
        _l("The plan, how many people took part, and what children and families took part in."),
        suggested_plan,
    ),
    SectionKind(
        "position",
        _l("Our current position"),
        _l("The rainbow, a spider diagram for each theme with its figures, strengths and areas to develop."),
        suggested_position,
    ),
    SectionKind("goals", _l("Where we want to be"), _l("The goals, with their dates."), suggested_goals),
    SectionKind("focus-areas", _l("Focus areas"), _l("The focus areas, numbered."), suggested_focus),
    SectionKind("actions", _l("Actions"), _l("The actions, with their dates."), suggested_actions),
    SectionKind(
        "credits",
        _l("Credits"),
        _l("Where the framework comes from, the organisations, and the date."),
        suggested_credits,
    ),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A section as it stands for one assessment: its words, whether they are its own, and whether it is left out."""

    kind: SectionKind
    words: str
    own: bool
    left_out: bool


def sections_of(assessment: Assessment) -> tuple[tuple[Written, ...], str]:
    """Every section in order, left out or not, and the words on children and families ("" if none). One query."""
    kept = {row.section: row for row in assessment.report_sections.all()}
    written = []
    for kind in SECTIONS:
        row = kept.get(kind.key)
        own = row.words.strip() if row else ""
        written.append(Written(kind, own or kind.suggest(assessment), bool(own), bool(row and row.left_out)))
    children = kept.get(CHILDREN)
    return tuple(written), children.words.strip() if children else ""
