"""An editor writes; nobody overwrites somebody else unseen, and what readers have is never written in."""

from pathlib import Path

import pytest
from sqlalchemy import select

from driverapp.guidance.actors import NotAllowed
from driverapp.guidance.difference import difference
from driverapp.guidance.digest import stale_languages, text_in
from driverapp.guidance.faults import Fault, FaultKind
from driverapp.guidance.frame import InvalidFrame, make_frame
from driverapp.guidance.load import load_content
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.overview import ending_soon, list_faults, list_items, load_item, load_version
from driverapp.guidance.queries import readings
from driverapp.guidance.sections import UnreadableBody, write_sections
from driverapp.guidance.versions import ChangedMeanwhile, StepNotPossible, UnknownItem, UnknownVersion
from driverapp.guidance.write import (
    FrameFixed,
    InvalidSlug,
    InvalidSource,
    InvalidTitle,
    SlugTaken,
    UnknownLanguage,
    create_item,
    remove_text,
    revise,
    save_text,
    set_frame,
)
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from tests.guidance.chain import BODY, TEXT, Chain, committed, digest, stored
from tests.guidance.content_files import content_file, training
from tests.office.accounts import add_account

CARD = {"kind": "card", "target_group": "all"}


@pytest.fixture
def starter(chain: Chain, tmp_path: Path) -> int:
    """A starter item, loaded from a file; the id of its version."""
    (tmp_path / "item.de.md").write_text(content_file(), encoding="utf-8")
    with committed():
        load_content(tmp_path)
    return db.session.scalars(select(GuidanceVersion.id)).one()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_only_editors_write(chain: Chain, role: Role) -> None:
    version_id, person = chain.draft(), add_account(role).id
    with pytest.raises(NotAllowed):
        create_item(db.session(), "karte", make_frame(**CARD), by=person)
    with pytest.raises(NotAllowed):
        revise(db.session(), "item", by=person)
    with pytest.raises(NotAllowed):
        save_text(db.session(), version_id, "de", **TEXT | {"title": "T"}, seen=digest(version_id), by=person)


@pytest.mark.parametrize(
    ("slug", "error"), [("item", SlugTaken), ("Zwei Wörter", InvalidSlug), ("x" * 61, InvalidSlug)]
)
def test_a_slug_is_well_formed_and_taken_once(chain: Chain, slug: str, error: type[Exception]) -> None:
    chain.draft()
    with pytest.raises(error):
        create_item(db.session(), slug, make_frame(**CARD), by=chain.editor)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"kind": "poem"}, "kind"),
        ({"target_group": "pilot"}, "target_group"),
        ({"source": "Invented for a test."}, "source"),
        ({"kind": "notice", "road": "Hauptstraße"}, "road"),
        ({"road": "A2"}, ""),
    ],
)
def test_a_frame_out_of_form_names_its_fault(change: dict[str, str], name: str) -> None:
    with pytest.raises(InvalidFrame) as refusal:
        make_frame(**CARD | change)
    assert list(refusal.value.faults) == [name]


def test_of_two_who_save_from_the_same_page_the_second_learns_of_it(chain: Chain) -> None:
    version_id = chain.draft()
    seen = digest(version_id)
    with committed():
        save_text(db.session(), version_id, "de", **TEXT | {"title": "Erste"}, seen=seen, by=chain.editor)
    with pytest.raises(ChangedMeanwhile):
        save_text(db.session(), version_id, "de", **TEXT | {"title": "Zweite"}, seen=seen, by=chain.editor)
    assert stored(version_id).texts[0].title == "Erste"


@pytest.mark.parametrize(
    ("language", "change", "error"),
    [
        ("de", {"title": " "}, InvalidTitle),
        ("de", {"title": "x" * 71}, InvalidTitle),
        ("de", {"title": "eins\nzwei"}, InvalidTitle),
        ("de", {"source": " "}, InvalidSource),
        ("de", {"source": "x" * 401}, InvalidSource),
        ("de", {"source": "eins\nzwei"}, InvalidSource),
        ("xx", {}, UnknownLanguage),
        ("de", {"body": "kein Punkt"}, UnreadableBody),
        ("de", {"body": training().split("---\n", 2)[2]}, UnreadableBody),
    ],
)
def test_a_text_out_of_form_is_not_saved(
    chain: Chain, language: str, change: dict[str, str], error: type[Exception]
) -> None:
    version_id = chain.draft()
    with pytest.raises(error):
        chain.write(stored(version_id), language, **change)


def test_what_is_written_reads_back_as_the_same_markdown(chain: Chain) -> None:
    body = training(right=3).split("---\n\n", 1)[1]
    frame = make_frame(**CARD | {"kind": "training", "target_group": "taxi"})
    with committed():
        version = create_item(db.session(), "lage", frame, by=chain.editor)
        chain.write(version, body=body.replace("\n", "\r\n"))
    assert write_sections(stored(version.id).texts[0].sections) == body


def test_a_starter_is_revised_never_written_in(chain: Chain, starter: int) -> None:
    with pytest.raises(StepNotPossible):
        save_text(db.session(), starter, "de", **TEXT | {"title": "Anders"}, seen=digest(starter), by=chain.editor)
    db.session.rollback()
    draft = chain.revise()
    assert [(each.title, each.version) for each in readings("de")] == [("Erfundene Liste", 1)]
    chain.propose(draft)
    chain.agree(draft, chain.police)
    assert [each.status for each in readings("de")] == ["draft"]
    chain.publish(draft)
    assert [(each.title, each.version, each.status) for each in readings("de")] == [("Neuer Titel", 2, "agreed")]


