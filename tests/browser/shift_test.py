"""What a shift at the rest stop leaves: nothing, but the video that can still be secured where nobody ended it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.phone import Phone

HOUR = 3_600_000


def _clocks(tablet: Phone) -> Locator:
    return tablet.page.locator("[data-clocks] li")


def _report(tablet: Phone) -> None:
    """Report, and leave it; it has arrived."""
    tablet.page.locator("[data-report]").click()
    expect(tablet.page.get_by_role("heading", name="Passiert es noch?")).to_be_visible()
    (row,) = tablet.rows()
    tablet.page.evaluate("location.hash = ''")
    tablet.wait_for(row["id"], delivery="arrived", fields={})


def _forget(tablet: Phone) -> None:
    """Let the hours pass in which a shift ends by itself."""
    tablet.page.clock.fast_forward(15 * HOUR)
    tablet.poll(
        "async ({ module }) => Number(await (await import(module)).readSetting('shift_ended_at')) > 0",
        {"module": tablet.module("database.js")},
    )


@pytest.fixture
def long_kept(tablet: Phone) -> Phone:
    """A tablet whose site keeps its video for three days."""
    tablet.call("database.js", "writeSetting", "video_hours", 72)
    return tablet


def test_the_clocks_of_a_report_and_of_a_hand_are_told_apart(tablet: Phone) -> None:
    page = tablet.page
    page.get_by_role("button", name="Video-Uhr starten").click()
    _report(tablet)
    by_hand = _clocks(tablet).filter(has_text=re.compile(r"Von Hand gestartet \d\d:\d\d · noch 2[34] Stunden"))
    of_report = _clocks(tablet).filter(has_text=re.compile(r"Meldung von \d\d:\d\d · noch 2[34] Stunden"))
    expect(by_hand).to_have_count(1)
    expect(of_report).to_have_count(1)
    of_report.get_by_role("button", name="Gesichert").click()
    expect(page.locator("[data-clocks] .done")).to_have_text(re.compile(r"^Gesichert \d\d:\d\dMeldung von \d\d:\d\d"))
    expect(by_hand).to_have_count(1)


def test_a_video_outlives_a_shift_that_nobody_ended(long_kept: Phone) -> None:
    page = long_kept.page
    page.get_by_role("button", name="Polizei kommt").click()
    _report(long_kept)
    page.get_by_role("button", name="Video-Uhr starten").click()
    expect(_clocks(long_kept)).to_have_count(2)
    _forget(long_kept)
    expect(page.get_by_text("Nichts offen.")).to_be_visible()
    expect(_clocks(long_kept)).to_have_text([re.compile("Meldung von"), re.compile("Von Hand gestartet")])
    # Of the report itself nothing is left, not even which it was.
    assert long_kept.rows() == []
    assert [task["report"] for task in long_kept.call("shift.js", "listTasks")] == ["", None]
    # Whoever looks at the reports anew does not take it for one that was taken back.
    long_kept.send()
    page.reload()
    expect(_clocks(long_kept)).to_have_count(2)


def test_what_is_secured_or_overwritten_outlives_no_shift(tablet: Phone) -> None:
    page = tablet.page
    tablet.call("database.js", "writeSetting", "video_hours", 2)
    page.get_by_role("button", name="Video-Uhr starten").click()
    expect(_clocks(tablet)).to_have_count(1)
    page.clock.fast_forward(HOUR)
    tablet.call("database.js", "writeSetting", "video_hours", 72)
    page.get_by_role("button", name="Video-Uhr starten").click()
    expect(_clocks(tablet)).to_have_count(2)
    # What was opened a moment ago stands first.
    _clocks(tablet).first.get_by_role("button", name="Gesichert").click()
    _forget(tablet)
    expect(_clocks(tablet)).to_have_count(0)


def test_a_video_that_outlived_its_shift_ends_no_other(long_kept: Phone) -> None:
    page = long_kept.page
    page.get_by_role("button", name="Video-Uhr starten").click()
    expect(_clocks(long_kept)).to_have_count(1)
    _forget(long_kept)
    page.get_by_role("button", name="Polizei kommt").click()
    police = page.locator("[data-tasks] li")
    expect(police).to_have_count(1)
    page.clock.fast_forward(HOUR)
    # Drawn anew after it was looked at whether the shift is over.
    expect(_clocks(long_kept)).to_contain_text("noch 55 Stunden")
    assert police.count() == 1
    page.get_by_role("button", name="Schicht beenden", exact=True).click()
    page.get_by_role("button", name="Ja, Schicht beenden").click()
    expect(_clocks(long_kept)).to_have_count(0)


def test_a_video_that_nobody_secured_does_not_stay_for_ever(long_kept: Phone) -> None:
    page = long_kept.page
    page.get_by_role("button", name="Video-Uhr starten").click()
    expect(_clocks(long_kept)).to_have_count(1)
    _forget(long_kept)
    page.clock.fast_forward(58 * HOUR)
    expect(_clocks(long_kept)).to_contain_text("Vielleicht schon überschrieben.")
    page.clock.fast_forward(14 * HOUR)
    expect(_clocks(long_kept)).to_have_count(0)
