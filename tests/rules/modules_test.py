from tests.rules.sources import files, text

HABIT = 200
LIMIT = 400
UNTOUCHED = ("static/vendor", "driverapp/store/migrations", "node_modules")
# A module past the habit, with the reason why it is not two.
JUSTIFIED: dict[str, str] = {
    "driverapp/reports/models.py": "the tables of a report, read together; each is a few lines and has one place",
    "driverapp/web/worker.py": "what happens to a connection, in one place; all of it shares the same books",
    "static/driver/api.js": "the only file that calls fetch: all that the phone asks a server for",
    "static/driver/delivery.js": "each module is a request of the phone's first load; half the lines are types",
    "static/driver/outbox.js": "each module is a request of the phone's first load; half the lines are types",
    "static/driver/whereabouts.js": "one question, answered by the same geometry; a second module is a second request",
}

SAYS_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "main",
    "misc",
    "tools",
    "lib",
    "shared",
    "general",
    "base",
}


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    sources = files("*.py", "*.js", "*.css", "*.html", beside=UNTOUCHED)
    assert [str(path) for path in sources if _lines(text(path)) > LIMIT] == []


def test_what_is_longer_than_two_hundred_lines_is_justified() -> None:
    sources = files("*.py", "*.js", beside=(*UNTOUCHED, "tests"))
    assert {str(path) for path in sources if _lines(text(path)) > HABIT} == set(JUSTIFIED)


def test_the_factory_is_a_table_of_contents() -> None:
    (factory,) = files("driverapp/__init__.py")
    assert _lines(text(factory)) <= 60


def test_a_module_is_named_after_what_it_does() -> None:
    named = files(
        "driverapp/**/*", "driverapp/*", "static/**/*", "tests/**/*", "templates/**/*", beside=("static/vendor",)
    )
    assert [str(path) for path in named if SAYS_NOTHING & {part.split(".")[0] for part in path.parts}] == []


def _lines(source: str) -> int:
    return len(source.splitlines())
