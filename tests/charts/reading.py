"""Reads a drawn picture back with an XML parser, using nothing of the code that drew it."""

import re
import unicodedata
import xml.etree.ElementTree as ElementTree

SVG = "{http://www.w3.org/2000/svg}"

# The widths of Helvetica's commonest letters, in thousandths of an em, from its published metrics.
_HELVETICA = dict.fromkeys("ijl'", 222) | dict.fromkeys(" .,It/:;", 278) | dict.fromkeys("fr()-", 333)
_HELVETICA |= dict.fromkeys("|![]\\·\u00a0", 260) | dict.fromkeys("‘’", 222) | dict.fromkeys('"*`{}“”', 333)
_HELVETICA |= dict.fromkeys("ckszvxyJ", 500) | dict.fromkeys("mM", 833) | dict.fromkeys("wCDHNRU", 722) | {"W": 944}


class Picture:
    """A parsed picture, and the questions that tests ask of it."""

    def __init__(self, drawn: str) -> None:
        self.root = ElementTree.fromstring(drawn)  # noqa: S314
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def all(self, name: str, class_: str = "") -> list[ElementTree.Element]:
        return [one for one in self.root.iter(SVG + name) if not class_ or class_ in one.get("class", "").split()]

    def one(self, name: str, class_: str = "") -> ElementTree.Element:
        (only,) = self.all(name, class_)
        return only

    @property
    def box(self) -> tuple[float, float, float, float]:
        left, top, width, height = map(float, self.root.get("viewBox", "").split())
        return left, top, left + width, top + height

    def words(self, inside: ElementTree.Element | None = None) -> str:
        """Every letter drawn, in order, with no white space at all."""
        texts = (self.root if inside is None else inside).iter(SVG + "text")
        return "".join("".join("".join(text.itertext()).split()) for text in texts)

    def inherited(self, element: ElementTree.Element, attribute: str) -> str | None:
        while element is not None:
            if attribute in element.attrib:
                return element.get(attribute)
            element = self.parents.get(element)  # type: ignore[assignment]
        return None

    def text_boxes(self) -> list[tuple[str, float, float, float, float]]:
        """Each straight line of text: its words, and its left, top, right and bottom in Helvetica."""
        boxes = []
        for text in self.all("text"):
            if text.find(SVG + "textPath") is not None:
                continue
            words, size = "".join(text.itertext()), float(self.inherited(text, "font-size") or "nan")
            wide = sum(map(_thousandths, words)) * size / 1000
            x, y = float(text.get("x", "0")), float(text.get("y", "0"))
            left = x - {"middle": wide / 2, "end": wide}.get(self.inherited(text, "text-anchor") or "start", 0)
            boxes.append((words, left, y - 0.72 * size, left + wide, y + 0.21 * size))
        return boxes

    def assert_sound(self) -> None:
        """What holds for every picture: unique ids, references that lead somewhere, no inline style or script."""
        ids = [one.get("id") for one in self.root.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
        assert all(str(one).startswith(str(self.root.get("id"))) for one in ids)
        for one in self.root.iter():
            assert one.tag.removeprefix(SVG) not in ("script", "style", "foreignObject", "image")
            assert "style" not in one.attrib
            assert not any(name.startswith("on") for name in one.attrib)
        references = [one.get("href", "")[1:] for one in self.all("textPath")]
        references += re.findall(r"url\(#([^)]+)\)", " ".join(one.get("clip-path", "") for one in self.root.iter()))
        named = (self.root.get("aria-labelledby"), self.root.get("aria-describedby"))
        assert set(references) | {name for name in named if name} <= set(ids)

    def assert_text_inside(self) -> None:
        left, top, right, bottom = self.box
        for words, *sides in self.text_boxes():
            assert left <= sides[0], words
            assert top <= sides[1], words
            assert sides[2] <= right, words
            assert sides[3] <= bottom, words


def _thousandths(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return _HELVETICA.get(unicodedata.normalize("NFD", letter)[0], 556)


def numbers(path: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", path)]
