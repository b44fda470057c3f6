"""The words of a letter: the partnership's own, or ours."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.letters.defaults import default_letter
from oneworkforce.invitations.models import Letter


@dataclass(frozen=True, slots=True)
class LetterWords:
    """A letter's words. `kind`: as `kinds.kind_for` gives it. `own`: the partnership wrote them."""

    kind: str
    language: str
    subject: str
    body: str
    signed_name: str = ""
    signed_role: str = ""
    own: bool = False

    @property
    def fingerprint(self) -> str:
        """Names exactly these words, for approvals and edits."""
        words = [self.subject, self.body, self.signed_name, self.signed_role]
        return sha256(json.dumps(words).encode()).hexdigest()

    @property
    def signature(self) -> str:
        """Who signs, on one or two lines; "" for nobody."""
        return "\n".join(line for line in (self.signed_name, self.signed_role) if line)


def words_of(assessment: Assessment, kind: str, language: str) -> LetterWords:
    """One letter's words: one query."""
    own = words_in_use([assessment.pk], [kind])
    return own.get((assessment.pk, kind, language)) or begun_with(kind, language)


def words_in_use(assessments: Iterable[int], kinds: Iterable[str]) -> WordsByPlace:
    """Every letter of these kinds that a partnership wrote itself, by assessment id, kind and language: one query."""
    letters = Letter.objects.filter(assessment__in=list(assessments), kind__in=list(kinds))
    return {(letter.assessment_id, letter.kind, letter.language): _as_written(letter) for letter in letters}


def all_words(assessment: Assessment, kinds: Iterable[str], languages: Iterable[str]) -> list[LetterWords]:
    """An assessment's letters, kind by kind: one query."""
    own = {(letter.kind, letter.language): _as_written(letter) for letter in assessment.letters.all()}
    languages = list(languages)
    return [own.get((kind, language)) or begun_with(kind, language) for kind in kinds for language in languages]


def begun_with(kind: str, language: str) -> LetterWords:
    """The words that a letter begins with."""
    subject, body = default_letter(kind, language)
    return LetterWords(kind, language, subject, body)


def _as_written(letter: Letter) -> LetterWords:
    return LetterWords(
        kind=letter.kind,
        language=letter.language,
        subject=letter.subject,
        body=letter.body,
        signed_name=letter.signed_name,
        signed_role=letter.signed_role,
        own=True,
    )


WordsByPlace = dict[tuple[int, str, str], LetterWords]
