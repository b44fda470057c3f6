"""Decides whether answers that somebody knows may be mixed with others' yet.

Whoever typed sheets from paper, or imported a file, has seen these answers. Taken from a figure they leave the others'.
So of a staff group's new sheets, those that did not come from one source must be nobody's, or at least k people's.

With k = 10: an officer typed 40 of 45 new sheets. A figure about all 45 would tell the officer about the other 5, so
the group's new answers wait. With 50 they enter.

Sources are taken one by one: two people who put together what they know are two people who tell.
"""

from collections.abc import Mapping


def may_enter(sheets: int, by_source: Mapping[str, int], k: int) -> bool:
    """Whether a staff group's new sheets may enter figures, whoever knows some of them.

    `by_source`: how many of the `sheets` each source knows. A sheet may have several: who typed it, and who checked it.
    Raises ValueError if a source knows more than there are, or k is less than 1.
    """
    if k < 1:
        raise ValueError(f"k is {k}, and should be at least 1")
    for source, known in by_source.items():
        if not 0 <= known <= sheets:
            raise ValueError(f"{source} knows {known} of {sheets} sheets")
    others = (sheets - known for known in by_source.values() if known)
    return all(other == 0 or other >= k for other in others)
