from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneworkforce.analysis import EVERYONE, Cell, DimensionResult
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing, Stage
from oneworkforce.frameworks import Dimension
from oneworkforce.frameworks.rules import CHILD_PERSPECTIVE
from oneworkforce.gathering.questionnaires.comments import comments_to_show
from oneworkforce.gathering.questionnaires.figures import POOLED_AUDIENCES
from oneworkforce.gathering.take_part.participation import who_is_not_known
from oneworkforce.invitations.lists.draws import draws_of
from oneworkforce.partnerships.roles import Permission
from oneworkforce.results import words
from oneworkforce.results.perception_gap import perception_gap
from oneworkforce.results.perspectives import childs_side, names_on, perspective_of, whose_view
from oneworkforce.results.pictures import distribution_of, rainbow_of, spider_of
from oneworkforce.results.standing import DimensionStanding, Standing, ThemeStanding, names_of, standing_of
from oneworkforce.results.taking_part import taking_part_in
from oneworkforce.ui.wording import list_in_words, number, points

COMMENTS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Spread:
    """A group's answers to one dimension."""

    cell: Cell
    name: str
    svg: SafeString | None
    summary: str


@dataclass(frozen=True, slots=True)
class DimensionOnPage:
    """A dimension on the theme page; `slug` is its anchor, `not_asked` names groups, `names` are those of its cells."""

    standing: DimensionStanding
    slug: str
    spreads: tuple[Spread, ...]
    findings: tuple[str, ...]
    not_asked: str
    names: Mapping[str, str]
    perspective: str
    whose_view: str

    @property
    def dimension(self) -> Dimension:
        return self.standing.dimension

    @property
    def result(self) -> DimensionResult:
        return self.standing.result


@require_safe
@assessment_page(Permission.READ)
def where_we_are(request: AssessmentRequest) -> HttpResponse:
    # Figures, names and numbers of people all ask for the staff groups: read them once.
    prefetch_related_objects([request.assessment.partnership], "staff_groups")
    standing = standing_of(request.assessment)
    context = where_we_are_context(standing, _theme_address(request)) | _shared(request, standing)
    context["taking_part"] = taking_part_in(request.assessment, standing)
    context["who_is_not_known"] = who_is_not_known()
    return render(request, "results/where_we_are.html", context)


@require_safe
@assessment_page(Permission.READ)
def theme(request: AssessmentRequest, theme: str) -> HttpResponse:
    standing = standing_of(request.assessment)
    try:
        shown = standing.theme(theme)
    except KeyError:
        raise Http404 from None
    context = theme_context(standing, shown, _theme_address(request)) | _shared(request, standing)
    context["comments_open"] = request.can(Doing.READ_COMMENTS)
    comments = _comments(request.assessment, standing, shown) if context["comments_open"] else []
    context["comments"] = Paginator(comments, COMMENTS_AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "results/theme.html", context)


def _figures_context(standing: Standing, theme_address: Callable[[str], str]) -> dict[str, Any]:
    """What the tables of figures need, whichever page they stand on."""
    return {
        "standing": standing,
        "words": words,
        "names": names_of(standing.groups, words.everyone()),
        "names_on": names_on,
        "perspective_of": perspective_of,
        "childs_side": childs_side,
        "theme_address": theme_address,
    }


def where_we_are_context(standing: Standing, theme_address: Callable[[str], str]) -> dict[str, Any]:
    return _figures_context(standing, theme_address) | {
        "rainbow": rainbow_of(standing, href=theme_address),
        "cards": [
            {
                "theme": one,
                "spider": spider_of(one, standing),
                "sentence": perception_gap(one, standing),
                "second": words.dimensions_apart(one),
                "childs_side": childs_side(one.theme),
            }
            for one in standing.themes
        ]
        if standing.has_figures
        else [],
    }


def theme_context(standing: Standing, shown: ThemeStanding, theme_address: Callable[[str], str]) -> dict[str, Any]:
    """Everything on the theme page except the comments."""
    before, after = standing.beside(shown.theme.id)
    return _figures_context(standing, theme_address) | {
        "theme": shown,
        "sentence": perception_gap(shown, standing),
        "spider": spider_of(shown, standing),
        "dimensions": [_on_page(standing, shown, own) for own in shown.dimensions],
        "before": before,
        "after": after,
    }


