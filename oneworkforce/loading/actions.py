"""Loading a partnership: everything that its file says, or, with a fault anywhere, nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.action_plans.actions import WantedGoal, add_action, add_focus_area, set_goals, write_note
from oneworkforce.assessments.actions import change_stage, start_assessment
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.evidence.actions import add_view
from oneworkforce.gathering.involvement.actions import record_involvement
from oneworkforce.gathering.questionnaires.drafts import CODE_LENGTH, draft_key
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment
from oneworkforce.gathering.questionnaires.release import release_if_enough
from oneworkforce.invitations.lists.actions import invite_people
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.invitations.waves.actions import add_wave
from oneworkforce.loading.checking import check_against_database, read_file
from oneworkforce.loading.content import AssessmentEntry, InvolvementEntry, PartnershipFile, ThemeEntry, WaveEntry
from oneworkforce.loading.dealing import deal, step_for
from oneworkforce.partnerships.actions import (
    add_member,
    record_workforce_sizes,
    rename_themes,
    save_part,
    start_partnership,
)
from oneworkforce.partnerships.models import Locality, Organisation, Partnership, StaffGroup
from oneworkforce.plans.actions import import_plan
from oneworkforce.reporting.models import ReportSection
from oneworkforce.visitors.codes import new_code

AT_ONCE = 500
MORNING, EVENING = time(9), time(17)


def load_file(*, path: Path, demonstration: bool = False, by: User | None) -> Partnership:
    """Load the partnership that a file describes. See docs/reference/partnership-file.md.

    :param demonstration: marks the partnership as one, and makes personas of its people.
    :raises FileFaults: with everything to put right in the file; then nothing has been loaded.
    """
    return load_content(content=read_file(path), demonstration=demonstration, by=by)


@transaction.atomic
def load_content(*, content: PartnershipFile, demonstration: bool = False, by: User | None) -> Partnership:
    """Load a file that is read already. :raises FileFaults: where something of it is there already."""
    check_against_database(content, as_personas=demonstration)
    partnership = start_partnership(
        key=content.key,
        name=content.name,
        own_word=content.own_word,
        region=content.region,
        time_zone=content.time_zone,
        framework=content.framework.key,
        k=content.k,
        languages=content.languages,
        keep_invitations_months=content.keep_invitations_months,
        help_now=content.help_now,
        consent_age=content.consent_age,
        permission_route=content.permission_route,
        demonstration=demonstration,
        by=by,
    )
    _add_parts(partnership, content, by)
    _add_people(partnership, content, by, as_personas=demonstration)
    for entry in content.assessments:
        _load_assessment(partnership, entry, content, by)
    record("partnership loaded", by=by, partnership=partnership.key, file=Path(content.file).name)
    return partnership


def _add_parts(partnership: Partnership, content: PartnershipFile, by: User | None) -> None:
    _set_staff_groups(partnership, content, by)
    for entry in content.organisations:
        organisation = Organisation(
            partnership=partnership,
            name=entry.name,
            sector=entry.sector,
            third_sector=entry.third_sector,
            joined_on=entry.joined,
            left_on=entry.left,
        )
        save_part(organisation, by=by)
    for key, name in content.localities.items():
        save_part(Locality(partnership=partnership, key=key, name=name), by=by)
    if content.workforce:
        record_workforce_sizes(partnership=partnership, sizes=dict(content.workforce), by=by)
    if content.theme_names:
        rename_themes(partnership=partnership, names=dict(content.theme_names), by=by)


def _set_staff_groups(partnership: Partnership, content: PartnershipFile, by: User | None) -> None:
    """The groups of the file in its order, in place of the framework's usual ones."""
    wanted = {entry.key for entry in content.staff_groups}
    usual = {group.key: group for group in partnership.staff_groups.all()}
    partnership.staff_groups.exclude(key__in=wanted).delete()
    # Out of each other's way first: two groups may swap names.
    for group in usual.values():
        partnership.staff_groups.filter(pk=group.pk).update(name=f"{group.key} {group.pk}")
    for order, entry in enumerate(content.staff_groups):
        partnership.staff_groups.update_or_create(
            key=entry.key,
            defaults={
                "name": entry.name,
                "audience": entry.audience,
                "who": entry.who,
                "people": entry.people,
                "order": order,
            },
        )


def _add_people(partnership: Partnership, content: PartnershipFile, by: User | None, *, as_personas: bool) -> None:
    for person in content.people:
        add_member(partnership=partnership, email=person.email, name=person.name, role=person.role, by=by)
    if as_personas:
        User.objects.filter(email__in=[person.email for person in content.people]).update(is_persona=True)


def _load_assessment(
    partnership: Partnership, entry: AssessmentEntry, content: PartnershipFile, by: User | None
) -> Assessment:
    assessment = start_assessment(
        partnership=partnership, key=entry.key, name=entry.name, purpose=entry.purpose, k=entry.k, by=by
    )
    _write_down(assessment, entry, by)
    if entry.stage != Stage.PLANNING:
        change_stage(assessment=assessment, to=Stage.OPEN, by=by)
    _invite(assessment, entry.waves, by)
    if entry.stage != Stage.PLANNING:
        _add_answers(assessment, entry, content)
    if entry.stage in (Stage.CLOSED, Stage.ARCHIVED):
        change_stage(assessment=assessment, to=Stage.CLOSED, by=by)
    if entry.stage == Stage.ARCHIVED:
        change_stage(assessment=assessment, to=Stage.ARCHIVED, by=by)
    _set_days(assessment, entry, partnership)
    return assessment


