"""What one card of the board says: plate, work, who, health in a colour, what blocks as a sign."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core import figures_text as text
from apps.core.clock import SHANGHAI, business_day
from apps.core.tones import Tone, tone_of
from apps.workorders.choices import JobKind, JobState, WaitingCause
from apps.workorders.conflicts import span_words
from apps.workorders.dispatch_figures import Figures
from apps.workorders.models import BaySlot, CheckIn, Job
from apps.workorders.path_choices import WaitOwner
from apps.workorders.promise_health import Health
from apps.workorders.selectors.floor import span_of
from apps.workorders.selectors.readiness import READY, Readiness
from apps.workorders.suggestions import length_of

FINISHED = {JobState.DONE, JobState.CANCELLED}
SIGNS = {
    WaitingCause.PARTS: "package",
    WaitingCause.APPROVAL: "message-circle",
    WaitingCause.OEM: "send",
    WaitingCause.INSURER: "shield-half",
    WaitingCause.SUBLET: "truck",
    WaitingCause.DIAGNOSIS: "help",
    WaitingCause.PAUSED: "player-pause",
}


@dataclass(frozen=True)
class Sign:
    """A small sign for what stands in the way: an icon of the sprite with its words."""

    icon: str
    words: str


@dataclass(frozen=True)
class Timer:
    """How long a job waits by now, since when, for whom, and until when as far as is known."""

    span: str
    since: str
    owner: str
    until: str

    @property
    def words(self) -> str:
        """In one line."""
        told = _("%(span)s · 等%(owner)s · %(since)s起") % {
            "since": self.since,
            "span": self.span,
            "owner": self.owner,
        }
        return f"{told} · {_('预计')} {self.until}" if self.until else told


@dataclass(frozen=True)
class Card:
    """A slot ready to be shown."""

    slot: BaySlot
    health: Health
    tone: Tone
    word: str
    signs: list[Sign]
    left: str
    span: str
    wait: Timer | None = None

    @property
    def job(self) -> Job:
        """The job of the slot."""
        return self.slot.job


@dataclass(frozen=True)
class TrayCard:
    """A job that waits for a place, with why it stands where it stands."""

    job: Job
    health: Health
    tone: Tone
    signs: list[Sign]
    readiness: Readiness
    latest: dt.datetime | None
    reason: str
    minutes: int = field(default=60)
    wait: Timer | None = None


def card_of(slot: BaySlot, now: dt.datetime) -> Card:
    """The card of a slot; its colour is the health of the promise, else the state of the job."""
    job, end = slot.job, span_of(slot)[1]
    health = health_of(job, slot)
    return Card(
        slot=slot,
        health=health,
        tone=_tone(job, health),
        word=word_of(job, health),
        signs=signs_of(job, short=getattr(slot, "short", False), pinned=slot.pinned),
        left=_left(job, end, now),
        span=span_words(slot),
        wait=timer_of(job, slot, now),
    )


def tray_card_of(job: Job, figures: Figures, now: dt.datetime, ready: Readiness) -> TrayCard:
    """The card of a job nobody was given, with the latest start its promise allows."""
    length = length_of(job)
    promised = job.order.promised_at
    margin = dt.timedelta(minutes=figures.check + figures.wash)
    latest = promised - margin - length if promised else None
    health = health_of(job, job)
    return TrayCard(
        job=job,
        health=health,
        tone=_tone(job, health),
        signs=signs_of(job, short=ready is not READY),
        readiness=ready,
        latest=latest,
        reason=" · ".join(filter(None, (_start_words(latest, now), ready.words))),
        minutes=int(length.total_seconds() // 60),
        wait=timer_of(job, job, now),
    )


def rank(card: TrayCard) -> tuple[bool, dt.datetime, int]:
    """Cars whose parts are there before others, then the latest start they allow."""
    return (
        card.readiness is not READY,
        card.latest or dt.datetime.max.replace(tzinfo=SHANGHAI),
        card.job.pk,
    )


def health_of(job: Job, row: Any) -> Health:
    """How the promise of the order stands, read with the row; work that is over has none."""
    return Health.NONE if job.state in FINISHED else Health(row.promise)


def timer_of(job: Job, row: Any, now: dt.datetime) -> Timer | None:
    """The running wait of a job, read with the row; None when it does not wait."""
    held = getattr(row, "hold", None)
    if job.state != JobState.WAITING or not held:
        return None
    since = dt.datetime.fromisoformat(held["at"])
    until = dt.datetime.fromisoformat(held["until"]) if held["until"] else None
    minutes = max(int((now - since).total_seconds() // 60), 0)
    return Timer(
        span=text.span_text(minutes),
        since=text.when_text(since, business_day(now)),
        owner=str(WaitOwner(held["owner"]).label) if held["owner"] else "",
        until=text.when_text(until, business_day(now)) if until else "",
    )


def signs_of(job: Job, *, short: bool = False, pinned: bool = False) -> list[Sign]:
    """What blocks a job, and what is special about it."""
    found = []
    if job.state == JobState.WAITING and job.waiting_cause:
        cause = WaitingCause(job.waiting_cause)
        found.append(Sign(SIGNS.get(cause, "hand-stop"), str(cause.label)))
    if short and job.waiting_cause != WaitingCause.PARTS:
        found.append(Sign("package", _("缺件")))
    if job.high_voltage or job.kind == JobKind.HIGH_VOLTAGE:
        found.append(Sign("bolt", _("高压")))
    if pinned:
        found.append(Sign("map-pin", _("已固定")))
    return found


def word_of(job: Job, health: Health) -> str:
    """The word beside the colour."""
    if job.state == JobState.WAITING and job.waiting_cause:
        words = str(job.get_waiting_cause_display())
    else:
        words = str(job.get_state_display())
    if health in {Health.AT_RISK, Health.BREACHED}:
        return f"{words} · {health.label}"
    return words


def event_of(
    card: Card, *, editable: bool, staff_id: int | None, now: dt.datetime
) -> dict[str, Any]:
    """A card as the calendar reads it."""
    slot, job = card.slot, card.job
    visit = job.order.visit
    checkin = getattr(visit, "checkin", None)
    start, end = span_of(slot)
    step = getattr(slot, "step", None)
    return {
        "id": str(slot.pk),
        "resourceIds": [str(slot.bay_id)],
        "start": naive(start),
        "end": naive(end),
        "editable": editable and job.state not in FINISHED,
        "startEditable": editable and job.state not in FINISHED and not (start <= now < end),
        "extendedProps": {
            "job": job.pk,
            "order": job.order.number,
            "plate": visit.plate_no or _("无牌"),
            "work": job.name,
            "who": slot.technician.name if slot.technician else "",
            "tone": str(card.tone),
            "word": card.word,
            "signs": [[s.icon, s.words] for s in card.signs],
            "left": card.left,
            "wait": card.wait.words if card.wait else "",
            "span": card.span,
            "step": str(step) if step else "",
            "key": checkin.key_tag if checkin else "",
            "spot": checkin.parking_spot if checkin else "",
            "stands": _stands(checkin) if checkin else "",
            "promised": text.when_text(job.order.promised_at),
            "version": slot.version,
            "pinned": slot.pinned,
            "act": getattr(slot, "last_act", None) or "",
            "by": slot.planned_by.name if slot.planned_by else "",
            "mine": slot.planned_by_id == staff_id,
            "url": reverse("workorders:slot", args=[slot.pk]),
            "jobUrl": reverse("workorders:job", args=[job.pk]),
        },
    }


def _stands(checkin: CheckIn) -> str:
    """Where the car and its key are, in a few words."""
    key = _("钥匙 %(key)s") % {"key": checkin.key_tag} if checkin.key_tag else ""
    return " · ".join(filter(None, (key, checkin.parking_spot)))


def naive(at: dt.datetime) -> str:
    """A moment in the store's own time as the calendar reads it."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def _tone(job: Job, health: Health) -> Tone:
    if job.state in FINISHED:
        return Tone.DONE
    if health == Health.BREACHED:
        return Tone.LATE
    if health == Health.AT_RISK or job.state == JobState.WAITING:
        return Tone.BLOCKED
    return tone_of(job)


def _left(job: Job, end: dt.datetime, now: dt.datetime) -> str:
    """Minutes left of running work, or by how much it is over."""
    if job.state != JobState.WORKING:
        return ""
    minutes = int((end - now).total_seconds() // 60)
    if minutes >= 0:
        return _("剩 %(span)s") % {"span": text.span_text(minutes)}
    return _("超 %(span)s") % {"span": text.span_text(-minutes)}


def _start_words(latest: dt.datetime | None, now: dt.datetime) -> str:
    if latest is None:
        return _("未承诺时间")
    if latest < now:
        return _("现在开工也赶不上承诺")
    same_day = business_day(latest) == business_day(now)
    at = f"{text.local(latest):%H:%M}" if same_day else text.when_text(latest)
    return _("最晚 %(at)s 开工") % {"at": at}
