"""Which colour a state wears.

A colour means a state and nothing else, and the same state has one colour and one word on every
page. A model whose words are not in the table below (or mean something else there) declares
``state_tones = {"value": Tone.LATE}``; for a second state field of the same model the keys are
``"field:value"``.
"""

from enum import StrEnum


class Tone(StrEnum):
    """The five meanings of colour; each also has a shape, so that colour is never alone."""

    WAITING = "waiting"
    WORKING = "working"
    BLOCKED = "blocked"
    LATE = "late"
    DONE = "done"


SHAPES: dict[Tone, str] = {
    Tone.WAITING: "circle-dashed",
    Tone.WORKING: "player-play",
    Tone.BLOCKED: "hand-stop",
    Tone.LATE: "alert-triangle",
    Tone.DONE: "check",
}

_WORDS: dict[Tone, str] = {
    Tone.WAITING: (
        "draft new planned pending open opened booked estimated proposed requested registered "
        "drafting created waiting todo demanded ordered queued unpaid scheduled received initial"
    ),
    Tone.WORKING: (
        "working in_progress authorised dispatched assigned started confirmed active running "
        "checking checked_in arrived inspecting reserved picked picking submitted approved "
        "released handling contacted settling reviewing reviewed in_review accepted partly_issued "
        "self_checked team_checked sent effective published processing checked"
    ),
    Tone.BLOCKED: (
        "blocked paused waiting_parts waiting_approval waiting_customer waiting_bay on_hold "
        "suspended short shortage backordered returned over_limit partial partly_paid "
        "waiting_answer needs_second disputed"
    ),
    Tone.LATE: (
        "late overdue rejected refused failed no_show cancelled voided lost expired rework "
        "declined dissatisfied escalated reversed"
    ),
    Tone.DONE: (
        "done finished completed passed settled paid delivered closed issued fitted satisfied "
        "answered resolved verified kept credited fulfilled ready gone"
    ),
}

TONES: dict[str, Tone] = {word: tone for tone, words in _WORDS.items() for word in words.split()}


def tone_of(obj: object, field: str = "state") -> Tone:
    """The tone of ``obj``'s value of ``field``; unknown words wait in grey."""
    value = str(getattr(obj, field, "") or "")
    own: dict[str, Tone] = getattr(obj, "state_tones", {})
    for key in (f"{field}:{value}", value):
        if key in own:
            return Tone(own[key])
    return TONES.get(value.lower(), Tone.WAITING)
