"""How children and families take part in an assessment of a partnership file, and what services heard before."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oneworkforce.gathering.evidence.models import HeldView
from oneworkforce.gathering.evidence.queries import CHILDREN_AND_FAMILIES
from oneworkforce.gathering.involvement.models import How, Involvement
from oneworkforce.loading.blocks import Block, name_among
from oneworkforce.loading.content import HeardEntry, InvolvementEntry
from oneworkforce.loading.known import Known, longest
from oneworkforce.yaml_files.faults import Notes, quoted
from oneworkforce.yaml_files.tree import Entry, YamlTable


def read_involvement(own: Block, known: Known) -> tuple[InvolvementEntry, ...]:
    """Each audience of the assessment's `involvement`, with every fault noted on the way."""
    found = []
    for audience, entry in own.entries("involvement").items():
        named = name_among(audience, CHILDREN_AND_FAMILIES, _("the audience"), entry.line, own.notes)
        found.append(_involvement(named, entry, known, own.notes))
    return tuple(found)


def _involvement(audience: str, entry: Entry, known: Known, notes: Notes) -> InvolvementEntry:
    if not isinstance(entry.value, YamlTable):
        message = _("the audience must be keys with values; write them as %(example)s") % {"example": quoted("how: …")}
        notes.fault(entry.value.line, message)
        return InvolvementEntry(audience, "", "", "", "", ())
    block = Block(entry.value, optional="how words again lead heard", what=_("the audience"), notes=notes)

    def words(key: str) -> str:
        return block.text(key, longest=longest(Involvement, key), paragraphs=key != "lead")

    how = block.one_of("how", How.values)
    if how and how != How.QUESTIONNAIRE and not block.has("words"):
        notes.fault(block.line_of("how"), _("say in %(key)s why not yet, or in what way") % {"key": quoted("words")})
    return InvolvementEntry(
        audience=audience,
        how=how,
        words=words("words"),
        again=words("again"),
        lead=words("lead"),
        heard=tuple(_heard(table, known, notes) for table in block.tables("heard")),
    )


def _heard(table: YamlTable, known: Known, notes: Notes) -> HeardEntry:
    block = Block(table, required="said source", optional="when theme", what=_("what was heard"), notes=notes)
    return HeardEntry(
        said=block.text("said", longest=longest(HeldView, "said"), paragraphs=True),
        source=block.text("source", longest=longest(HeldView, "source")),
        when=block.text("when", longest=longest(HeldView, "when")),
        theme=block.one_of("theme", known.themes),
    )
