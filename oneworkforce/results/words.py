"""What the figures say, a sentence for each picture. No position is called good or bad."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.analysis import EVERYONE, Cell, agreement_words
from oneworkforce.frameworks import Dimension
from oneworkforce.gathering.questionnaires.so_far import SoFar
from oneworkforce.invitations.lists.draws import RandomDraw
from oneworkforce.results.standing import Standing, ThemeStanding
from oneworkforce.ui.wording import list_in_words, number, points


def not_shown() -> str:
    """Always these very words, wherever a figure could point at a few people."""
    return _("Not shown, so that nobody in a small group can be recognised")


def everyone() -> str:
    """The name for all staff groups together."""
    return _("All staff")


def agreement(cell: Cell) -> str:
    """How far a group agrees: mostly agree, mixed or split; "" without a figure."""
    if cell.agreement is None:
        return ""
    return {"mostly agree": _("mostly agree"), "mixed": _("mixed"), "split": _("split")}[
        agreement_words(cell.agreement)
    ]


def smallest_shown(k: int) -> str:
    """About how many people a figure at least is, and of which figures that is true."""
    return _(
        "What people answered is never shown for fewer than %(k)s of them, so that nobody in a small group can be "
        "recognised. How many took part says nothing about answers, and can be fewer."
    ) % {"k": number(k)}


def indicative(draws: Sequence[RandomDraw]) -> str:
    """Why figures are indicative: who was asked, by lot or not, and that answering was up to them."""
    if not draws:
        return _("The figures are indicative: the people who answered chose to, and were not drawn by lot.")
    drawn = sum(draw.people for draw in draws)
    chosen = ngettext(
        "Of the people invited, %(people)s was drawn by lot, from %(of)s in the lists.",
        "Of the people invited, %(people)s were drawn by lot, from %(of)s in the lists.",
        drawn,
    )
    answered = _("Whether to answer was up to each of them, so the figures are indicative.")
    said = {"people": number(drawn), "of": number(sum(draw.of for draw in draws))}
    return f"{chosen % said} {answered}"


def unanswered(so_far: SoFar, cell: Cell) -> str:
    """Why a cell that is not withheld has no position."""
    if not so_far.has_closed:
        return _("After the close")
    return _("Not counted yet") if cell.late else _("Nobody answered")


def position(cell: Cell | None, so_far: SoFar) -> str:
    """A cell's position to one decimal, or why there is none."""
    if cell is None:
        return _("Not asked")
    if cell.withheld:
        return not_shown()
    return points(cell.mean) if cell.mean is not None else unanswered(so_far, cell)


def theme_position(value: float | None, cells: Sequence[Cell | None], so_far: SoFar) -> str:
    """A group's position on a theme to one decimal, or why there is none."""
    if value is not None:
        return points(value)
    asked = [cell for cell in cells if cell is not None]
    if not asked:
        return _("Not asked")
    return not_shown() if any(cell.withheld for cell in asked) else unanswered(so_far, max(asked, key=_late))


def _late(cell: Cell) -> int:
    return cell.late


def who_answered(standing: Standing, sectors_heard: tuple[int, bool] = (0, False)) -> str:
    """`412 people answered, from 9 sectors.`, and what has become of answers that are in no figure.

    :param sectors_heard: as `Participation.sectors_heard`: how many sectors, and whether there are more.
    """
    so_far = standing.so_far
    if not so_far.people:
        return _("Nobody answered.") if so_far.over else _("Nobody has answered yet.")
    people = ngettext("%(n)s person answered", "%(n)s people answered", so_far.people) % {"n": number(so_far.people)}
    sectors, more = sectors_heard
    of_sectors = (
        ngettext("%(n)s sector and others", "%(n)s sectors and others", sectors)
        if more
        else ngettext("%(n)s sector", "%(n)s sectors", sectors)
    ) % {"n": sectors}
    whole = _("%(people)s, from %(sectors)s.") if sectors else _("%(people)s.")
    said = [whole % {"people": people, "sectors": of_sectors}, _what_waits(so_far), *not_counted(standing)]
    return " ".join(filter(None, said))


def _what_waits(so_far: SoFar) -> str:
    if so_far.over:
        return ""
    if not so_far.has_closed:
        return _("Figures appear when the assessment closes.")
    if not so_far.since:
        return _("The figures are those of the last close.")
    return _("The figures are those of the last close, when %(n)s had answered. The next close counts the others.") % {
        "n": number(so_far.counted)
    }


def not_counted(standing: Standing) -> list[str]:
    """That some are in no figure, and why."""
    return [too_late(standing.too_late - standing.known_to_one), known_to_one(standing.known_to_one)]


def known_to_one(people: int) -> str:
    """That some answers wait as somebody knows most of their group's; "" where none do."""
    if not people:
        return ""
    return ngettext(
        "%(n)s person’s answers wait to be counted, since one person typed, checked or imported most of their group’s.",
        "%(n)s people’s answers wait to be counted, since one person typed, checked or imported most of their group’s.",
        people,
    ) % {"n": number(people)}


