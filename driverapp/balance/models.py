"""Table: what a control room noted of calls that named the partnership."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from driverapp.store.clock import now
from driverapp.store.database import Base
from driverapp.trust.sealing import SealedText


class ControlRoomCall(Base):
    """A line of a control room's list. `result` holds a `balance.match.Result`.

    `line_hash`: a keyed hash of the line, by which it is known again; `call_id`: of the one tap on 110 whose code and
    time fit; `association_id`: of that tap. When its time is over code and keyword go, and `at` becomes coarse.
    """

    __tablename__ = "control_room_calls"

    line_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    code: Mapped[str | None] = mapped_column(String(7))
    at: Mapped[datetime] = mapped_column(index=True)
    keyword: Mapped[str | None] = mapped_column(SealedText)
    result: Mapped[str] = mapped_column(String(10))
    # No foreign key: a call is emptied when its time is over, and this line stays.
    call_id: Mapped[UUID | None]
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    imported_at: Mapped[datetime] = mapped_column(default=now)
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    erased_at: Mapped[datetime | None]
