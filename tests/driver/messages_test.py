from pathlib import Path

from driverapp.driver.messages import script_messages

CATALOGUE = """
msgid ""
msgstr ""
"Language: pl\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

#: static/driver/flow.js
msgid "Weiter"
msgstr "Dalej"

#: templates/driver/flow.html
msgid "Reicht so"
msgstr "Wystarczy"

#: static/driver/wording.js
msgid "vor %(number)s Minute"
msgid_plural "vor %(number)s Minuten"
msgstr[0] "%(number)s minutę temu"
msgstr[1] "%(number)s minuty temu"
msgstr[2] "%(number)s minut temu"
"""


def test_scripts_get_their_own_messages_and_plurals_by_the_names_of_cldr(tmp_path: Path) -> None:
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "driver.po").write_text(CATALOGUE, encoding="utf-8")
    assert script_messages("pl", tmp_path) == {
        "Weiter": "Dalej",
        "vor %(number)s Minute": {
            "one": "%(number)s minutę temu",
            "few": "%(number)s minuty temu",
            "many": "%(number)s minut temu",
        },
    }


def test_german_needs_none_and_a_language_without_catalogue_has_none(tmp_path: Path) -> None:
    assert script_messages("de", tmp_path) == {}
    assert script_messages("cs", tmp_path) == {}
