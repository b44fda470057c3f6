"""What the report is, for whom and how to read it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.reporting.blocks import Block
from oneworkforce.reporting.section import Material, Section
from oneworkforce.ui.wording import list_in_words


def suggest(assessment: Assessment) -> str:
    """What we set out to do, with the assessment's purpose where it has one."""
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


def build(material: Material) -> tuple[Block, ...]:
    """Nothing: an introduction is words only."""
    return ()


SECTION = Section(
    order=10,
    key="introduction",
    title=_l("Introduction"),
    holds=_l("Words only."),
    suggest=suggest,
    build=build,
    rows=12,
)
