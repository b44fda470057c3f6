"""How far a group agrees with itself.

van der Eijk, C. (2001), "Measuring agreement in ordered rating scales", Quality & Quantity 35, 325–341.
James, L. R., Demaree, R. G. and Wolf, G. (1984), "Estimating within-group interrater reliability", Journal of Applied
Psychology 69, 85–98, for rwg.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations


def van_der_eijk(counts: Sequence[int]) -> float | None:
    """van der Eijk's A, no unit: 1 if all agree, 0 if answers are evenly spread, −1 if half are at each end.

    Counts are split into layers as high as the smallest count left. A is the layers' mean, weighted by people.
    Whole numbers keep it exact until the last step.
    """
    people = sum(counts)
    if people == 0:
        return None
    # The sum so far is a fraction of two whole numbers: a page has dozens, and Fraction takes several times as long.
    above, below = 0, 1
    floor = 0
    for height in sorted(set(counts) - {0}):
        value, share = _value_of_layer(tuple([count >= height for count in counts]))
        above, below = above * share + (height - floor) * value * below, below * share
        floor = height
    return above / (below * people)


@cache
def _value_of_layer(pattern: tuple[bool, ...]) -> tuple[int, int]:
    """S·U·(1 − (S − 1)/(K − 1)), as numerator and denominator."""
    answers, given = len(pattern), sum(pattern)
    if given == 1:
        return 1, 1
    if given == answers:
        return 0, 1
    triples = list(combinations(pattern, 3))
    unimodal = triples.count((True, True, False)) + triples.count((False, True, True))
    bimodal = triples.count((True, False, True))
    unimodality = Fraction(
        (answers - 2) * unimodal - (answers - 1) * bimodal,
        (answers - 2) * (unimodal + bimodal),
    )
    return (given * unimodality * (1 - Fraction(given - 1, answers - 1))).as_integer_ratio()


def rwg(counts: Sequence[int]) -> float | None:
    """Within-group agreement max(0, 1 − s²/σ²) with σ² = (K² − 1)/12, from 0 to 1, no unit.

    s² is the sample variance; σ² is that of K answers chosen at random. None for fewer than two people or answers.
    """
    people, answers = sum(counts), len(counts)
    if people < 2 or answers < 2:
        return None
    total = sum(score * count for score, count in enumerate(counts, start=1))
    squares = sum(score * score * count for score, count in enumerate(counts, start=1))
    sample_variance = Fraction(people * squares - total * total, people * (people - 1))
    return float(max(Fraction(0), 1 - sample_variance / Fraction(answers**2 - 1, 12)))


def agreement_words(agreement: float) -> str:
    """ "mostly agree" from 0.5, "mixed" from 0, "split" below; in English, for the caller to translate."""
    if agreement >= 0.5:
        return "mostly agree"
    return "mixed" if agreement >= 0 else "split"