@require_safe
@assessment_page(Permission.READ)
def perspective(request: AssessmentRequest, perspective: str) -> HttpResponse:
    """Where the dimensions of one perspective are, across all themes."""
    standing = standing_of(request.assessment)
    found = next((known for known in standing.framework.perspectives if known.id == perspective), None)
    if found is None:
        raise Http404
    of_this = [
        (theme, [own for own in theme.dimensions if perspective in own.dimension.perspectives])
        for theme in standing.themes
    ]
    notes = (whose_view(standing, own.dimension) for _theme, dimensions in of_this for own in dimensions)
    context = _figures_context(standing, _theme_address(request)) | _shared(request, standing, perspective)
    context |= {
        "perspective": found,
        "themes": [(theme, dimensions) for theme, dimensions in of_this if dimensions],
        "note": next(filter(None, notes), "") if perspective == CHILD_PERSPECTIVE else "",
    }
    return render(request, "results/perspective.html", context)


def _comments(assessment: Assessment, standing: Standing, shown: ThemeStanding) -> list[tuple[str, str]]:
    """Group names and comments, group by group."""
    found = comments_to_show(assessment, shown.theme.id)
    return [(group.name, text) for group in standing.groups for text in found.get(group.key, ())]


def _on_page(standing: Standing, shown: ThemeStanding, own: DimensionStanding) -> DimensionOnPage:
    names = names_on(own.dimension, standing.groups)
    # If only one pooled group is asked, "everyone" is the same people, so its bars would be there twice.
    cells = own.result.cells
    pooled = {group.key for group in standing.groups if group.audience in POOLED_AUDIENCES}
    if sum(cell.group in pooled for cell in cells) == 1:
        cells = tuple(cell for cell in cells if cell.group != EVERYONE)
    findings = [words.dont_know_finding(names[cell.group], cell) for cell in cells]
    findings += [words.too_late_here(names[cell.group], cell, standing) for cell in cells if cell.group != EVERYONE]
    not_asked = [group.name for group in standing.groups if own.result.cell(group.key) is None]
    return DimensionOnPage(
        standing=own,
        slug=own.dimension.id.partition(".")[2] or own.dimension.id,
        spreads=tuple(_spread(shown, own, names[cell.group], cell) for cell in cells),
        findings=tuple(finding for finding in findings if finding),
        not_asked=list_in_words(not_asked),
        names=names,
        perspective=perspective_of(standing.framework, own.dimension),
        whose_view=whose_view(standing, own.dimension),
    )


def _spread(shown: ThemeStanding, own: DimensionStanding, name: str, cell: Cell) -> Spread:
    svg = distribution_of(shown, own.dimension.id, name, cell) if cell.n else None
    return Spread(cell, name, svg, _in_a_line(cell))


def _in_a_line(cell: Cell) -> str:
    """`Mean 2.9 · median 3.0 · mixed · 212 scored · 13 don’t know · 4 not my work`; "" if withheld."""
    if cell.withheld:
        return ""
    parts = []
    if cell.mean is not None:
        parts += [
            _("Mean %(mean)s") % {"mean": points(cell.mean)},
            _("median %(median)s") % {"median": points(cell.median)},
            words.agreement(cell),
        ]
    parts += [
        _("%(n)s scored") % {"n": number(cell.n)},
        _("%(n)s don’t know") % {"n": number(cell.dk)},
        _("%(n)s not my work") % {"n": number(cell.na)},
    ]
    # Keep each figure on the same line as what it counts.
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)


def _theme_address(request: AssessmentRequest) -> Callable[[str], str]:
    # A page links to each theme several times.
    return cache(lambda theme_id: str(request.address("theme", theme=theme_id)))


def _shared(request: AssessmentRequest, standing: Standing, perspective: str = "") -> dict[str, Any]:
    """What every page of results is given; `perspective`: the one that it is read from, if any."""
    address = request.address
    may_set_goals = request.may(Permission.ANALYSE) and request.can(Doing.ANALYSE)
    return {
        "perspectives": [
            (known.name, address("where-we-are-from", perspective=known.id), known.id == perspective)
            for known in standing.framework.perspectives
        ],
        "k": request.assessment.k,
        "stage": request.assessment.stage,
        "open_again": request.assessment.stage == Stage.OPEN and standing.so_far.has_closed,
        "indicative": words.indicative(draws_of(request.assessment)),
        "addresses": {
            "where_we_are": address("where-we-are"),
            "take_part": address("take-part"),
            "goals": address("goals") if may_set_goals else None,
        },
    }
