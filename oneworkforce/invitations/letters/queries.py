from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.letters.kinds import KIND_WORDS, WHOM, LetterKind, base_of, kinds_in, languages_in, whom
from oneworkforce.invitations.letters.words import LetterWords, all_words
from oneworkforce.invitations.models import LetterApproval


@dataclass(frozen=True, slots=True)
class LetterNow:
    """A letter as it is. `approval`: of exactly these words, or None."""

    words: LetterWords
    language_name: str
    approval: LetterApproval | None

    @property
    def name(self) -> str:
        """Its name on screen."""
        name, to = base_of(self.words.kind).label, whom(self.words.kind)
        return f"{name} ({WHOM[to]})" if to else str(name)

    @property
    def base(self) -> LetterKind:
        """What it is for, whomever it is to."""
        return base_of(self.words.kind)

    @property
    def whom(self) -> str:
        """Whom it is to, where these are young people or parents; "" for staff."""
        to = whom(self.words.kind)
        return str(WHOM[to]) if to else ""

    @property
    def purpose(self) -> str:
        """What it is for, in a sentence."""
        return str(KIND_WORDS[self.base])


def letters_now(assessment: Assessment, kinds: Iterable[str] = tuple(LetterKind)) -> list[LetterNow]:
    """Letters of some kinds, to all whom an assessment may invite, in its partnership's languages: three queries."""
    names, wanted = languages_in(assessment.partnership), [str(kind) for kind in kinds]
    found = [kind for kind in kinds_in(assessment.partnership) if base_of(kind) in wanted]
    return with_approvals(assessment, all_words(assessment, found, names))


def with_approvals(assessment: Assessment, letters: Sequence[LetterWords]) -> list[LetterNow]:
    """Letters with their approvals: one query."""
    names = languages_in(assessment.partnership)
    approvals = {
        (approval.kind, approval.language, approval.words): approval
        for approval in assessment.letter_approvals.select_related("by")
    }
    return [
        LetterNow(words, names[words.language], approvals.get((words.kind, words.language, words.fingerprint)))
        for words in letters
    ]
