"""Sends what is due. No transaction is open while the mail server is spoken to."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import sha256

from flask_mailman import EmailMessage

from driverapp.mail.kinds import Kind
from driverapp.mail.outgoing import CheckedBackend, is_mail_on, make_message, open_way_out
from driverapp.mail.words import say
from driverapp.people.messages import find_recipient
from driverapp.policy.settings_versions import current_settings
from driverapp.store.database import db
from driverapp.store.deliveries import Claimed, claim, note_done, note_failed


class Outbox:
    """One connection to the mail server for several mails, opened for the first and again after a failure."""

    def __init__(self) -> None:
        self._way_out: CheckedBackend | None = None
        self.unreachable: str | None = None

    def send(self, message: EmailMessage) -> str | None:
        """Send a mail: nothing when the server took it, else the class of the error.

        Once the server cannot be reached at all, it is not asked again for the rest.
        """
        if self.unreachable is not None:
            return self.unreachable
        try:
            if self._way_out is None:
                self._way_out = open_way_out()
        except OSError as error:
            self.unreachable = type(error).__name__
            return self.unreachable
        try:
            self._way_out.send_messages([message])
        except (OSError, ValueError) as error:
            self.close()
            return type(error).__name__
        return None

    def close(self) -> None:
        """End the connection, whatever state it is in."""
        way_out, self._way_out = self._way_out, None
        if way_out is not None:
            way_out.end()


def deliver_batch() -> Counter[str]:
    """Send a batch of what is due: how many mails were `sent`, how many `failed`, how many deliveries `needless`.

    Empty when nothing is due, or no mail server is named. What is due for one person and of one kind is one mail.
    """
    done: Counter[str] = Counter()
    outbox = Outbox()
    for group in _grouped(claim() if is_mail_on() else []):
        error, needed = _deliver(outbox, group)
        if error is None:
            # At once: what is not noted when this process dies goes out again.
            note_done(group)
        else:
            note_failed(group, error, outage=outbox.unreachable is not None)
        done["failed" if error else "sent" if needed else "needless"] += 1
    outbox.close()
    return done


def _grouped(claimed: Sequence[Claimed]) -> list[list[Claimed]]:
    groups: dict[tuple[str, int], list[Claimed]] = defaultdict(list)
    for each in claimed:
        # Those that may come any number of times stay apart.
        groups[each.key if each.kind == Kind.TEST else each.kind, each.recipient_id].append(each)
    return list(groups.values())


def _deliver(outbox: Outbox, group: list[Claimed]) -> tuple[str | None, bool]:
    """The class of the error, if there was one, and whether there was anything to send."""
    try:
        message = _message(group)
    except ValueError as error:
        return type(error).__name__, True
    return (outbox.send(message), True) if message else (None, False)


def _message(group: list[Claimed]) -> EmailMessage | None:
    kind = Kind(group[0].kind)
    reader = find_recipient(db.session(), group[0].recipient_id, reads_reports=kind is not Kind.TEST)
    said = say(kind, reader, group) if reader else None
    name = current_settings().sender_name
    # Nothing stays open while it is sent.
    db.session.rollback()
    if reader is None or said is None:
        return None
    mark = sha256("\0".join(sorted(each.key for each in group)).encode()).hexdigest()[:32]
    return make_message(*said, reader.email, sender_name=name, mark=mark)
