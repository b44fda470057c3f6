"""The form of a report's words: every section on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.reporting.models import ReportSection
from oneworkforce.reporting.sections import CHILDREN, SECTIONS, SectionKind, sections_of

LONGEST = ReportSection._meta.get_field("words").max_length or 10000


@dataclass(frozen=True, slots=True)
class SectionOnForm:
    """A section with its two fields, and the words of others that stand in the way of what is typed here, or ""."""

    kind: SectionKind
    words: BoundField
    left_out: BoundField
    others: str


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").strip()


def _words_field(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        show_hidden_initial=True,
    )


class ReportForm(forms.Form):
    """The words of each section, and whether it is left out.

    Each field carries what it held when the page was opened, so that only what this person changed is kept, and two
    people who write different sections at the same time do not undo each other's words. Where both write the same
    section, whoever comes second is refused once, and shown the words of the first beside their own.
    """

    def __init__(self, data: Any = None, *, assessment: Assessment) -> None:
        sent: Any = data.copy() if data else data
        super().__init__(sent)
        self._sent = sent
        self.others: dict[str, str] = {}
        self.written, children = sections_of(assessment)
        for one in self.written:
            key = one.kind.key
            self.fields[f"{key}-words"] = _words_field(_l("Words"), 12 if key == "introduction" else 4)
            self.fields[f"{key}-left_out"] = forms.BooleanField(
                label=_l("Leave this section out of the report"), required=False, show_hidden_initial=True
            )
            self.initial[f"{key}-words"], self.initial[f"{key}-left_out"] = one.words, one.left_out
        self.fields[f"{CHILDREN}-words"] = _words_field(
            _l("What did children, young people and families take part in?"),
            5,
            _l(
                "Or why have they not taken part yet, and what will change that? Without words here, the report says "
                "that this is not recorded yet."
            ),
        )
        self.initial[f"{CHILDREN}-words"] = children

    def sections(self) -> Iterator[SectionOnForm]:
        """Each section with its fields, in the report's order."""
        for kind in SECTIONS:
            words = self[f"{kind.key}-words"]
            yield SectionOnForm(kind, words, self[f"{kind.key}-left_out"], self.others.get(words.name, ""))

    def children(self) -> BoundField:
        """The words on children and families."""
        return self[f"{CHILDREN}-words"]

    def children_of_others(self) -> str:
        """The words on children and families that somebody else wrote meanwhile, or ""."""
        return self.others.get(f"{CHILDREN}-words", "")

    def clean(self) -> dict[str, Any]:
        """Refuse words that would replace others, written since this page was opened, without anybody seeing it."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.changed_data:
            box = self[name]
            seen, now, typed = self.data.get(box.html_initial_name), self.initial[name], cleaned.get(name)
            if not name.endswith("-words") or seen is None or typed is None:
                continue
            if _plain(now) in (_plain(seen), _plain(typed)):
                continue
            self.others[name] = now
            self.add_error(name, self._what_happened(name))
            # Whoever saves again has seen the others' words.
            self._sent[box.html_initial_name] = now
        return cleaned

    def _what_happened(self, name: str) -> str:
        titles = {f"{kind.key}-words": str(kind.title) for kind in SECTIONS}
        title = titles.get(name, _("Children, young people and families"))
        return _(
            "%(section)s: somebody changed these words after you opened this page. Nothing is saved yet. Bring their "
            "words and yours together in the box, and save again."
        ) % {"section": title}

    def changes(self) -> dict[str, dict[str, Any]]:
        """What was changed, by section, for `actions.write_sections`; call it on a valid form.

        Words that are our own suggestion are kept as none, so that they follow the partnership's name.
        """
        suggested = {one.kind.key: one.words for one in self.written if not one.own}
        changed: dict[str, dict[str, Any]] = {}
        for name in self.changed_data:
            key, _dash, field = name.rpartition("-")
            value = self.cleaned_data[name]
            if field == "words":
                value = _plain(value)
                value = "" if value == suggested.get(key) else value
            changed.setdefault(key, {})[field] = value
        return changed
