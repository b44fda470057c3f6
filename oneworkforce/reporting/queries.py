"""What the partnership wrote for its report."""

from __future__ import annotations

from dataclasses import dataclass

from oneworkforce.assessments.models import Assessment
from oneworkforce.reporting.section import Section
from oneworkforce.reporting.sections import all_sections


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A section as it stands for one assessment: its words, whether they are its own, and whether it is left out."""

    section: Section
    words: str
    own: bool
    left_out: bool


def written_sections(assessment: Assessment) -> tuple[tuple[WrittenSection, ...], dict[str, str]]:
    """Every section in order, left out or not, and the words of further boxes by key ("" if none). One query."""
    kept = {row.section: row for row in assessment.report_sections.all()}
    written, more = [], {}
    for section in all_sections():
        row = kept.get(section.key)
        own = row.words.strip() if row else ""
        words = own or section.suggest(assessment)
        written.append(WrittenSection(section, words, bool(own), bool(row and row.left_out)))
        for box in section.more_words:
            more[box.key] = kept[box.key].words.strip() if box.key in kept else ""
    return tuple(written), more
