"""Makes mutants of a file with mutmut's operators: one small change each.

mutmut itself leaves out decorated functions, class bodies and modules' own lines, which here are most of the views,
actions and models. So its operators are taken, and every node is walked. What is left out, since no behaviour stands in
it: see `_is_left_out` and the README.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zlib import crc32

import libcst as cst
import libcst.matchers as m
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import NEVER_MUTATE_FUNCTION_CALLS, deep_replace
from mutmut.mutation.mutators import mutation_operators, operator_string

TRANSLATED = {"_", "_l", "gettext", "gettext_lazy", "ngettext", "pgettext"}
HTML = re.compile(r"</?[a-z]+[ >]|&\w+;")
TYPES = m.Subscript(value=m.Name() | m.Attribute())
STRICT = ", strict=True"
LOGS = m.Call(func=m.Attribute(value=m.Name("logger")))


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """One change of one file. `lines`: of the statement; `function`: where the outermost one around it begins."""

    path: str
    line: int
    column: int
    lines: range
    function: int | None
    before: str
    after: str
    make: Callable[[], str]

    @property
    def id(self) -> str:
        """Stays the same as long as the file does."""
        changed = crc32(f"{self.before} → {self.after}".encode())
        return f"{self.path}:{self.line}:{self.column}:{changed:08x}"

    def source(self) -> str | None:
        """The whole file with the change; None where that is no Python, or none."""
        source = self.make()
        try:
            compile(source, self.path, "exec", dont_inherit=True)
        except SyntaxError:
            return None
        return source


def mutants_of(path: str, repository: Path) -> list[Mutant]:
    """Every mutant of a file, in the order of its nodes; each once."""
    maker = _Maker(path, MetadataWrapper(cst.parse_module((repository / path).read_text())))
    return list({mutant.id: mutant for mutant in maker.made()}.values())


class _Maker:
    def __init__(self, path: str, wrapper: MetadataWrapper) -> None:
        self.path = path
        self.module = wrapper.module
        self.places: dict[cst.CSTNode, CodeRange] = wrapper.resolve(PositionProvider)  # type: ignore[assignment]

    def made(self) -> Iterator[Mutant]:
        for node, changed, statement, function in self._changes(self.module, None, None, False):
            around = self.places[statement or node]
            place = self.places.get(node, around)
            before, after = self._short(node), self._short(changed)
            if before != after and not _is_a_belt(before, after):
                yield Mutant(
                    path=self.path,
                    line=place.start.line,
                    column=place.start.column,
                    lines=range(around.start.line, around.end.line + 1),
                    function=self._begins(function),
                    before=before,
                    after=after,
                    make=partial(self._source, node, changed),
                )

    def _source(self, node: cst.CSTNode, changed: cst.CSTNode) -> str:
        return cst.ensure_type(deep_replace(self.module, node, changed), cst.Module).code

    def _changes(
        self, node: cst.CSTNode, statement: cst.CSTNode | None, function: cst.FunctionDef | None, plain: bool
    ) -> Iterator[tuple[cst.CSTNode, cst.CSTNode, cst.CSTNode | None, cst.FunctionDef | None]]:
        """:param plain: strings in here are words for people, or HTML: they are not changed."""
        if _is_left_out(node):
            return
        if isinstance(node, cst.SimpleStatementLine):
            statement = node
        plain = plain or _holds_words(node)
        for kind, operator in mutation_operators:
            if isinstance(node, kind) and not (operator is operator_string and (plain or _is_html(node))):
                yield from ((node, changed, statement, function) for changed in operator(node))
        for child in node.children:
            inside = function
            if isinstance(node, cst.FunctionDef) and child is node.body:
                inside = function or node
            yield from self._changes(child, statement, inside, plain)

    def _begins(self, function: cst.FunctionDef | None) -> int | None:
        if function is None:
            return None
        return self.places[function.decorators[0] if function.decorators else function].start.line

    def _short(self, node: cst.CSTNode) -> str:
        return " ".join(self.module.code_for_node(node).split())


def _is_left_out(node: cst.CSTNode) -> bool:
    """Where nothing is done: imports, types, docstrings, `__all__`, the flags of dataclasses, what goes to a log."""
    if m.matches(node, m.Arg(keyword=m.Name("strict"))):
        return True
    if isinstance(node, cst.Import | cst.ImportFrom | cst.Annotation):
        return True
    if m.matches(node, m.Expr(value=m.SimpleString() | m.ConcatenatedString())):
        return True
    if isinstance(node, cst.Assign) and m.matches(node.targets[0].target, m.Name("__all__")):
        return True
    if isinstance(node, cst.Assign) and m.matches(node.value, TYPES) and m.matches(node.value, _made_of_types()):
        return True
    if isinstance(node, cst.AnnAssign) and m.matches(node.annotation.annotation, m.Name("TypeAlias")):
        return True
    if m.matches(node, m.Decorator(decorator=m.Call(func=m.Name("dataclass")) | m.Name("dataclass"))):
        return True
    if m.matches(node, m.If(test=m.Name("TYPE_CHECKING"))) or m.matches(node, LOGS):
        return True
    return m.matches(node, m.Call(func=m.Name())) and node.func.value in NEVER_MUTATE_FUNCTION_CALLS  # type: ignore[attr-defined]


def _made_of_types() -> m.Subscript:
    """`Row = tuple[str, str]`: a name of a type begins with a capital letter, or is a container's."""
    names = m.MatchRegex(r"[A-Z]\w*|tuple|dict|list|set|frozenset|type")
    return m.Subscript(value=m.Name(names) | m.Attribute(attr=m.Name(names)))


def _holds_words(node: cst.CSTNode) -> bool:
    """A call of gettext. That no text is left untranslated, or changed unseen, the tests of catalogues hold."""
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in TRANSLATED


def _is_a_belt(before: str, after: str) -> bool:
    """`zip(…, strict=True)` asserts of our own lists what is so anyway; ruff holds that it stands there."""
    return STRICT in before and before.replace(STRICT, "") == re.sub(r", (strict=\w+)?\)$", ")", after)


def _is_html(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.SimpleString) and HTML.search(node.value) is not None
