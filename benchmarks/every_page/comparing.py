"""Two albums side by side: which pages only one has, which texts differ, and which pictures."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops

Points = NDArray[np.int16]

A_LITTLE = 16
"""Of 255 in any colour: less is how a curve's edge is smoothed."""
SHARE = 0.0005
"""Of a picture's points: fewer do not count as different. Words are compared as text, to the letter."""
BUILT = re.compile(r"(/static/ui/[\w/]+)-[0-9a-f]{10}\b")


def compare(before: Path, after: Path, into: Path) -> int:
    """Write what differs into a folder, print a summary, and give the number of differences."""
    into.mkdir(parents=True, exist_ok=True)
    pages = [json.loads((album / "index.json").read_text(encoding="utf-8")) for album in (before, after)]
    said: list[str] = []
    for which, name in enumerate(("before", "after")):
        said += [f"only {name}: {page}" for page in pages[which] if page not in pages[1 - which]]
    both = [page for page in pages[0] if page in pages[1]]
    for page in both:
        said += [
            f"{page}: {what} was {pages[0][page].get(what)}, is {pages[1][page].get(what)}"
            for what in ("status", "kind", "address")
            if pages[0][page].get(what) != pages[1][page].get(what)
        ]
    texts = 0
    with (into / "texts.diff").open("w", encoding="utf-8") as file:
        for page in both:
            differs = difference(before / f"{page}.txt", after / f"{page}.txt")
            # What a screen reader finds is told where the text alone would not tell it.
            differs = differs or difference(before / f"{page}.yaml", after / f"{page}.yaml")
            texts += bool(differs)
            file.writelines(differs)
    pictures = [picture for page in both for picture in pictures_that_differ(before, after, page, into)]
    said += [f"{name}: {share:.2%} of its points differ" for name, share in sorted(pictures, key=lambda one: -one[1])]
    (into / "differences.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
    print("\n".join(said[:40] + ([f"… {len(said) - 40} more in {into}/differences.txt"] if len(said) > 40 else [])))
    taken = Counter(path.suffix for path in before.iterdir())
    print(
        f"{len(both)} pages in both, {taken['.png']} pictures before: {len(pictures)} pictures and {texts} texts differ"
        f" ({into}/texts.diff)"
    )
    return len(said) + texts


def difference(before: Path, after: Path) -> list[str]:
    """The lines of a unified diff; none where both say the same."""
    lines: Callable[[Path], list[str]] = lambda path: (  # noqa: E731
        BUILT.sub(r"\1", path.read_text(encoding="utf-8")).splitlines(keepends=True) if path.is_file() else []
    )
    return [
        line if line.endswith("\n") else f"{line}\n"
        for line in unified_diff(lines(before), lines(after), before.name, after.name, n=1)
    ]


def pictures_that_differ(before: Path, after: Path, page: str, into: Path) -> list[tuple[str, float]]:
    """Each picture of a page of which more than a little differs, with how much; both go beside one another."""
    found = []
    for old in sorted(before.glob(f"{page}.[0-9]*.png")):
        if old.name.removeprefix(page).count(".") != 2:
            continue  # of another page, whose name begins alike
        new = after / old.name
        share = share_of_points(old, new) if new.is_file() else 1.0
        if share > SHARE:
            found.append((old.stem, share))
            beside(old, new, into / old.name)
    return found


def share_of_points(old: Path, new: Path) -> float:
    """How much of the larger of two pictures differs."""
    if old.read_bytes() == new.read_bytes():
        return 0.0
    one, other = Image.open(old).convert("RGB"), Image.open(new).convert("RGB")
    size = (max(one.width, other.width), max(one.height, other.height))
    common = one.crop((0, 0, *size)), other.crop((0, 0, *size))
    old_points, new_points = (np.asarray(picture, dtype=np.int16) for picture in common)
    differs = moved_or_changed(old_points, new_points) | moved_or_changed(new_points, old_points)
    if one.size != other.size:
        differs[min(one.height, other.height) :, :] = True
        differs[:, min(one.width, other.width) :] = True
    return float(differs.mean())


def moved_or_changed(points: Points, others: Points) -> NDArray[np.bool_]:
    """Which points are found nowhere within one point's distance: a browser may round an edge either way."""
    differs = np.ones(points.shape[:2], dtype=bool)
    for down, right in ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0)):
        moved = np.roll(others, (down, right), axis=(0, 1))
        differs &= np.abs(points - moved).max(axis=2) > A_LITTLE
    return differs


def beside(old: Path, new: Path, into: Path) -> None:
    """Before, after, and what differs, in one picture."""
    one = Image.open(old).convert("RGB")
    other = Image.open(new).convert("RGB") if new.is_file() else Image.new("RGB", one.size)
    size = (max(one.width, other.width), max(one.height, other.height))
    mark = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size))).point(
        lambda value: min(255, 4 * value)
    )
    whole = Image.new("RGB", (3 * size[0] + 20, size[1]), "red")
    for column, picture in enumerate((one, other, ImageChops.invert(mark))):
        whole.paste(picture, (column * (size[0] + 10), 0))
    whole.save(into)
