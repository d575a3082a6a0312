"""What a control room noted, set beside the taps on 110 from the app: by code and time, and kept once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from driverapp.balance.control_room import NotedCall
from driverapp.balance.models import ControlRoomCall
from driverapp.reports.models import EmergencyCall
from driverapp.store.clock import now
from driverapp.trust.audit import record
from driverapp.trust.hashing import keyed_hash

# A code is matched within this time (contract, "call_code"): six digits are not many.
WITHIN = timedelta(hours=6)
# More codes than a statement takes are asked for one part after another.
AT_ONCE = 500


class Result(StrEnum):
    """What was found to a line: one tap, several, none; or it bears a keyword alone."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    UNMATCHED = "unmatched"
    KEYWORD = "keyword"


@dataclass(frozen=True)
class Compared:
    """A line with what was found to it. `known`: it was imported before, or stands in the file above already."""

    noted: NotedCall
    line_hash: bytes
    result: Result
    call: EmergencyCall | None
    known: bool


def compare(session: Session, lines: Sequence[NotedCall]) -> list[Compared]:
    """Set lines beside the taps on 110; changes nothing."""
    calls = _calls(session, {each.code for each in lines if each.code})
    hashes = _hashes(lines)
    known = _known(session, hashes)
    compared = []
    for noted, line_hash in zip(lines, hashes, strict=True):
        result, call = _find(noted.code, noted.at, calls)
        compared.append(Compared(noted, line_hash, result, call, line_hash in known))
        known.add(line_hash)
    return compared


def import_list(session: Session, lines: Sequence[NotedCall], *, by: int | None) -> list[Compared]:
    """Keep the lines that are new; the same file again changes nothing. What was done is `compare`'s answer.

    Lines of before to which nothing was found are looked at again: a phone may send a call days later.
    """
    _look_again(session)
    compared = compare(session, lines)
    new = [each for each in compared if not each.known]
    moment = now()
    session.add_all(_row(each, moment, by) for each in new)
    session.flush()
    if new:
        record(session, "call_codes_imported", f"count:{len(new)}", by)
    return compared


def count_results(compared: Iterable[Compared]) -> Counter[str]:
    """How many new lines had each `Result`, and under `known` how many were not new."""
    return Counter("known" if each.known else str(each.result) for each in compared)


def _row(compared: Compared, moment: datetime, by: int | None) -> ControlRoomCall:
    call = compared.call
    return ControlRoomCall(
        line_hash=compared.line_hash,
        code=compared.noted.code,
        at=compared.noted.at,
        keyword=compared.noted.keyword,
        result=compared.result,
        call_id=call.id if call else None,
        association_id=call.association_id if call else None,
        imported_at=moment,
        imported_by=by,
    )


def _look_again(session: Session) -> None:
    open_lines = select(ControlRoomCall).where(
        ControlRoomCall.result == Result.UNMATCHED, ControlRoomCall.code.is_not(None)
    )
    rows = session.scalars(open_lines.with_for_update()).all()
    calls = _calls(session, {each.code for each in rows if each.code})
    for row in rows:
        row.result, call = _find(row.code, row.at, calls)
        if call is not None:
            row.call_id, row.association_id = call.id, call.association_id
    session.flush()


def _calls(session: Session, codes: set[str]) -> dict[str, list[EmergencyCall]]:
    found: dict[str, list[EmergencyCall]] = defaultdict(list)
    wanted = sorted(codes)
    for start in range(0, len(wanted), AT_ONCE):
        some = EmergencyCall.call_code.in_(wanted[start : start + AT_ONCE])
        for call in session.scalars(select(EmergencyCall).where(some, not_(EmergencyCall.practice))):
            found[call.call_code or ""].append(call)
    return found


def _find(code: str | None, at: datetime, calls: dict[str, list[EmergencyCall]]) -> tuple[Result, EmergencyCall | None]:
    if code is None:
        return Result.KEYWORD, None
    near = [call for call in calls.get(code, ()) if abs(call.tapped_at - at) <= WITHIN]
    if len(near) > 1:
        return Result.AMBIGUOUS, None
    return (Result.MATCHED, near[0]) if near else (Result.UNMATCHED, None)


def _hashes(lines: Sequence[NotedCall]) -> list[bytes]:
    """How each line is known again. A code is said once; two callers may say the same keyword in the same minute."""
    seen: Counter[str] = Counter()
    hashes = []
    for each in lines:
        said = f"code {each.code}" if each.code else f"keyword {each.keyword}"
        line = f"{each.at.timestamp():.0f} {said}"
        hashes.append(keyed_hash("control room", f"{line} {0 if each.code else seen[line]}".encode()))
        seen[line] += 1
    return hashes


def _known(session: Session, hashes: Sequence[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    for start in range(0, len(hashes), AT_ONCE):
        some = ControlRoomCall.line_hash.in_(hashes[start : start + AT_ONCE])
        found.update(session.scalars(select(ControlRoomCall.line_hash).where(some)))
    return found
