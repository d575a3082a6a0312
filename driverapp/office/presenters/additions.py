"""What the reporter added: what came in one go stands together, since a live report sends each answer alone."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from driverapp.office.presenters.facts import Fact, field_facts
from driverapp.office.presenters.runs import in_runs
from driverapp.office.presenters.times import Moment, clock
from driverapp.office.presenters.translations import Foreign, is_needed
from driverapp.reports.foreign import Names, last_names, names_of
from driverapp.reports.models import ReportAmendment


@dataclass(frozen=True)
class Added:
    """What the reporter added at a moment, or from it `until` another: of each field the last value.

    `singly`: what came in one go, each by itself; `to_translate`: among it are words that lack their translation.
    """

    moment: Moment
    facts: Sequence[Fact]
    until: Moment | None = None
    singly: Sequence["Added"] = ()
    to_translate: bool = False


@dataclass(frozen=True)
class Teller:
    """Puts amendments into words. `sites`: names by their slugs; `language`: of the report itself."""

    sites: Mapping[str, str]
    language: str | None

    def tell(self, amendments: Sequence[ReportAmendment], foreign: Mapping[str, Foreign]) -> list[Added]:
        """All amendments, in their order; `foreign`: texts that are not German, by their names."""
        runs = in_runs(amendments, lambda each: each.received_at)
        return [self._run(run, foreign) if len(run) > 1 else self._one(run[0], foreign) for run in runs]

    def _run(self, run: Sequence[ReportAmendment], foreign: Mapping[str, Foreign]) -> Added:
        before = ChainMap(*(dict(each.before or {}) for each in run))
        last = {name: each for each in run for name in each.fields}
        told = (self._facts(each, {name: each.fields[name]}, before, foreign) for name, each in last.items())
        # What stands above is translated there.
        above = astuple(last_names(run))
        names = [of for each in run for of in astuple(names_of(each)) if of not in above]
        overtaken = {of: foreign[of] for of in names if of in foreign}
        moment, until = clock(run[0].received_at), clock(run[-1].received_at)
        return Added(
            moment,
            [fact for facts in told for fact in facts],
            until=until if until.text != moment.text else None,
            singly=[self._one(each, overtaken) for each in run],
            to_translate=is_needed(overtaken),
        )

    def _one(self, amendment: ReportAmendment, foreign: Mapping[str, Foreign]) -> Added:
        facts = self._facts(amendment, amendment.fields, amendment.before, foreign)
        return Added(clock(amendment.received_at), list(facts))

    def _facts(
        self,
        amendment: ReportAmendment,
        fields: Mapping[str, Any],
        before: Mapping[str, Any] | None,
        foreign: Mapping[str, Foreign],
    ) -> Iterator[Fact]:
        lang = amendment.fields.get("language") or self.language
        return field_facts(fields, self.sites, lang, before=before, foreign=by_field(names_of(amendment), foreign))


def by_field(names: Names, foreign: Mapping[str, Foreign]) -> dict[str, Foreign | None]:
    """Those of the texts that a statement holds, by the names of its fields."""
    return {"text": foreign.get(names.text), "place": foreign.get(names.place)}
