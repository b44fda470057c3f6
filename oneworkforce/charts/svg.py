"""Builds SVG, escaping everything that a person typed."""

import re
from functools import cache

_PLAIN = re.compile(r"[\w .,:;#%()·’-]*\Z", re.ASCII)
_FORBIDDEN_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\Z")
_SCHEME = re.compile(r"[\s\x00-\x1f]*([A-Za-z][A-Za-z0-9+.-]*):")


class Svg(str):
    """Finished markup. Any other string is escaped."""

    __slots__ = ()


def escape(text: str) -> str:
    """For an element or a double-quoted attribute. Characters that XML 1.0 forbids become U+FFFD."""
    if _PLAIN.match(text):
        return text
    text = _FORBIDDEN_IN_XML.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def number(value: float) -> str:
    """A length in drawing units to a tenth, as short as possible: 12, 3.5, -0.1, never -0."""
    written = f"{value:.1f}"
    if written.endswith(".0"):
        written = written[:-2]
    return "0" if written == "-0" else written


def tag(name: str, *children: str, **attributes: str | float | None) -> Svg:
    """One element: `stroke_width=2` becomes `stroke-width="2"`, `class_` becomes `class`, None is left out."""
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None:
            continue
        written = escape(value) if isinstance(value, str) else number(value)
        parts.append(f' {_attribute(key)}="{written}"')
    if not children:
        return Svg("".join(parts) + "/>")
    inside = "".join(child if isinstance(child, Svg) else escape(child) for child in children)
    return Svg(f"{''.join(parts)}>{inside}</{name}>")


@cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def together(*pieces: Svg) -> Svg:
    return Svg("".join(pieces))


def document(
    *drawing: Svg,
    id: str,
    title: str,
    description: str,
    box: tuple[float, float, float, float],
    font: str,
    kind: str,
    interactive: bool = False,
) -> str:
    """A whole picture with its accessible name and description.

    `box` is left, top, width, height. With links inside, it is a group, because assistive technology sees nothing
    inside an image. ValueError for an `id` that can't be used in a reference.
    """
    check_identifier(id)
    left, top, width, height = box
    return tag(
        "svg",
        tag("title", title, id=f"{id}-title"),
        tag("desc", description, id=f"{id}-desc") if description else Svg(""),
        *drawing,
        xmlns="http://www.w3.org/2000/svg",
        id=id,
        class_=f"chart {kind}",
        viewBox=" ".join(number(side) for side in (left, top, width, height)),
        role="group" if interactive else "img",
        aria_labelledby=f"{id}-title",
        aria_describedby=f"{id}-desc" if description else None,
        font_family=font,
    )


def check_identifier(id: str) -> None:
    """ValueError unless it is letters, digits, hyphens and underscores, starting with a letter."""
    if not _IDENTIFIER.match(id):
        raise ValueError(f"not an identifier that a picture can use: {id!r}")


def check_colour(colour: str) -> None:
    """ValueError unless it is #rgb or #rrggbb."""
    if not _COLOUR.match(colour):
        raise ValueError(f"not a colour as #rrggbb: {colour!r}")


def check_link(href: str) -> None:
    """ValueError for a link that runs something (javascript:, data:)."""
    scheme = _SCHEME.match(href)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise ValueError(f"not a link to a page: {href!r}")
