"""Typesetting: several people may ask for documents at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from oneworkforce.typesetting import FontsMissing, typeset, typesetting

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: datetime(year: 2026, month: 1, day: 2))
#set text(font: "Inter", lang: "en")
#for n in range(60) [= #data.title
#lorem(80) ]
"""


def test_two_documents_at_once_come_out_as_they_would_one_by_one(tmp_path: Path) -> None:
    template = tmp_path / "template.typ"
    template.write_text(TEMPLATE, encoding="utf-8")
    titles = [f"Document {n}" for n in range(6)]
    one_by_one = [typeset(template, {"title": title}) for title in titles]
    with ThreadPoolExecutor(3) as threads:
        at_once = list(threads.map(lambda title: typeset(template, {"title": title}), titles))
    assert at_once == one_by_one
    assert len(set(at_once)) == len(titles)


def test_missing_typefaces_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    with pytest.raises(FontsMissing, match="make run"):
        typeset(tmp_path / "never-read.typ", {})
