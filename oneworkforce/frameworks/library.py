"""Where packs are found: the built-in ones, and any directory that holds `<key>/<version>/` in the same way.

A published version never changes, so it is read once for the life of the process, and a built-in pack cannot be
replaced from elsewhere: where a directory holds a pin that an earlier one holds too, the earlier one counts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from oneworkforce.frameworks import rules
from oneworkforce.frameworks.faults import PackFaults
from oneworkforce.frameworks.model import Framework
from oneworkforce.frameworks.rules import ABOUT_FILE
from oneworkforce.yaml_files.faults import FileFault

# What reads YAML is imported by the functions that read it: most commands read no pack.
if TYPE_CHECKING:
    from oneworkforce.frameworks.languages import Translation

BUILT_IN = Path(__file__).resolve().parent / "packs"

_further: list[Path] = []

_VERSION = re.compile(r"[1-9][0-9]{0,5}")


def add_directory(directory: str | Path) -> None:
    """Look for packs in this directory too, from now on and in the whole process, after the built-in ones."""
    place = Path(directory).resolve()
    if place not in _further:
        _further.append(place)
        _pinned.cache_clear()


class UnknownFramework(LookupError):
    """No pack has this key, or not in this version; the message says which there are."""


def available(directories: Sequence[str | Path] = ()) -> list[tuple[str, int]]:
    """Key and version of every pack, built in or in these directories, sorted; nothing is read or checked."""
    return sorted({pin for directory in _shelves(directories) for pin in _pins(directory)})


def load(
    key: str, version: int | None = None, language: str | None = None, *, directories: Sequence[str | Path] = ()
) -> Framework:
    """The framework with this key, in this version or else the newest.

    `language` is a tag such as cy or en-gb: the framework comes in it, or in its own where it has no such translation;
    ids, order and positions are the same in each. `directories` are looked in after the built-in packs. Raises
    UnknownFramework where there is no such pack, and PackFaults where there is one that may not be used.
    """
    if version is None:
        version = max((known for known_key, known in available(directories) if known_key == key), default=0)
    place = _place(key, version, directories)
    if place is None:
        raise UnknownFramework(_nothing_found(key, version, available(directories)))
    return _read_once(place) if language is None else _read_in(place, language)


def load_pin(pin: str, language: str | None = None, *, directories: Sequence[str | Path] = ()) -> Framework:
    """The framework behind a stored pin such as "one-childrens-workforce/1": that version, and never a newer one.

    In a language as `load` gives it.

    Raises UnknownFramework where the pin is not key/version or no pack has it, and PackFaults as `load` does.
    """
    return _pinned(pin, language, tuple(directories))


@functools.lru_cache(maxsize=256)
def _pinned(pin: str, language: str | None, directories: tuple[str | Path, ...]) -> Framework:
    # Kept, since looking whether its files are there takes longer than all else that a page asks of it.
    key, _, version = pin.partition("/")
    if not _VERSION.fullmatch(version):
        raise UnknownFramework(f'"{pin}" is not a pin: write key/version, as one-childrens-workforce/1')
    return load(key, int(version), language, directories=directories)


def translations(pin: str, *, directories: Sequence[str | Path] = ()) -> tuple[Translation, ...]:
    """Every translation of the framework behind a pin, with what is left to do in it. Raises as `load_pin` does."""
    from oneworkforce.frameworks.languages import language_tags

    framework = load_pin(pin, directories=directories)
    place = _place(framework.key, framework.version, directories)
    assert place is not None  # noqa: S101 (load_pin has found it)
    return tuple(_translated(place, tag) for tag in language_tags(place))


def _shelves(directories: Sequence[str | Path]) -> tuple[Path, ...]:
    return (BUILT_IN, *_further, *(Path(directory).resolve() for directory in directories))


def _pins(directory: Path) -> Iterator[tuple[str, int]]:
    for about in directory.glob(f"*/*/{ABOUT_FILE}"):
        key, version = about.parent.parent.name, about.parent.name
        if rules.is_slug(key) and _VERSION.fullmatch(version):
            yield key, int(version)


def _place(key: str, version: int, directories: Sequence[str | Path]) -> Path | None:
    if not rules.is_slug(key) or version < 1:
        return None
    places = (directory / key / str(version) for directory in _shelves(directories))
    return next((place for place in places if (place / ABOUT_FILE).exists()), None)


@functools.cache
def _read_once(place: Path) -> Framework:
    from oneworkforce.frameworks.check import read_pack

    framework = read_pack(place)
    expected = f"{place.parent.name}/{place.name}"
    if framework.pin != expected:
        message = f"says {framework.pin} but stands in {expected}; make key and version those of its directory"
        raise PackFaults([FileFault(str(place / ABOUT_FILE), 1, message)])
    return framework


@functools.cache
def _read_in(place: Path, language: str) -> Framework:
    """A directory's framework in the translation that fits a language best: its tag, or its first part alone."""
    from oneworkforce.frameworks.languages import language_tags

    framework = _read_once(place)
    tags = language_tags(place)
    wanted = (tag for tag in (language, language.partition("-")[0]) if tag == framework.language or tag in tags)
    tag = next(wanted, framework.language)
    return framework if tag == framework.language else _translated(place, tag).framework


@functools.cache
def _translated(place: Path, tag: str) -> Translation:
    from oneworkforce.frameworks.check import read_language

    return read_language(place, tag, _read_once(place))


def _nothing_found(key: str, version: int, known: list[tuple[str, int]]) -> str:
    wanted = f"{key}/{version}" if version else key
    pins = ", ".join(f"{known_key}/{known_version}" for known_key, known_version in known)
    return f'There is no framework "{wanted}". There is: {pins or "none"}.'