def _write_down(assessment: Assessment, entry: AssessmentEntry, by: User | None) -> None:
    if entry.plan:
        import_plan(assessment=assessment, lines=entry.plan, by=by)
    goals = {key: goal for theme in entry.themes for key, goal in _goals_of(theme).items()}
    if goals:
        set_goals(assessment=assessment, goals=goals, by=by)
    for theme in entry.themes:
        words = {
            "strengths": theme.strengths,
            "to_develop": theme.to_develop,
            "support_needed": theme.support_needed,
            "support_from": theme.support_from,
        }
        if any(words.values()):
            write_note(assessment=assessment, theme=theme.theme, by=by, **words)
    for sentence in entry.focus_areas:
        add_focus_area(assessment=assessment, sentence=sentence, by=by)
    for action in entry.actions:
        add_action(
            assessment=assessment,
            what=action.what,
            theme=action.theme,
            solution=action.solution,
            lead=action.lead,
            starts_on=action.starts,
            due_on=action.due,
            ongoing=action.ongoing,
            measure=action.measure,
            state=action.state,
            progress=action.progress,
            by=by,
        )
    for part in entry.involvement:
        _write_involvement(assessment, part, by)
    ReportSection.objects.bulk_create(
        ReportSection(assessment=assessment, section=one.section, words=one.words, left_out=one.left_out)
        for one in entry.report
    )


def _write_involvement(assessment: Assessment, part: InvolvementEntry, by: User | None) -> None:
    if part.how:
        given = {"how": part.how, "words": part.words, "again": part.again, "lead": part.lead}
        record_involvement(assessment=assessment, audience=part.audience, seen="", by=by, **given)
    for heard in part.heard:
        add_view(assessment=assessment, audience=part.audience, by=by, **asdict(heard))


def _invite(assessment: Assessment, waves: tuple[WaveEntry, ...], by: User | None) -> None:
    """Add the waves and their people. No letter goes out: an officer sends them."""
    for wave in waves:
        add_wave(assessment=assessment, name=wave.name, invites_on=None, reminders_on=[], by=by)
    people = [Person(**asdict(person), wave=wave.name) for wave in waves for person in wave.people]
    if people:
        invite_people(assessment=assessment, people=people, by=by)


def _goals_of(theme: ThemeEntry) -> dict[tuple[str, str], WantedGoal]:
    goals = {} if theme.goal is None else {(theme.theme, ""): WantedGoal(theme.goal, theme.by)}
    return goals | {(theme.theme, key): WantedGoal(goal, theme.by) for key, goal in theme.dimension_goals.items()}


def _add_answers(assessment: Assessment, entry: AssessmentEntry, content: PartnershipFile) -> None:
    """Give in the answers as sent drafts, and let the questionnaire release them as it releases anybody's."""
    groups: dict[str, StaffGroup] = {group.key: group for group in assessment.partnership.staff_groups.all()}
    drafts: dict[str, list[Draft]] = defaultdict(list)
    for block in entry.answers:
        group = groups[block.staff_group]
        drafts[group.key] += [
            Draft(
                token_hash=draft_key(new_code(CODE_LENGTH)),
                assessment=assessment,
                staff_group=group,
                sector=block.sector,
                locality=dealt.locality,
                sheet=dealt.sheet,
                sent=True,
            )
            for dealt in deal(block, content.framework, group.audience)
        ]
    comments = _hand_out_comments(entry, drafts)
    Draft.objects.bulk_create([draft for some in drafts.values() for draft in some], batch_size=AT_ONCE)
    DraftComment.objects.bulk_create(comments, batch_size=AT_ONCE)
    for key in drafts:
        release_if_enough(assessment, groups[key])


def _hand_out_comments(entry: AssessmentEntry, drafts: dict[str, list[Draft]]) -> list[DraftComment]:
    """Give each comment to one of its group's people, far apart; those on the questionnaire stand on the draft."""
    comments = []
    for key, people in drafts.items():
        step = step_for(len(people))
        # In order of theme, so that as many comments on one theme as there are people go to different ones.
        theirs = sorted((one for one in entry.comments if one.staff_group == key), key=lambda one: one.theme)
        for number, comment in enumerate(theirs):
            draft = people[number * step % len(people)]
            if comment.theme:
                comments.append(DraftComment(draft=draft, theme=comment.theme, text=comment.text))
            else:
                draft.tool_comment = comment.text
    return comments


def _set_days(assessment: Assessment, entry: AssessmentEntry, partnership: Partnership) -> None:
    """Put the days of the file in place of today's, after the stages have come and gone."""
    zone, now = ZoneInfo(partnership.time_zone), timezone.now()
    assessment.opens_on, assessment.closes_on = entry.opens_on, entry.closes_on
    if assessment.opened_at and entry.opens_on:
        assessment.opened_at = min(now, datetime.combine(entry.opens_on, MORNING, zone))
    if assessment.closed_at and entry.closes_on:
        assessment.closed_at = min(now, datetime.combine(entry.closes_on, EVENING, zone))
    assessment.save()