def too_late(people: int) -> str:
    """That some are in no figure; "" where there is nobody."""
    if not people:
        return ""
    return ngettext(
        "%(n)s person answered too late to be counted.", "%(n)s people answered too late to be counted.", people
    ) % {"n": number(people)}


def too_late_here(name: str, cell: Cell, standing: Standing) -> str:
    """That some of a group answered a dimension too late to be in its cell; "" where there is nobody."""
    if not cell.late:
        return ""
    if cell.group in standing.groups_known_to_one:
        return ngettext(
            "%(group)s: what %(n)s person said of this is not counted yet.",
            "%(group)s: what %(n)s people said of this is not counted yet.",
            cell.late,
        ) % {"group": name, "n": number(cell.late)}
    return ngettext(
        "%(group)s: what %(n)s person who came later said of this is not counted.",
        "%(group)s: what %(n)s people who came later said of this is not counted. Too few of them scored it.",
        cell.late,
    ) % {"group": name, "n": number(cell.late)}


def rainbow(standing: Standing) -> str:
    """The themes nearest to reformed and furthest from it."""
    known = [(theme.theme.name, theme.now) for theme in standing.themes if theme.now is not None]
    if not known:
        if not standing.so_far.has_closed:
            return _("Positions appear when the assessment closes.")
        if standing.so_far.over and not standing.so_far.people:
            return _("No theme has a position, because nobody answered.")
        return _("No theme has a position that we can show.")
    top, highest, bottom, lowest = _ends(known)
    if top == bottom:
        return _("Every theme with a position is at %(points)s.") % {"points": top}
    nearest = ngettext(
        "%(themes)s is nearest to reformed, at %(points)s;",
        "%(themes)s are nearest to reformed, at %(points)s;",
        len(highest),
    ) % {"themes": list_in_words(highest), "points": top}
    furthest = ngettext(
        "%(themes)s is furthest from it, at %(points)s.",
        "%(themes)s are furthest from it, at %(points)s.",
        len(lowest),
    ) % {"themes": list_in_words(lowest), "points": bottom}
    return f"{nearest} {furthest}"


def to_go(theme: ThemeStanding) -> str:
    """`1.5 points to go, from 2.4 to 3.9`, or that the goal is reached; "" if either is unknown."""
    if theme.to_go is None or theme.goal is None:
        return ""
    ends = {"now": points(theme.now), "goal": points(theme.goal.position), "points": points(theme.to_go)}
    if theme.to_go <= 0:
        return _("the goal of %(goal)s is reached, at %(now)s") % ends
    return _("%(points)s points to go, from %(now)s to %(goal)s") % ends


def dimensions_apart(theme: ThemeStanding) -> str:
    """The dimensions nearest to reformed and furthest from it; "" with fewer than two."""
    cells = [(_quoted(own.dimension), own.result.cell(EVERYONE)) for own in theme.dimensions]
    known = [(name, cell.mean) for name, cell in cells if cell is not None and cell.mean is not None]
    if len(known) < 2:
        return ""
    top, highest, bottom, lowest = _ends(known)
    if top == bottom:
        return _("All its dimensions are at %(points)s.") % {"points": top}
    nearest = ngettext(
        "%(dimensions)s is nearest to reformed (%(points)s),",
        "%(dimensions)s are nearest to reformed (%(points)s),",
        len(highest),
    ) % {"dimensions": list_in_words(highest), "points": top}
    furthest = _("%(dimensions)s furthest from it (%(points)s).") % {
        "dimensions": list_in_words(lowest),
        "points": bottom,
    }
    return f"{nearest} {furthest}"


def _quoted(dimension: Dimension) -> str:
    name = f"“{dimension.name}”"
    return _("%(name)s (staff’s view of it)") % {"name": name} if dimension.is_childs else name


def _ends(named: Sequence[tuple[str, float]]) -> tuple[str, list[str], str, list[str]]:
    """The highest and the lowest position as shown, with all the names that share them."""
    top, bottom = points(max(value for _name, value in named)), points(min(value for _name, value in named))
    return (
        top,
        [name for name, value in named if points(value) == top],
        bottom,
        [name for name, value in named if points(value) == bottom],
    )


def dont_know_finding(name: str, cell: Cell | None) -> str:
    """Said when more than a quarter of a group doesn't know; otherwise ""."""
    if cell is None or not cell.mostly_unknown or cell.dont_know_share is None:
        return ""
    return _("%(group)s: %(share)s %% don’t know. That so many can’t tell is a finding in itself.") % {
        "group": name,
        "share": f"{100 * cell.dont_know_share:.0f}",
    }


def distribution(cell: Cell) -> str:
    """The spread of answers for people who can't see the bars."""
    if cell.counts is None:
        return not_shown()
    spread = list_in_words(_("%(n)s gave %(answer)s") % {"n": n, "answer": a} for a, n in enumerate(cell.counts, 1))
    return _("Of the answers from 1, fragmented, to 5, reformed: %(spread)s.") % {"spread": spread}
