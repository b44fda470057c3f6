"""How far each wave is, in numbers and words; one wave takes as many queries as twenty."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.invitations.letters.kinds import LetterKind
from oneworkforce.invitations.models import Invitation, Wave
from oneworkforce.invitations.waves.sending import not_written_to
from oneworkforce.mail.models import Mailing, Message
from oneworkforce.mail.outbox import MailingProgress
from oneworkforce.ui.wording import date as date_in_words
from oneworkforce.ui.wording import number

NOTHING = MailingProgress()


@dataclass(frozen=True, slots=True)
class WaveNow:
    """A wave as it is. `unwritten`: people without a letter."""

    wave: Wave
    people: int
    unwritten: int
    letters: MailingProgress
    reminders: MailingProgress
    mailings: tuple[Mailing, ...]
    is_open: bool
    today: date

    @property
    def begun(self) -> bool:
        """Whether its letters have begun to go out."""
        return any(mailing.kind == LetterKind.INVITATION for mailing in self.mailings)

    @property
    def paused(self) -> bool:
        """Whether a mailing is paused while something waits."""
        return bool(self.waiting) and any(mailing.paused for mailing in self.mailings)

    @property
    def tells_reminders(self) -> bool:
        """Whether to say how many were reminded: of a few people that would say who has finished."""
        return self.people >= self.wave.assessment.k

    @property
    def waiting(self) -> int:
        """Messages still to send."""
        return self.letters.waiting + self.reminders.waiting

    @property
    def not_arrived(self) -> int:
        """Messages that failed or came back."""
        return sum(one.failed + one.came_back for one in (self.letters, self.reminders))

    @property
    def going_out(self) -> bool:
        """Whether something is being sent now."""
        return bool(self.waiting) and not self.paused

    @property
    def scheduled(self) -> bool:
        """Whether its letters go out by themselves on their day."""
        return self.wave.sends and not self.begun

    @property
    def reminder_days(self) -> list[date]:
        """In order."""
        return sorted(date.fromisoformat(day) for day in self.wave.reminders_on)

    @property
    def reminders_to_come(self) -> list[date]:
        """Reminder days still to come; none if nothing is to be sent."""
        return [day for day in self.reminder_days if day > self.today] if self.wave.sends else []

    @property
    def state(self) -> str:
        """Its state in words."""
        moving = self.letters if self.letters.waiting else self.reminders
        needed = moving.all - moving.not_needed
        numbers = {"sent": number(moving.sent), "all": number(needed)}
        if self.paused and not (self.letters.waiting or self.tells_reminders):
            return _("Paused")
        if self.paused:
            return _("Paused: %(sent)s of %(all)s sent") % numbers
        if self.letters.waiting:
            return _("Going out: %(sent)s of %(all)s") % numbers
        if self.reminders.waiting and not self.tells_reminders:
            return _("Reminders are going out")
        if self.reminders.waiting:
            return _("Reminders are going out: %(sent)s of %(all)s") % numbers
        if self.begun:
            return _("Sent") if self.wave.sends else _("Stopped")
        if not self.wave.sends or self.wave.invites_on is None:
            return _("Being prepared")
        if self.wave.invites_on <= self.today and not self.is_open:
            return _("Goes out when the assessment opens")
        return _("Goes out on %(day)s") % {"day": date_in_words(self.wave.invites_on)}


def waves_now(assessment: Assessment, today: date) -> list[WaveNow]:
    """An assessment's waves in order, in five queries. `today`: by the partnership's clock."""
    return _now(assessment, list(assessment.waves.annotate(people=Count("invitations"))), today)


def wave_now(assessment: Assessment, wave: Wave, today: date) -> WaveNow:
    return _now(assessment, list(assessment.waves.filter(pk=wave.pk).annotate(people=Count("invitations"))), today)[0]


def not_arrived(assessment: Assessment) -> int:
    """How many of an assessment's messages failed or came back."""
    lost = Q(state="failed") | Q(state="came back")
    return Message.objects.filter(lost, mailing__assessment=assessment.key).count()


def _now(assessment: Assessment, waves: list[Wave], today: date) -> list[WaveNow]:
    mailings = defaultdict(list)
    for mailing in Mailing.objects.filter(assessment=assessment.key, about__startswith="wave ").order_by("pk"):
        mailings[_wave_in(mailing.about)].append(mailing)
    counted: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    states = Message.objects.filter(mailing__assessment=assessment.key, mailing__about__startswith="wave ")
    for about, kind, state, people in states.values_list("mailing__about", "mailing__kind", "state").annotate(
        people=Count("pk")
    ):
        counted[_wave_in(about), kind][state.replace(" ", "_")] += people
    unwritten = dict(
        not_written_to(Invitation.objects.filter(assessment=assessment))
        .values_list("wave")
        .annotate(people=Count("pk"))
    )
    is_open = can(assessment, Doing.ANSWER)
    found = []
    for wave in waves:
        wave.assessment = assessment
        found.append(
            WaveNow(
                wave=wave,
                people=wave.people,  # type: ignore[attr-defined]
                unwritten=unwritten.get(wave.pk, 0),
                letters=MailingProgress(**counted[wave.pk, LetterKind.INVITATION]),
                reminders=MailingProgress(**counted[wave.pk, LetterKind.REMINDER]),
                mailings=tuple(mailings.get(wave.pk, ())),
                is_open=is_open,
                today=today,
            )
        )
    return found


def _wave_in(about: str) -> int:
    return int(about.split()[1])
