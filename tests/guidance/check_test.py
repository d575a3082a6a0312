"""The checker finds what nobody should have to read."""

from pathlib import Path

import pytest

from driverapp.guidance.check import check_content
from driverapp.guidance.wording import WORDS, names_origin
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from tests.guidance.content_files import content_file, training

# Each tells of a person by where they are from, what they believe or the colour of their skin.
NAMES_ORIGIN = {
    "de": "Zwei Osteuropäer gehen zwischen den Lkw umher.",
    "en": "Two men with dark skin colour look at tarpaulins.",
    "pl": "Dwóch cudzoziemców ogląda plandeki.",
    "ro": "Doi bărbați de etnie romă se uită la prelate.",
    "tr": "Suriyeli iki kişi brandalara bakıyor.",
    "ru": "Двое цыган ходят между фурами.",
    "uk": "Двоє іноземців ходять між фурами.",
    "ar": "رجلان من الأجانب ينظران إلى الأغطية.",
    "bg": "Двама чужденци гледат брезентите.",
    "cs": "Dva cizinci si prohlížejí plachty.",
    "hu": "Két külföldi nézi a ponyvákat.",
    "lt": "Du užsieniečiai apžiūrinėja tentus.",
}
# Words that begin or sound alike and say nothing of the kind.
HARMLESS = {
    "de": "Am Kartenleser ist ein fremdes Teil, die Tür steht offen, ein Romanheft liegt da.",
    "en": "The original seal is broken and jewellery lies on the floor.",
    "pl": "Ktoś obcy stoi przy turkusowym aucie.",
    "ro": "Un străin umblă la piesa originală.",
    "tr": "Yabancı biri kapının yanında duruyor.",
    "ru": "Незнакомый человек снимает номер.",
    "uk": "Незнайомець знімає номерний знак.",
    "ar": "شخص غريب يقوم بتركيب جهاز على عربة.",
    "bg": "Непознат сваля табелата.",
    "cs": "Někdo cizí sundává původní plombu.",
    "hu": "Egy idegen ember áll az autónál.",
    "lt": "Svetimas žmogus stovi prie automobilio.",
}


def _complaints(folder: Path, *files: tuple[str, str], languages: tuple[str, ...] = ("de",)) -> list[str]:
    for name, content in files:
        (folder / name).write_text(content, encoding="utf-8")
    return check_content(folder, languages)


def test_every_language_has_its_words() -> None:
    assert list(WORDS) == list(DRIVER_LANGUAGES)


@pytest.mark.parametrize("language", DRIVER_LANGUAGES)
def test_origin_is_found_in_every_language_and_nothing_else(language: str) -> None:
    assert names_origin(language, NAMES_ORIGIN[language])
    assert names_origin(language, HARMLESS[language]) is None


@pytest.mark.parametrize("language", DRIVER_LANGUAGES)
def test_an_indicator_that_names_origin_is_complained_of(tmp_path: Path, language: str) -> None:
    named = content_file(language=language, points=[f"{NAMES_ORIGIN[language]} {{scouting}}"])
    (complaint,) = _complaints(tmp_path, (f"list.{language}.md", named), languages=(language,))
    assert complaint.startswith(f"list.{language}.md: names origin as an indicator")


def test_a_point_that_says_not_to_judge_by_origin_may_name_it(tmp_path: Path) -> None:
    assert _complaints(tmp_path, ("list.de.md", content_file(points=["Urteilen Sie nie nach Herkunft."]))) == []


def test_a_notice_and_a_situation_may_not_name_it_at_all(tmp_path: Path) -> None:
    notice = content_file(kind="notice", valid_until="2030-01-01", points=["Zwei Rumänen suchen Lkw auf."])
    told = training(situation="Ein Mann mit dunkler Hautfarbe steht am Tank.")
    found = _complaints(tmp_path, ("notice.de.md", notice), ("training.de.md", told))
    assert [each.partition(":")[0] for each in found] == ["notice.de.md", *["training.de.md"] * 5]


@pytest.mark.parametrize(
    ("link", "is_broken"),
    [
        ("[Was sage ich?](say-at-110)", False),
        ("[116 006](tel:116006)", False),
        ("[Liste](no-such-item)", True),
        ("[Seite](https://example.org)", True),
        ("[nichts]()", True),
    ],
)
def test_a_link_leads_to_an_item_or_to_a_telephone(tmp_path: Path, link: str, is_broken: bool) -> None:
    linking = content_file(points=[f"Lesen Sie {link}."])
    found = _complaints(tmp_path, ("list.de.md", linking), ("say-at-110.de.md", content_file(kind="card")))
    assert any("broken link" in each for each in found) is is_broken


def test_an_item_that_is_too_long_is_complained_of(tmp_path: Path) -> None:
    many = content_file(points=["Ein Punkt."] * 15)
    long = content_file(kind="notice", valid_until="2030-01-01", points=["x" * 160] * 7)
    found = _complaints(tmp_path, ("many.de.md", many), ("long.de.md", long))
    assert found == [
        "long.de.md: too long: «Erfundene Liste»",
        "many.de.md: over 14 points in a section: «Worauf achten»",
    ]


def test_a_language_that_says_something_else_than_german_is_complained_of(tmp_path: Path) -> None:
    german, english = training(), training(language="en", right=2).replace("version: 1", "version: 2")
    found = _complaints(tmp_path, ("t.de.md", german), ("t.en.md", english), languages=("de", "en", "pl"))
    assert found == [
        "t: language pl is missing",
        "t: en has other points than de",
        "t: en has another version than de",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("## Lage 5", "## Lage 5\n\nEtwas geschieht.\n\n- a => b {right}\n- c => d\n- e => f\n\n## Lage 6", "not 6"),
        ("Etwas geschieht.\n\n- Antwort 1", "- Antwort 1", "is not told"),
        ("Etwas geschieht.", "x" * 301, "over 300 characters"),
        ("- Antwort 1", f"- {'x' * 91}", "over 90 characters"),
        (" => Darum.", f" => {'x' * 201}", "over 200 characters"),
        (" {right}", "", "one of them {right}"),
        ("- Antwort 2 => Darum.\n", "", "needs 3 answers"),
        ("- Antwort 2 => Darum.", "- Antwort 2", "not an answer with feedback"),
    ],
)
def test_a_training_card_of_another_shape_is_complained_of(tmp_path: Path, old: str, new: str, message: str) -> None:
    (complaint,) = _complaints(tmp_path, ("t.de.md", training().replace(old, new, 1)))
    assert complaint.startswith("t.de.md: ")
    assert message in complaint
