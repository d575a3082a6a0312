"""Figures as a reader has them: all columns at a desk, and on a phone the numbers beside what they are about."""

from typing import Any

from playwright.sync_api import Browser

from tests.servers import Server

TABLES = """() => [...document.querySelectorAll(".figures")].map((table) => {
  const box = table.parentElement;
  box.scrollLeft = 200;
  const first = table.querySelector("tbody th").getBoundingClientRect();
  const left = box.getBoundingClientRect().left;
  return [box.scrollWidth - box.clientWidth, first.left - left, (first.right - left) / box.clientWidth]; })"""


def test_every_column_is_in_sight_at_a_desk_and_numbers_on_a_phone(
    browser: Browser, standing_server: Server, signed_in_state: dict[str, Any]
) -> None:
    with browser.new_context(storage_state=signed_in_state, locale="de-DE") as opened:  # type: ignore[arg-type]
        page = opened.new_page()
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{standing_server.url}/office/figures")
        hidden = [beyond for beyond, _left, _share in page.evaluate(TABLES)]
        assert hidden == [0, 0]
        page.set_viewport_size({"width": 390, "height": 844})
        for _beyond, left, share in page.evaluate(TABLES):
            # The line of the box.
            assert abs(left) <= 1
            assert share < 0.4
