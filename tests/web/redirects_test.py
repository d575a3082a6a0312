import pytest

from driverapp.web.redirects import local_path


@pytest.mark.parametrize("path", ["/office/", "/office/people?page=2", "/office/reports/1"])
def test_pages_of_the_office_are_fine(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "/",
        "people",
        "/officers",
        "//other.example/office/",
        "https://other.example/office/",
        "/office//other.example",
        "/office/../..//other.example",
        "/office/\\other.example",
        "/office/\nLocation: other",
        "javascript:alert(1)",
    ],
)
def test_anything_else_is_the_first_page(path: str | None) -> None:
    assert local_path(path) == "/office/"