def test_a_starter_is_agreed_to_as_it_is(chain: Chain, starter: int) -> None:
    chain.propose(starter)
    assert [each.status for each in readings("de")] == ["draft"]
    chain.agree(starter, chain.police)
    chain.publish(starter)
    assert [(each.status, each.version) for each in readings("de")] == [("agreed", 1)]
    assert stored(starter).starter is False


def test_a_file_that_changes_a_proposed_starter_drops_its_agreements(
    chain: Chain, starter: int, tmp_path: Path
) -> None:
    chain.propose(starter)
    chain.agree(starter, chain.police)
    (tmp_path / "item.de.md").write_text(content_file(title="Neue Fassung"), encoding="utf-8")
    with committed():
        load_content(tmp_path)
    assert (stored(starter).state, stored(starter).agreements) == ("draft", [])


def test_revising_twice_goes_on_with_the_same_draft(chain: Chain) -> None:
    chain.published()
    first = chain.revise()
    with committed():
        assert revise(db.session(), "item", by=chain.editor).id == first
    with pytest.raises(UnknownItem):
        revise(db.session(), "nothing", by=chain.editor)


@pytest.mark.parametrize("change", [{"title": "Anders"}, {"source": "Anderswoher."}])
def test_translations_are_stale_until_they_were_looked_at_again(chain: Chain, change: dict[str, str]) -> None:
    version_id = chain.draft()
    with committed():
        chain.write(stored(version_id), "en")
        chain.write(stored(version_id), "pl")
    assert stale_languages(stored(version_id)) == []
    with committed():
        chain.write(stored(version_id), **change)
    assert stale_languages(stored(version_id)) == ["en", "pl"]
    with committed():
        chain.write(stored(version_id), "en")
        chain.write(stored(version_id), "pl", title="Inaczej")
    assert stale_languages(stored(version_id)) == []


def test_a_translation_can_be_taken_out_the_source_cannot(chain: Chain) -> None:
    version_id = chain.draft()
    with committed():
        chain.write(stored(version_id), "en")
        remove_text(db.session(), version_id, "en", seen=digest(version_id), by=chain.editor)
    assert text_in(stored(version_id), "en") is None
    for language in ("de", "pl"):
        with pytest.raises(UnknownLanguage):
            remove_text(db.session(), version_id, language, seen=digest(version_id), by=chain.editor)


def test_whom_an_item_is_for_is_fixed_once_it_was_published(chain: Chain) -> None:
    version_id = chain.draft()
    moved = make_frame(kind="checklist", target_group="bus")
    with committed():
        set_frame(db.session(), version_id, moved, seen=digest(version_id), by=chain.editor)
    assert stored(version_id).item.target_group == "bus"
    other = make_frame(kind="card", target_group="bus")
    with pytest.raises(FrameFixed):
        set_frame(db.session(), version_id, other, seen=digest(version_id), by=chain.editor)
    db.session.rollback()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    chain.publish(version_id)
    second = chain.revise()
    back = make_frame(kind="checklist", target_group="truck")
    with pytest.raises(FrameFixed):
        set_frame(db.session(), second, back, seen=digest(second), by=chain.editor)


def test_a_difference_is_told_line_by_line(chain: Chain) -> None:
    first = chain.published()
    second = chain.revise(title="Titel")
    with committed():
        body = BODY.replace("tut etwas", "wartet") + "- Noch etwas.\n"
        chain.write(stored(second), source="Anderswoher.", body=body)
    lines = difference(stored(first), stored(second), "de")
    assert [(each.change.value, each.text) for each in lines] == [
        ("kept", "# Titel"),
        ("kept", "## Worauf achten"),
        ("removed", "- Jemand tut etwas. {scouting}"),
        ("removed", "Invented for a test."),
        ("added", "- Jemand wartet. {scouting}"),
        ("added", "- Noch etwas."),
        ("added", "Anderswoher."),
    ]
    assert {each.change.value for each in difference(None, stored(first), "de")} == {"added"}


def test_the_office_sees_what_is_in_force_what_is_open_and_what_ends(chain: Chain) -> None:
    soon = (local_day(now())).isoformat()
    first = chain.published("hinweis", kind="notice", until=soon)
    chain.published("spaeter", kind="notice", until="2099-01-01")
    second = chain.revise("hinweis", title="Neue Fassung")
    listed, other = list_items(db.session())
    assert (listed.title, listed.in_force and listed.in_force.id, listed.opened and listed.opened.id) == (
        "Neue Fassung",
        first,
        second,
    )
    assert (other.opened, other.stale) == (None, [])
    assert [each.item.slug for each in ending_soon(db.session())] == ["hinweis"]
    assert [each.number for each in load_item(db.session(), "hinweis").versions] == [2, 1]
    assert load_version(db.session(), "hinweis", 1).agreements[0].person.id == chain.police
    with pytest.raises(UnknownVersion):
        load_version(db.session(), "hinweis", 3)
    with pytest.raises(UnknownItem):
        load_item(db.session(), "nichts")


def test_faults_are_told_before_a_version_is_proposed(chain: Chain) -> None:
    version_id = chain.draft()
    with committed():
        chain.write(
            stored(version_id), "en", body="## Signs\n\n- Two foreigners wait. {scouting}\n- See [it](nowhere).\n"
        )
    assert list_faults(db.session(), stored(version_id)) == {
        "en": [
            Fault(FaultKind.BROKEN_LINK, "nowhere"),
            Fault(FaultKind.NAMES_ORIGIN, "Two foreigners wait."),
        ]
    }
