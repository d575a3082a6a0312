"""How far a report is, what came of it, and the steps between."""

from enum import StrEnum

from driverapp.vocabulary.wording import N_


class State(StrEnum):
    """State of a report (contract: received → seen → handed_over → closed, and withdrawn)."""

    RECEIVED = "received"
    SEEN = "seen"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STATE_NAMES = {
    State.RECEIVED: N_("neu"),
    State.SEEN: N_("gelesen"),
    State.HANDED_OVER: N_("an die Polizei übergeben"),
    State.CLOSED: N_("abgeschlossen"),
    State.WITHDRAWN: N_("zurückgezogen"),
}


class Outcome(StrEnum):
    """What came of a closed report; for the office alone."""

    POLICE_ACTED = "police_acted"
    KNOWN = "known"
    HARMLESS = "harmless"
    NOT_LOCATABLE = "not_locatable"
    DUPLICATE = "duplicate"
    NO_FEEDBACK = "no_feedback"


OUTCOME_NAMES = {
    Outcome.POLICE_ACTED: N_("Polizei wurde tätig"),
    Outcome.KNOWN: N_("war bekannt"),
    Outcome.HARMLESS: N_("harmlos"),
    Outcome.NOT_LOCATABLE: N_("nicht auffindbar"),
    Outcome.DUPLICATE: N_("doppelt gemeldet"),
    Outcome.NO_FEEDBACK: N_("keine Rückmeldung"),
}


class CallOutcome(StrEnum):
    """What the reporter said about a call. `opened`: the number was tapped, nobody can know more."""

    OPENED = "opened"
    SPOKE = "spoke"
    NOT_REACHED = "not_reached"
    NOT_NEEDED = "not_needed"


CALL_OUTCOME_NAMES = {
    CallOutcome.OPENED: N_("Nummer angetippt"),
    CallOutcome.SPOKE: N_("mit der Polizei gesprochen"),
    CallOutcome.NOT_REACHED: N_("nicht erreicht"),
    CallOutcome.NOT_NEEDED: N_("nicht nötig"),
}


class Waiting(StrEnum):
    """How long somebody waited for the police after a call, as they say the next day."""

    NONE = "none"
    UP_TO_30_MIN = "up_to_30_min"
    LONGER = "longer"


class EventKind(StrEnum):
    """What can happen to a report or a call; every figure is a count of these."""

    RECEIVED = "received"
    BECAME_USABLE = "became_usable"
    AMENDED = "amended"
    MEDIUM_RECEIVED = "medium_received"
    MEDIUM_REMOVED = "medium_removed"
    ASKED = "asked"
    ANSWERED = "answered"
    ANSWER_NOTED = "answer_noted"
    SEEN = "seen"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    REOPENED = "reopened"
    RELEASED = "released"
    WITHDRAWAL_REQUESTED = "withdrawal_requested"
    WITHDRAWAL_REFUSED = "withdrawal_refused"
    WITHDRAWN = "withdrawn"
    HELD = "held"
    HOLD_ENDED = "hold_ended"
    HAND_OVER_CHANGED = "hand_over_changed"
    NOTED = "noted"
    TRANSLATED = "translated"
    REDACTED = "redacted"
    UNDONE = "undone"
    ERASED = "erased"
    ERASED_UNREAD = "erased_unread"
    CALL_TAPPED = "call_tapped"
    CALL_OUTCOME = "call_outcome"
    CALL_WAITING = "call_waiting"


EVENT_NAMES = {
    EventKind.RECEIVED: N_("eingegangen"),
    EventKind.BECAME_USABLE: N_("auswertbar geworden"),
    EventKind.AMENDED: N_("ergänzt"),
    EventKind.MEDIUM_RECEIVED: N_("Foto oder Sprachnotiz eingegangen"),
    EventKind.MEDIUM_REMOVED: N_("Foto oder Sprachnotiz entfernt"),
    EventKind.ASKED: N_("Rückfrage gestellt"),
    EventKind.ANSWERED: N_("Rückfrage beantwortet"),
    EventKind.SEEN: N_("gelesen"),
    EventKind.HANDED_OVER: N_("an die Polizei übergeben"),
    EventKind.CLOSED: N_("abgeschlossen"),
    EventKind.REOPENED: N_("wieder geöffnet"),
    EventKind.RELEASED: N_("aus der Quarantäne freigegeben"),
    EventKind.WITHDRAWAL_REQUESTED: N_("Rückzug erbeten"),
    EventKind.WITHDRAWAL_REFUSED: N_("Rückzug abgelehnt"),
    EventKind.WITHDRAWN: N_("zurückgezogen"),
    EventKind.ERASED: N_("nach Ablauf der Frist gelöscht"),
    EventKind.ERASED_UNREAD: N_("ungelesen gelöscht"),
    EventKind.CALL_TAPPED: N_("110 angetippt"),
    EventKind.CALL_OUTCOME: N_("Ausgang des Anrufs genannt"),
    EventKind.CALL_WAITING: N_("Wartezeit nach dem Anruf genannt"),
}
