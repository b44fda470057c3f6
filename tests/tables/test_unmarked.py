"""Old encodings are told apart by what makes words."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.tables.reading import read_table
from oneworkforce.tables.unmarked import CODECS, MACINTOSH, MS_DOS, WINDOWS, likeliest

NAMES = (
    *("Zoë Müller", "Siân Gruffydd", "René Lefèvre", "Jürgen Groß", "Åsa Öberg", "Seán Ó Briain", "François Façade"),
    *("Núria Muñoz", "Élodie", "Łukasz".replace("Ł", "L"), "Øystein", "Thaïs", "João Conceição", "ÉCOLE NÜRNBERG"),
)


@pytest.mark.parametrize("encoding", [WINDOWS, MACINTOSH, MS_DOS])
@pytest.mark.parametrize("name", [name for name in NAMES if not name.isascii()])
def test_a_single_name_is_enough(name: str, encoding: str) -> None:
    data = f"Name;Email\r\n{name};z@example.org\r\n".encode(CODECS[encoding])
    assert data.decode(CODECS[likeliest(data)]).splitlines()[1].startswith(name)


@given(st.lists(st.sampled_from(NAMES), min_size=1), st.sampled_from(sorted(CODECS)))
def test_many_names_read_as_they_were_written(names: list[str], encoding: str) -> None:
    data = "\n".join(names).encode(CODECS[encoding])
    assert data.decode(CODECS[likeliest(data)]) == "\n".join(names)


@pytest.mark.parametrize("data", [b"Spring \x81\n", b"caf\xe9 \x81\x8d", bytes(range(1, 256))])
def test_what_reads_like_no_names_is_no_text_of_an_old_computer(data: bytes) -> None:
    assert likeliest(data) == WINDOWS
    with pytest.raises(UnicodeDecodeError):
        data.decode(CODECS[WINDOWS])


@given(st.binary())
def test_any_bytes_are_looked_at(data: bytes) -> None:
    assert likeliest(data) in CODECS


@pytest.mark.parametrize("text", ["Ola’s “team”", "Children – and others", "£20", "1–3", "• a point"])
def test_the_marks_that_office_programs_put_in_are_windows(text: str) -> None:
    assert likeliest(text.encode("cp1252")) == WINDOWS


def test_a_table_of_a_macintosh_is_read_and_that_is_said() -> None:
    data = "Email;Name\rzoe@example.org;Zoë Müller\rines@example.org;Ines\r".encode("mac_roman")
    table = read_table(io.BytesIO(data), lambda cells: "Email" in cells)
    assert list(table.rows) == [(2, ["zoe@example.org", "Zoë Müller"]), (3, ["ines@example.org", "Ines"])]
    assert "It is a CSV file in Macintosh, with semicolons between its cells." in table.notes
    assert "we took it for Macintosh. Check names with accents." in " ".join(table.notes)
