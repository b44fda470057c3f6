"""The answers and comments of an assessment in a partnership file, as counts of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.analysis import SYMBOLS
from oneworkforce.gathering.questionnaires.saving.saves import LONGEST_COMMENT
from oneworkforce.loading.blocks import Block, name_among, whole_of
from oneworkforce.loading.content import AnswerBlock, CommentEntry
from oneworkforce.loading.dealing import deal
from oneworkforce.loading.known import DID_NOT_SAY, Known
from oneworkforce.yaml_files.faults import Notes, quoted
from oneworkforce.yaml_files.fields import entries_of
from oneworkforce.yaml_files.tree import Entry, Listing, YamlTable

MOST_PEOPLE = 100_000
WITHOUT_BLANKS = len(SYMBOLS) - 1


def read_answers(own: Block, known: Known) -> tuple[AnswerBlock, ...]:
    """The blocks of answers, with every fault noted on the way."""
    return tuple(_block(table, known, own.notes) for table in own.tables("answers"))


def read_comments(own: Block, known: Known, answers: tuple[AnswerBlock, ...]) -> tuple[CommentEntry, ...]:
    """The comments on themes, and those on the questionnaire itself; each needs somebody who can have written it."""
    people: Counter[str] = Counter()
    for block in answers:
        people[block.staff_group] += block.people
    written: Counter[tuple[str, str]] = Counter()
    found = []
    for key in ("comments", "tool_comments"):
        about_theme = key == "comments"
        for table in own.tables(key):
            entry = _comment(table, known, own.notes, about_theme=about_theme)
            found.append(entry)
            written[entry.staff_group, entry.theme] += 1
            if entry.staff_group and written[entry.staff_group, entry.theme] > people[entry.staff_group]:
                message = ngettext(
                    "%(n)s person of %(group)s answered, and each can comment once here; "
                    "delete a comment, or add people",
                    "%(n)s people of %(group)s answered, and each can comment once here; "
                    "delete a comment, or add people",
                    people[entry.staff_group],
                ) % {"n": people[entry.staff_group], "group": quoted(entry.staff_group)}
                own.notes.fault(entry.line, message)
    return tuple(found)


def _comment(table: YamlTable, known: Known, notes: Notes, *, about_theme: bool) -> CommentEntry:
    required = "staff_group theme text" if about_theme else "staff_group text"
    block = Block(table, required=required, what=_("the comment"), notes=notes)
    return CommentEntry(
        staff_group=block.one_of("staff_group", known.groups),
        theme=block.one_of("theme", known.themes) if about_theme else "",
        text=block.text("text", longest=LONGEST_COMMENT, paragraphs=True),
        line=block.line,
    )


def _block(table: YamlTable, known: Known, notes: Notes) -> AnswerBlock:
    own = Block(
        table,
        required="staff_group people counts",
        optional="sector localities",
        what=_("the block of answers"),
        notes=notes,
    )
    faults_before = len(notes.faults)
    group = own.one_of("staff_group", known.groups)
    people = own.whole("people", least=1, most=MOST_PEOPLE) or 0
    block = AnswerBlock(
        staff_group=group,
        sector=own.one_of("sector", known.sectors),
        people=people,
        localities=_localities(own, people, known),
        counts=_counts(own, people, known.groups.get(group, ""), known),
        line=own.line,
    )
    audience = known.groups.get(group, "")
    if audience and people and len(notes.faults) == faults_before:
        empty = sum(sheet.is_empty for sheet in deal(block, known.framework, audience))
        if empty:
            message = _(
                "%(empty)s of these %(people)s people would have answered nothing; "
                "count fewer as empty, or lower people"
            )
            notes.fault(own.line_of("people"), message % {"empty": empty, "people": people})
    return block


def _localities(own: Block, people: int, known: Known) -> Mapping[str, int]:
    if not own.has("localities"):
        return {"": people}
    found: dict[str, int] = {}
    names = (*sorted(known.localities), DID_NOT_SAY)
    written = own.entries("localities")
    for key, entry in written.items():
        named = name_among(key, names, _("the locality"), entry.line, own.notes)
        how_many = whole_of(entry.value, _("the number of people"), own.notes)
        if named and how_many is not None:
            found["" if named == DID_NOT_SAY else named] = how_many
    if found and people and len(found) == len(written) and sum(found.values()) != people:
        message = _(
            "the localities add up to %(sum)s, and people is %(people)s; correct one of them, "
            "and count those who did not say under %(key)s"
        ) % {"sum": sum(found.values()), "people": people, "key": quoted(DID_NOT_SAY)}
        own.notes.fault(own.line_of("localities"), message)
    return found


def _counts(own: Block, people: int, audience: str, known: Known) -> Mapping[str, tuple[int, ...]]:
    asked = {
        dimension.id
        for dimension, is_asked in zip(known.framework.dimensions, _asked(audience, known), strict=True)
        if is_asked
    }
    found = {}
    for theme, entry in own.entries("counts").items():
        named = name_among(theme, known.themes, _("the theme"), entry.line, own.notes)
        for short, counts in entries_of(entry.value, _("the theme"), own.notes).items() if named else ():
            dimension = name_among(short, known.dimensions(named), _("the dimension"), counts.line, own.notes)
            if not dimension:
                continue
            if audience and f"{named}.{dimension}" not in asked:
                message = _("%(dimension)s is not asked of this staff group; delete the line")
                own.notes.fault(counts.line, message % {"dimension": quoted(short)})
            if numbers := _numbers(counts, people, own.notes):
                found[f"{named}.{dimension}"] = numbers
    return found


def _asked(audience: str, known: Known) -> tuple[bool, ...]:
    return known.framework.asked(audience) if audience else (False,) * len(known.framework.dimensions)


def _numbers(entry: Entry, people: int, notes: Notes) -> tuple[int, ...]:
    items = entry.value.items if isinstance(entry.value, Listing) else ()
    if len(items) not in (WITHOUT_BLANKS, WITHOUT_BLANKS + 1):
        notes.fault(
            entry.value.line,
            _(
                "needs seven numbers in brackets: how many answered 1, 2, 3, 4, 5, don't know, not my work; "
                "and an eighth where some left it empty"
            ),
        )
        return ()
    numbers = [whole_of(item, _("a number of people"), notes) for item in items]
    if None in numbers:
        return ()
    counts = tuple(number or 0 for number in numbers)
    if people and sum(counts) != people:
        message = _(
            "the numbers add up to %(sum)s, and people is %(people)s; correct them, "
            "or add an eighth for those who left it empty"
        )
        notes.fault(entry.value.line, message % {"sum": sum(counts), "people": people})
    return counts if len(counts) == len(SYMBOLS) else (*counts, 0)
