"""From a file to its content, or to the list of what is wrong with it; and what only the database can say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.loading.content import PartnershipFile
from oneworkforce.loading.reading import read_partnership
from oneworkforce.partnerships.models import Partnership
from oneworkforce.yaml_files.faults import FileFaults, Notes, quoted
from oneworkforce.yaml_files.tree import Node, Unreadable, YamlTable, parse_tree, read_tree


def read_file(path: Path) -> PartnershipFile:
    """The content of a partnership file. :raises FileFaults: unless it has no fault."""
    return _read(str(path), lambda: read_tree(path))


def read_text(text: str, file: str) -> PartnershipFile:
    """The content of a file given as text; `file` names it in messages. :raises FileFaults: as `read_file`."""
    return _read(file, lambda: parse_tree(text))


def check_against_database(content: PartnershipFile, *, as_personas: bool) -> None:
    """Look for what is there already.

    :param as_personas: whether the people become personas, whom anyone on the machine may be.
    :raises FileFaults: where a key is taken, or a persona would take over somebody's own account.
    """
    notes = Notes(content.file)
    if Partnership.objects.filter(key=content.key).exists():
        message = _(
            "a partnership with the key %(key)s is there already; "
            "loading never changes one, so give this one another key"
        )
        notes.fault(content.line, message % {"key": quoted(content.key)})
    same = Assessment.objects.filter(key__in=[one.key for one in content.assessments])
    taken = set(same.values_list("key", flat=True))
    for one in content.assessments:
        if one.key in taken:
            message = _("an assessment with the key %(key)s is there already; choose another key")
            notes.fault(one.line, message % {"key": quoted(one.key)})
    if as_personas:
        own = User.objects.filter(email__in=[person.email for person in content.people], is_persona=False)
        addresses = set(own.values_list("email", flat=True))
        for person in content.people:
            if person.email in addresses:
                message = _("%(email)s is somebody's own account; choose another address")
                notes.fault(person.line, message % {"email": quoted(person.email)})
    if notes.faults:
        raise FileFaults(notes.faults)


def _read(file: str, tree_of: Callable[[], Node]) -> PartnershipFile:
    notes = Notes(file)
    try:
        tree = tree_of()
    except Unreadable as unreadable:
        notes.fault(unreadable.line, f"{Path(file).name} {unreadable}")
        raise FileFaults(notes.faults) from unreadable
    if not isinstance(tree, YamlTable):
        notes.fault(tree.line, _('must be keys with values; begin with "key: " and the partnership\'s key'))
        raise FileFaults(notes.faults)
    content = read_partnership(tree, notes)
    if content is None or notes.faults:
        raise FileFaults(notes.faults)
    return content
