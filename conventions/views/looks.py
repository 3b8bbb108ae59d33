"""How a state looks: a tint, an icon, a word. Never the colour alone."""

from dataclasses import dataclass

from conventions.models import ConventionStatus as Status


@dataclass(frozen=True)
class StatusLook:
    """`tint` is a class of ctg.css, `icon` a name of bootstrap-icons."""

    label: str
    tint: str
    icon: str


_LOOKS: dict[str, tuple[str, str]] = {
    Status.PREPARING: ("", "hourglass-split"),
    Status.DRAFTING: ("e-cours", "pencil"),
    Status.REVIEWING: ("e-relire", "chat-left-text"),
    Status.STABILISED: ("e-relire", "lock"),
    Status.DELIBERATING: ("e-attente", "envelope-paper"),
    Status.READY: ("e-attente", "pen"),
    Status.SIGNING: ("e-attente", "pen"),
    Status.SIGNED: ("e-bien", "check-lg"),
    Status.IN_FORCE: ("e-bien", "check2-circle"),
    Status.EVALUATING: ("e-cours", "clipboard-data"),
    Status.RENEWED: ("", "arrow-repeat"),
    Status.EXPIRED: ("", "calendar-x"),
    Status.TERMINATED: ("e-grave", "x-circle"),
    Status.ARCHIVED: ("", "archive"),
    Status.ABANDONED: ("", "slash-circle"),
}


def status_look(status: str) -> StatusLook:
    tint, icon = _LOOKS[status]
    return StatusLook(Status(status).label, tint, icon)
