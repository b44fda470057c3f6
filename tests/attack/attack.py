"""What can be found out from everything that was taken down: every way in that we know of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.attack.looking import EVERYONE, Look, Row
from tests.attack.pack import DIMENSIONS
from tests.attack.populations import Answering, Population
from tests.attack.puzzle import Counts, Puzzle, Reading

SYMBOLS = ("1", "2", "3", "4", "5", "dk", "na")
NOTHING = (0,) * len(SYMBOLS)
ABOUT = 3
"""Columns of a row file before the answers: staff group, sector, locality."""


@dataclass(frozen=True)
class Leak:
    """`kind`: which way in; `where`: dimension, group and moments; `people`: how many are found out."""

    kind: str
    where: str
    people: int

    def __str__(self) -> str:
        return f"{self.kind}: {self.where} ({self.people})"


def leaks(looks: Sequence[Look], population: Population) -> list[Leak]:
    """Everything that is found out. What a population wrote is known of the comments alone: whether there are any."""
    return [
        *(leak for place in range(len(DIMENSIONS)) for leak in of_dimension(looks, place)),
        *of_rows(looks),
        *of_rows_beside_figures(looks),
        *of_themes(looks),
        *(of_comments(looks, population.rounds) if any(look.comments for look in looks) else ()),
        *of_participation(looks),
    ]


def puzzle_of(looks: Sequence[Look], place: int) -> Puzzle | None:
    """The equations of a dimension; None where no figure about it was ever there."""
    dimension = DIMENSIONS[place]
    groups = sorted({group for look in looks for group in look.cells[dimension]} - {EVERYONE})
    readings = [
        Reading(
            cells={group: cell for group, cell in look.cells[dimension].items() if group != EVERYONE},
            total=look.cells[dimension].get(EVERYONE),
            rows={group: scored(look.rows or (), group, place) for group in groups},
            sent={group: most_counted(looks[: at + 1], group) for group in groups},
        )
        for at, look in enumerate(looks)
    ]
    return Puzzle(groups, readings, looks[0].k) if groups else None


def of_dimension(looks: Sequence[Look], place: int) -> Iterator[Leak]:
    """Sums of figures of one dimension, over all moments."""
    puzzle = puzzle_of(looks, place)
    for known in puzzle.found() if puzzle else ():
        about = known.about
        where = f"{DIMENSIONS[place]}, {'+'.join(sorted(about.groups))}, look {about.since + 2} to {about.until + 1}"
        yield Leak(known.kind, f"{where}: {known.counts}", sum(known.counts[:5]))


def sent_by(look: Look, group: str) -> int:
    """How many of a staff group had sent, as the page about who takes part says."""
    table = look.table("By staff group")
    people = table.column("Sent").get(group) if table and "Sent" in table.head else None
    return look.respondents if people is None else people


def most_counted(looks: Sequence[Look], group: str) -> int:
    """How many of a staff group can be in the figures at the last of some looks: while it is open, k always wait."""
    at_close = [sent_by(look, group) for look in looks if look.stage == "closed"]
    sent = sent_by(looks[-1], group)
    return sent if looks[-1].stage == "closed" else max([sent - looks[-1].k, *at_close, 0])


def scored(rows: Sequence[Row], group: str, place: int) -> Counts:
    """A staff group's answers to a dimension in a row file, counted."""
    given = Counter(row[ABOUT + place] for row in rows if row[0] == group)
    return tuple(given[symbol] for symbol in SYMBOLS)


def of_rows(looks: Sequence[Look]) -> Iterator[Leak]:
    """Row files, each by itself and beside every other one."""
    files = [(look.moment, Counter(look.rows)) for look in looks if look.rows is not None]
    k = looks[0].k
    for at, (moment, rows) in enumerate(files):
        yield from _few(rows, f"rows {moment}", k)
        for before, earlier in files[:at]:
            gone = earlier - rows
            if gone:
                yield Leak("rows change", f"rows {before} are others {moment}: {min(gone)[:ABOUT]}", gone.total())
            yield from _few(rows - earlier, f"rows {moment} less {before}", k)
            yield from _places_told(earlier, rows, f"rows {moment} beside {before}", k)


def _few(rows: Counter[Row], where: str, k: int) -> Iterator[Leak]:
    places: Counter[Row] = Counter()
    scores: Counter[tuple[Row, int]] = Counter()
    for row, people in rows.items():
        places[row[:ABOUT]] += people
        for at, answer in enumerate(row[ABOUT:]):
            scores[row[:ABOUT], at] += people if answer in SYMBOLS[:5] else 0
    yield from (Leak("few rows", f"{where}: {place}", n) for place, n in places.items() if n < k)
    yield from (
        Leak("few in rows", f"{where}: {place} {DIMENSIONS[at]}", n) for (place, at), n in scores.items() if 0 < n < k
    )


