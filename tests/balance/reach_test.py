from driverapp.associations.add import add_association
from driverapp.balance.reach import reach, reach_of_association
from driverapp.guidance.models import GuidanceItem, GuidanceUnderstood
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from tests.guidance.chain import Chain, committed


def _press(item: GuidanceItem, association_id: int | None, group: str, count: int, version: int = 1) -> None:
    db.session.add(
        GuidanceUnderstood(
            item_id=item.id,
            version_number=version,
            association_id=association_id,
            target_group=group,
            day=local_day(now()),
            count=count,
        )
    )


def test_reach_stands_beside_the_staff_and_hides_small_counts(chain: Chain) -> None:
    with committed():
        one = add_association(db.session(), "spedition", "Erfundener Verband A", 500)
        other = add_association(db.session(), "taxi", "Erfundener Verband B")
    chain.published()
    item = db.session.query(GuidanceItem).one()
    with committed():
        _press(item, one.id, "truck", 12)
        _press(item, one.id, "dispatch", 4)
        _press(item, other.id, "truck", 5)
        _press(item, None, "truck", 1)
        _press(item, one.id, "truck", 7, version=2)
    second, first = reach("item")
    assert (second.version, second.at_least, len(second.lines)) == (2, 7, 1)
    assert (first.version, first.at_least) == (1, 17)
    assert {(each.association, each.staff, each.target_group, each.count) for each in first.lines} == {
        ("Erfundener Verband A", 500, "truck", "12"),
        ("Erfundener Verband A", 500, "dispatch", "<5"),
        ("Erfundener Verband B", None, "truck", "5"),
        (None, None, "truck", "<5"),
    }
    assert reach("nothing") == []


def test_an_association_sees_its_own_lines_alone(chain: Chain) -> None:
    with committed():
        one = add_association(db.session(), "spedition", "Erfundener Verband A", 500)
        other = add_association(db.session(), "taxi", "Erfundener Verband B")
    chain.published()
    item = db.session.query(GuidanceItem).one()
    with committed():
        _press(item, one.id, "truck", 12)
        _press(item, other.id, "truck", 50)
    (own,) = reach_of_association(one.id)
    assert [(each.association, each.count) for each in own.lines] == [("Erfundener Verband A", "12")]
    assert own.at_least == 12
