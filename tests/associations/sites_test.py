import pytest
from flask import Flask

from driverapp.associations.add import InvalidName, InvalidSlug, add_association
from driverapp.associations.models import Association, Site
from driverapp.associations.queries import site_of
from driverapp.associations.sites import InvalidSite, SiteElsewhere, set_site, site_for
from driverapp.store.database import db

FIELDS: dict[str, str | float] = {
    "name": " Erfundene Raststätte Nord ",
    "phone": "0521 000-000",
    "address": "Invented road 1",
    "side": "Nordseite",
    "road": "a 2",
    "direction": "Hannover",
    "km": 341.5,
}


@pytest.fixture
def association(app: Flask) -> Association:
    return add_association(db.session(), "rast-verband", "Erfundener Verband")


@pytest.fixture
def site(association: Association) -> Site:
    return site_for(db.session(), association, "rast")[0]


def test_a_site_is_made_once(association: Association, site: Site) -> None:
    assert (site.name, site.association) == ("rast", association)
    assert site_for(db.session(), association, "rast") == (site, False)


def test_a_site_stays_with_its_association(site: Site) -> None:
    other = add_association(db.session(), "andere", "Anderer Verband")
    with pytest.raises(SiteElsewhere):
        site_for(db.session(), other, "rast")


def test_a_site_has_a_slug_as_an_association_has(association: Association) -> None:
    with pytest.raises(InvalidSlug):
        site_for(db.session(), association, "Rast Nord")


def test_what_the_tablet_shows_is_set_and_taken_away(site: Site) -> None:
    set_site(db.session(), site, FIELDS)
    db.session.flush()
    db.session.expire_all()
    kept = site_of(db.session(), "rast")
    assert (kept.name, kept.road, kept.km, kept.phone) == ("Erfundene Raststätte Nord", "A2", 341.5, "0521 000-000")
    set_site(db.session(), site, {"phone": "", "side": "Südseite"})
    assert (site.phone, site.side, site.address) == (None, "Südseite", "Invented road 1")


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("name", " ", InvalidName),
        ("phone", "call us", InvalidSite),
        ("address", "x" * 201, InvalidSite),
        ("road", "the motorway", InvalidSite),
        ("km", -1.0, InvalidSite),
        ("km", float("nan"), InvalidSite),
    ],
)
def test_what_is_out_of_form_is_refused(site: Site, name: str, value: str | float, error: type[Exception]) -> None:
    with pytest.raises(error):
        set_site(db.session(), site, {name: value})