def _places_told(earlier: Counter[Row], later: Counter[Row], where: str, k: int) -> Iterator[Leak]:
    """Whose sector or locality a later file tells, though an earlier one had left it out."""
    was: dict[Row, set[Row]] = {}
    for row in earlier - later:
        was.setdefault((row[0], *row[ABOUT:]), set()).add(row[1:ABOUT])
    told: Counter[Row] = Counter()
    for row, people in (later - earlier).items():
        before = was.get((row[0], *row[ABOUT:]), set())
        if any(a != b and not a for place in before for a, b in zip(place, row[1:ABOUT], strict=True)):
            told[row[:ABOUT]] += people
    yield from (Leak("place comes back", f"{where}: {place}", n) for place, n in told.items() if n < k)


def of_rows_beside_figures(looks: Sequence[Look]) -> Iterator[Leak]:
    """Those whose answers are in a shown cell and in no row: at each moment, and between two."""
    k = looks[0].k
    for place, dimension in enumerate(DIMENSIONS):
        before: dict[str, list[tuple[str, Counts]]] = {}
        for look in looks:
            if look.rows is None:
                continue
            for group, cell in look.cells[dimension].items():
                if cell is None or group == EVERYONE:
                    continue
                rest = _less(cell, scored(look.rows, group, place))
                for moment, earlier in [("nothing", NOTHING), *before.get(group, [])]:
                    people = _less(rest, earlier)
                    if min(people[:5]) >= 0 and 0 < sum(people[:5]) < k:
                        where = f"{dimension}, {group}, {look.moment} less {moment}: {people[:5]}"
                        yield Leak("in no row", where, sum(people[:5]))
                before.setdefault(group, []).append((look.moment, rest))


def _less(one: Counts, other: Counts) -> Counts:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def of_themes(looks: Sequence[Look]) -> Iterator[Leak]:
    """A theme's figures that are not made of shown cells alone."""
    for look in looks:
        for theme in look.said.values():
            for group, said in {**theme["groups"], EVERYONE: theme["everyone"]}.items():
                cells = [cell for one in theme["dimensions"] for cell in one["cells"] if cell["group"] == group]
                means = [cell["mean"] for cell in cells if cell["mean"] is not None]
                plain = sum(means) / len(means) if means and 2 * len(means) >= len(cells) else None
                if (said is None) != (plain is None) or (said is not None and abs(said - plain) > 1e-9):
                    yield Leak("theme", f"{theme['id']}, {group}, {look.moment}: {said}, not {plain}", 0)


def of_comments(looks: Sequence[Look], people: Sequence[Sequence[Answering]]) -> Iterator[Leak]:
    """Comments that tell of cells, or come from fewer than k people at once. `people`: who answered in each round."""
    k = looks[0].k
    closed = [look for look in looks if look.stage == "closed"]
    first = Counter(person.group for person in people[0])
    wrote = {(theme, person.group) for person in people[0] for theme, _text in person.comments}
    for theme, group in sorted(wrote):
        if first[group] >= k and (theme, group) not in closed[0].comments:
            yield Leak("comments tell of cells", f"{theme}, {group}: {first[group]} took part", 0)
    for at, look in enumerate(closed):
        for (theme, group), said in look.comments.items():
            told: list[tuple[Counter[str], int]] = [(Counter(), 0)]
            for earlier in closed[:at]:
                # Who came after comments were last changed may be among those whose comments come now.
                before = earlier.comments.get((theme, group), Counter())
                if before != told[-1][0]:
                    told.append((before, sent_by(earlier, group)))
            for before, people_before in told:
                took_part = sent_by(look, group) - people_before
                if said - before and took_part < k:
                    yield Leak("comments of few", f"{theme}, {group}, {look.moment}", took_part)


def of_participation(looks: Sequence[Look]) -> Iterator[Leak]:
    """Parts of the workforce so small that how many took part says who did.

    Of waves, how many were invited counts; of sectors and localities, how many came by a group's link.
    """
    counted = {"By wave": "Invited", "By sector": "Sent", "By locality": "Sent"}
    for look in looks:
        for table in look.tables:
            if table.caption in counted:
                for name, people in table.column(counted[table.caption]).items():
                    few = people is not None and people < look.k
                    if few and (people or table.caption == "By wave") and name != "All":
                        yield Leak("participation", f"{table.caption}, {name}, {look.moment}", people)


def beside_own(looks: Sequence[Look], own: Sequence[Sequence[Answering]]) -> Iterator[Leak]:
    """What somebody learns who knows some sheets, as they typed them or took them in: `own`, round by round.

    Counted in people: that few of the others scored one dimension is not a leak here.
    """
    closed = [look for look in looks if look.stage == "closed"]
    for at, look in enumerate(closed):
        for group in sorted({person.group for people in own for person in people}):
            mine = [person for people in own[: at + 1] for person in people if person.group == group]
            others = sent_by(look, group) - len(mine)
            shown = [dimension for dimension, cells in look.cells.items() if any(cells.get(group) or ())]
            if 0 < others < look.k and shown:
                yield Leak("beside own", f"{group}, {look.moment}: {len(shown)} dimensions", others)
