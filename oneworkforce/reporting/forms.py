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
from oneworkforce.reporting.queries import written_sections
from oneworkforce.reporting.section import Section

LONGEST = ReportSection._meta.get_field("words").max_length or 10000


@dataclass(frozen=True, slots=True)
class WordsBox:
    """A box of words, and what others wrote in it after this page was opened, or ""."""

    field: BoundField
    others: str


@dataclass(frozen=True, slots=True)
class SectionOnForm:
    """A section with its boxes of words, and the tick that leaves it out."""

    section: Section
    boxes: tuple[WordsBox, ...]
    left_out: BoundField


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
        self.written, more = written_sections(assessment)
        for one in self.written:
            section = one.section
            self._add_words(section.key, _l("Words"), section.rows, one.words)
            for box in section.more_words:
                self._add_words(box.key, box.label, 5, more[box.key], box.help)
            self.fields[f"{section.key}-left_out"] = forms.BooleanField(
                label=_l("Leave this section out of the report"), required=False, show_hidden_initial=True
            )
            self.initial[f"{section.key}-left_out"] = one.left_out

    def _add_words(self, key: str, label: Any, rows: int, words: str, help_text: Any = "") -> None:
        self.fields[f"{key}-words"] = _words_field(label, rows, help_text)
        self.initial[f"{key}-words"] = words

    def sections(self) -> Iterator[SectionOnForm]:
        """Each section with its fields, in the report's order."""
        for one in self.written:
            section = one.section
            keys = (section.key, *(box.key for box in section.more_words))
            boxes = tuple(WordsBox(self[f"{key}-words"], self.others.get(f"{key}-words", "")) for key in keys)
            yield SectionOnForm(section, boxes, self[f"{section.key}-left_out"])

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
        titles: dict[str, Any] = {}
        for one in self.written:
            titles[f"{one.section.key}-words"] = one.section.title
            titles |= {f"{box.key}-words": box.title for box in one.section.more_words}
        return _(
            "%(section)s: somebody changed these words after you opened this page. Nothing is saved yet. Bring their "
            "words and yours together in the box, and save again."
        ) % {"section": titles[name]}

    def changes(self) -> dict[str, dict[str, Any]]:
        """What was changed, by section, for `actions.write_sections`; call it on a valid form.

        Words that are our own suggestion are kept as none, so that they follow the partnership's name.
        """
        suggested = {one.section.key: one.words for one in self.written if not one.own}
        changed: dict[str, dict[str, Any]] = {}
        for name in self.changed_data:
            key, _dash, field = name.rpartition("-")
            value = self.cleaned_data[name]
            if field == "words":
                value = _plain(value)
                value = "" if value == suggested.get(key) else value
            changed.setdefault(key, {})[field] = value
        return changed
