"""One place puts a report together, from the reads of the layers below; every format lays out what it is given."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from oneworkforce.action_plans.models import Action
from oneworkforce.action_plans.queries import actions_in_order, focus_areas, notes_by_theme
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.charts import SCREEN_FONT, Arc, rainbow
from oneworkforce.frameworks import Framework
from oneworkforce.reporting.involved import involved_in
from oneworkforce.reporting.parts import Chapter, Credits, FrameworkPart, Picture, Report, Said, Table, ThemeLine
from oneworkforce.reporting.position import goals_of, position_of
from oneworkforce.reporting.sections import sections_of
from oneworkforce.results.standing import Standing, standing_of
from oneworkforce.ui import wording


def report_of(assessment: Assessment, *, font: str = SCREEN_FONT, today: date | None = None) -> Report:
    """Everything that an assessment's report shows, as of now.

    :param font: the typeface of the pictures: `SCREEN_FONT`, or `REPORT_FONT` for paper.
    :param today: the date that the report bears; today in the partnership's time zone if None.
    """
    framework = framework_of(assessment)
    standing = standing_of(assessment)
    written, children = sections_of(assessment)
    chapters = tuple(Chapter(one.kind.key, str(one.kind.title), one.words) for one in written if not one.left_out)
    stands = {chapter.key for chapter in chapters}
    made_on = today or timezone.now().astimezone(ZoneInfo(assessment.partnership.time_zone)).date()
    everybody = tuple(assessment.partnership.staff_groups.all())
    involved = involved_in(assessment, framework, everybody, children)
    position = position_of(assessment, standing, notes_by_theme(assessment), involved.sectors, font)
    sentences = tuple(area.sentence for area in focus_areas(assessment))
    return Report(
        title=_("Summary report"),
        partnership=assessment.partnership.name,
        assessment=assessment.name,
        language=to_locale(get_language() or "en-gb").replace("_", "-"),
        made_on=made_on.isoformat(),
        made=wording.date(made_on),
        colours=tuple(theme.colour for theme in framework.themes),
        chapters=chapters,
        framework=_framework(framework, font) if "framework" in stands else None,
        involved=involved if "plan" in stands else None,
        position=position if "position" in stands else None,
        goals=goals_of(standing) if "goals" in stands else None,
        no_goals=_("No goals have been set yet."),
        focus_areas=sentences if "focus-areas" in stands else (),
        no_focus_areas=_("No focus areas have been recorded yet."),
        actions=_actions(assessment, standing) if "actions" in stands else None,
        no_actions=_("No actions have been recorded yet."),
        credits=_credits(assessment, framework, made_on) if "credits" in stands else None,
    )


def _framework(framework: Framework, font: str) -> FrameworkPart:
    outcomes = " · ".join(outcome.name for outcome in framework.outcomes)
    alt = _("The framework’s rainbow: one arc for each theme. From outside to inside: %(themes)s.") % {
        "themes": wording.list_in_words(theme.name for theme in framework.themes)
    }
    drawn = rainbow(
        [Arc(theme.label, theme.colour, None) for theme in framework.themes],
        id="framework-rainbow",
        title=_("The framework’s rainbow"),
        description=alt,
        centre=[_("Children, young people and families"), outcomes],
        low=_("Fragmented"),
        high=_("Reformed"),
        whole=True,
        font=font,
    )
    lines = tuple(ThemeLine(theme.id, theme.name, theme.colour, theme.purpose) for theme in framework.themes)
    return FrameworkPart(Picture(drawn, alt), lines)


def _actions(assessment: Assessment, standing: Standing) -> Table | None:
    themes = {theme.theme.id: theme.theme.name for theme in standing.themes}
    rows = tuple(_action(action, themes) for action in actions_in_order(assessment))
    if not rows:
        return None
    head = (_("What will be done"), _("Theme"), _("Lead"), _("Starts"), _("Due"), _("Progress"))
    return Table(_("Actions"), head, rows)


def _action(action: Action, themes: dict[str, str]) -> tuple[Said, ...]:
    measure = _("How we will know: %(measure)s") % {"measure": action.measure} if action.measure.strip() else ""
    due = _("ongoing") if action.ongoing else wording.date(action.due_on) if action.due_on else ""
    return (
        Said(action.what, measure),
        Said(themes.get(action.theme, _("All themes"))),
        Said(action.lead) if action.lead else Said(_("not named yet"), quiet=True),
        Said(wording.date(action.starts_on), quiet=action.starts_on is None),
        Said(due) if due else Said(_("no date yet"), quiet=True),
        Said(str(action.get_state_display()), action.progress),
    )


def _credits(assessment: Assessment, framework: Framework, made_on: date) -> Credits:
    sectors = {sector.id: sector.name for sector in framework.sectors}
    members = [
        one for one in assessment.partnership.organisations.all() if one.left_on is None or one.left_on > made_on
    ]
    members = [one for one in members if one.joined_on is None or one.joined_on <= made_on]
    rows = tuple((Said(one.name), Said(sectors.get(one.sector, one.sector))) for one in members)
    return Credits(
        acknowledgement=framework.acknowledgement.strip(),
        organisations=Table(
            _("Organisations in %(name)s") % {"name": assessment.partnership.name},
            (_("Organisation"), _("Sector")),
            rows,
        )
        if rows
        else None,
        made=_("This report was made with One Workforce on %(date)s.") % {"date": wording.date(made_on)},
    )
