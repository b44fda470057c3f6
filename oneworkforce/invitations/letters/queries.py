from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.letters.kinds import KIND_WORDS, LetterKind, languages_in
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
        return str(LetterKind(self.words.kind).label)

    @property
    def purpose(self) -> str:
        """What it is for, in a sentence."""
        return str(KIND_WORDS[LetterKind(self.words.kind)])


def letters_now(assessment: Assessment, kinds: Iterable[str] = tuple(LetterKind)) -> list[LetterNow]:
    """An assessment's letters in its partnership's languages: two queries."""
    names = languages_in(assessment.partnership)
    return with_approvals(assessment, all_words(assessment, kinds, names))


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
