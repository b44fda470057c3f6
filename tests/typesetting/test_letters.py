"""No text that anybody types can stop a document: what no typeface here can set is put into words, and named."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oneworkforce.typesetting import fit_for_print, typeset

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "Words", date: datetime(year: 2026, month: 1, day: 2))
#set text(font: "Inter", lang: "en")
= Words
#data.text

#text(weight: "bold", data.text)
#data.unset
"""
SPOKEN = {
    "Mandarin": "一起工作 儿童", "Spanish": "niños y señas", "English": "children", "Hindi": "हिन्दी में क्षेत्र",
    "Bengali": "বাংলাদেশ শিশু", "Portuguese": "crianças", "Russian": "дети", "Japanese": "子どもたちカタカナ",
    "Punjabi": "ਸਤ ਸ੍ਰੀ ਅਕਾਲ ਬੱਚੇ", "Punjabi in Pakistan": "بچے پنجابی", "Marathi": "मुलांचे क्षेत्र", "Telugu": "పిల్లలు స్త్రీ",
    "Turkish": "çocuğun ışığı", "Tamil": "குழந்தைகள் ஸ்ரீ", "Vietnamese": "trẻ em được", "Urdu": "بچوں کے لیے",
    "Korean": "어린이 한국어", "Arabic": "الأطفال لا", "Persian": "کودکان", "Javanese": "ꦧꦺꦴꦕꦃ", "Gujarati": "બાળકો ક્ષ",
    "Polish": "źdźbło żółć", "Ukrainian": "діти їжак ґава", "Kannada": "ಮಕ್ಕಳು ಕ್ಷ", "Malayalam": "കുട്ടികൾ ക്ഷ",
    "Odia": "ପିଲାମାନେ",
    "Burmese": "ကလေးများ မြန်မာ", "Sinhala": "ළමයි ශ්‍රී", "Thai": "เด็กๆ กำลัง", "Amharic": "ሕፃናት አማርኛ", "Khmer": "កុមារ ខ្មែរ",
    "Lao": "ເດັກນ້ອຍ", "Hebrew": "יְלָדִים", "Yiddish": "קינדער", "Greek": "παιδιά ἄνθρωπος", "Armenian": "երեխաներ",
    "Georgian": "ბავშვები", "Nepali": "बालबालिका",
    "Pashto": "ماشومان", "Tibetan": "བྱིས་པ་", "Yoruba": "ọmọdé ẹ̀kọ́", "Welsh": "plant tŷ ŵyr",
    "Thaana": "ކުޑަކުދިން", "Tigrinya": "ቆልዑ", "Somali": "carruurta", "Romani": "čhavorre",
}  # fmt: skip
TOGETHER = [
    "1️⃣ Agree", "👩‍👩‍👧 family", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 Wales", "🇬🇧", "👍🏽", "☑️",
    "Z̷̢̛a͓l̴", "a\u0301\u0323b", "\u0939\u094d", "\u200d", "\ufe0f", "\U000e0067",
]  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("letters") / "words.typ"
    file.write_text(TEMPLATE, encoding="utf-8")
    return file


def is_a_document(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages) >= 1


@pytest.mark.parametrize("text", [*SPOKEN.values(), *TOGETHER], ids=[*SPOKEN, *map(ascii, TOGETHER)])
def test_a_document_is_made_of_it(template: Path, text: str) -> None:
    assert is_a_document(typeset(template, {"text": text}))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from([word for text in SPOKEN.values() for word in text.split()])
        | st.sampled_from(TOGETHER)
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
        max_size=6,
    ),
    st.sampled_from(["", " ", "\n"]),
)
def test_a_document_is_made_of_anything(template: Path, words: list[str], between: str) -> None:
    assert is_a_document(typeset(template, {"text": between.join(words)}))


def test_what_is_changed_is_put_into_words_and_named(template: Path) -> None:
    printable = fit_for_print({"text": "1️⃣ Agree 😀 \U0001e900 plain"})
    assert printable.data["text"].startswith("1")
    assert printable.data["text"].endswith("plain")
    # A letter of Adlam, which neither our typefaces nor usual machines have, stays visible as a gap.
    assert "\U0001e900" not in printable.data["text"]
    assert "Adlam" in printable.unset


def test_a_gap_is_no_picture_to_be_put_into_words() -> None:
    printable = fit_for_print({"text": "ꦧꦺꦴꦕꦃ"})
    assert "[" not in printable.data["text"]
    assert printable.unset == ("Javanese",)


def test_what_can_be_set_stays_as_it_is() -> None:
    text = "Siân & Zoë – “tŷ”: дети, παιδιά"
    assert fit_for_print({"text": text}).data == {"text": text}
    assert fit_for_print({"text": text}).unset == ()
