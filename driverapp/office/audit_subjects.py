"""What entries of the audit are about: as somebody types it into the filter, and by the names that it has."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from driverapp.associations.models import Association, Enrolment, Site
from driverapp.office.presenters.associations import spoken
from driverapp.office.presenters.audit_subject import Named, key_of_words
from driverapp.people.models import Person
from driverapp.reports.codes import is_reference
from driverapp.reports.look_up import look_up
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.letters import as_read

# As long as the page shows of an id.
BEGINNING = re.compile(r"[0-9a-f]{8}[0-9a-f-]{0,28}")


@dataclass(frozen=True)
class Sought:
    """The subjects that something typed may mean: as the audit names them, and how their names begin."""

    subjects: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()


def sought(typed: str) -> Sought:
    """All that was typed may mean: what the page shows, an id or its beginning, a reference, an address, a code."""
    plain = key_of_words(typed.strip())
    if not plain:
        return Sought()
    begins = plain.lower() if BEGINNING.fullmatch(plain.lower()) else None
    return Sought(
        subjects=(plain, *_ids(plain), *_references(plain), *_people(plain), *_codes(plain), *_slugs(plain)),
        beginnings=(f"report:{begins}", f"medium:{begins}") if begins else (),
    )


def named_subjects(entries: Iterable[AuditEntry], *, links: bool) -> dict[str, Named]:
    """The names of codes, associations and sites in entries, by how the audit calls them, `links`: with their pages."""
    written = {entry.subject for entry in entries}
    found = {f"enrolment:{each.id}": _code(each) for each in _enrolments(_keys(written, "enrolment"))}
    for each in db.session.scalars(select(Association).where(Association.slug.in_(_keys(written, "association")))):
        found[f"association:{each.slug}"] = Named(each.name, url_for("association.show", slug=each.slug))
    sites = select(Site).options(joinedload(Site.association)).where(Site.slug.in_(_keys(written, "site")))
    for site in db.session.scalars(sites):
        address = url_for("association_site.show", slug=site.association.slug, site_slug=site.slug)
        found[f"site:{site.slug}"] = Named(site.name, address)
    return found if links else {key: Named(named.text) for key, named in found.items()}


def _ids(plain: str) -> Iterator[str]:
    try:
        whole = UUID(plain)
    except ValueError:
        return
    yield from (f"report:{whole}", f"medium:{whole}")


def _references(plain: str) -> Iterator[str]:
    if is_reference(as_read(plain)):
        yield from (f"report:{report.id}" for report in look_up(plain))


def _people(plain: str) -> Iterator[str]:
    if "@" in plain:
        yield from (f"person:{each}" for each in db.session.scalars(select(Person.id).where(_is(Person.email, plain))))


def _codes(plain: str) -> Iterator[str]:
    code = as_read(plain)
    yield from (f"enrolment:{each}" for each in db.session.scalars(select(Enrolment.id).where(Enrolment.code == code)))


def _slugs(plain: str) -> Iterator[str]:
    for kind, model in (("association", Association), ("site", Site)):
        named = select(model.slug).where(or_(_is(model.slug, plain), _is(model.name, plain)))
        yield from (f"{kind}:{each}" for each in db.session.scalars(named))


def _is(column: InstrumentedAttribute[str], plain: str) -> ColumnElement[bool]:
    return func.lower(column) == plain.lower()


def _keys(written: set[str], kind: str) -> list[str]:
    return [each.partition(":")[2] for each in written if each.startswith(f"{kind}:")]


def _enrolments(keys: list[str]) -> Iterable[Enrolment]:
    ids = [int(each) for each in keys if each.isdigit()]
    query = select(Enrolment).options(joinedload(Enrolment.association)).where(Enrolment.id.in_(ids))
    return db.session.scalars(query)


def _code(enrolment: Enrolment) -> Named:
    address = url_for("association_code.show", slug=enrolment.association.slug, enrolment_id=enrolment.id)
    return Named(spoken(enrolment.code), address)
