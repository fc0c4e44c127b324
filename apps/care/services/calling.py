"""Making the call: tries, answers, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.care.choices import CallbackKind, CallResult, Fixed, Grade, Source, Topic
from apps.care.machines import CALLBACK, COMPLAINT
from apps.care.models import CallAttempt, Callback, Complaint
from apps.care.permissions import Perm
from apps.care.questions import BEST_OVERALL, BEST_RATING, QUESTIONS, Verdict, verdict
from apps.care.services.locking import lock_callback
from apps.care.services.opening import close_orders
from apps.care.services.receiving import open_complaint
from apps.core.refusals import Refused
from apps.core.services import service
from apps.core.transitions import blocked, follow, perform

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import Staff


@service
def assign_callback(
    *, by: Access, callback: Callback, version: int | None, assignee: Staff
) -> Callback:
    """A person of the care team is to make the call; never the advisor who served."""
    callback = lock_callback(callback, version)
    by.require(Perm.ASSIGN_CALLBACK, callback)
    CALLBACK.find(callback, "complete")
    if assignee.pk in callback.not_for():
        raise Refused(_("回访不能由接待或处理过此事的人来做。"), field="assignee")
    callback.assignee = assignee
    callback.save()
    return callback


@service
def log_attempt(
    *, by: Access, callback: Callback, version: int | None, result: str, note: str = ""
) -> Callback:
    """A call that brought no answers is written down; the callback stays open."""
    callback = _open(callback, version, by)
    if result not in CallResult.values or result == CallResult.REACHED:
        raise ValidationError({"result": _("请选择未接通的原因。")})
    _attempt(callback, result, note, by=by)
    callback.save()
    return callback


@service
def complete_callback(
    *,
    by: Access,
    callback: Callback,
    version: int | None,
    ratings: dict[str, int],
    overall: int,
    fixed: str,
    recommend: int | None = None,
    words: str = "",
) -> Callback:
    """The customer answered; dissatisfaction opens a complaint in the same act.

    Without a complaint the visit's orders close.  A dissatisfied second call opens the complaint
    again.  Raises ValidationError for marks outside their scale.
    """
    callback = _open(callback, version, by)
    _check(ratings, overall, fixed, recommend)
    found = verdict(ratings, overall, fixed, now=by.now)
    callback.answers, callback.overall, callback.fixed = ratings, overall, fixed
    callback.recommend, callback.words = recommend, words.strip()
    callback.satisfied = found.satisfied
    callback.completed_by, callback.completed_at = by.person, by.now
    _attempt(callback, CallResult.REACHED, "", by=by)
    perform(CALLBACK, callback, "complete", by=by)
    _go_on(callback, found, by=by)
    return callback


def _go_on(callback: Callback, found: Verdict, *, by: Access) -> None:
    if callback.kind == CallbackKind.RECHECK:
        if found.dissatisfied and callback.complaint is not None:
            _reopen(callback.complaint, by=by)
        return
    if found.dissatisfied:
        complain(callback, by=by)
    close_orders(callback.visit, by=by, cause=f"callback {callback.pk}")


def _reopen(complaint: Complaint, *, by: Access) -> None:
    complaint.agreed, complaint.agreement, complaint.handled_at = False, "", None
    follow(COMPLAINT, complaint, "reopen", by=by, cause="dissatisfied second callback")


def complain(callback: Callback, *, by: Access) -> Complaint:
    """What the customer was dissatisfied with is a complaint from this moment."""
    poor = [str(QUESTIONS[q]) for q, r in callback.answers.items() if r <= BEST_RATING - 2]
    said = [callback.words] if callback.words else []
    if callback.fixed != Fixed.YES:
        said.append(str(Fixed(callback.fixed).label))
    said.append(_("总体 %(overall)d/10") % {"overall": callback.overall or 0})
    if poor:
        said.append(_("不满意：%(points)s") % {"points": _("、").join(poor)})
    visit = callback.visit
    if visit is None:
        raise ValueError("a service callback is about a visit")
    return open_complaint(
        by=by,
        store=callback.store,
        unit=callback.unit,
        order=callback.order,
        vehicle=visit.vehicle,
        customer=visit.owner,
        callback=callback,
        caller_name=visit.sender_name or str(visit.owner or _("客户")),
        caller_phone=visit.sender_phone or (visit.owner.phone if visit.owner else ""),
        statement="；".join(said),
        topic=Topic.QUALITY if callback.fixed == Fixed.YES else Topic.NOT_FIXED,
        grade=Grade.GENERAL,
        source=Source.CALLBACK,
    )


@service
def give_up(*, by: Access, callback: Callback, version: int | None) -> Callback:
    """Nobody could be reached on enough days; the visit's orders close by rule."""
    callback = _finish(callback, version, "give_up", by=by)
    close_orders(callback.visit, by=by, cause=f"callback {callback.pk} unreachable")
    return callback


@service
def decline_callback(*, by: Access, callback: Callback, version: int | None) -> Callback:
    """The customer does not want to answer; the visit's orders close by rule."""
    callback = _finish(callback, version, "decline", by=by)
    close_orders(callback.visit, by=by, cause=f"callback {callback.pk} refused")
    return callback


def _finish(callback: Callback, version: int | None, action: str, *, by: Access) -> Callback:
    callback = _open(callback, version, by)
    callback.completed_by, callback.completed_at = by.person, by.now
    perform(CALLBACK, callback, action, by=by)
    return callback


def _open(callback: Callback, version: int | None, by: Access) -> Callback:
    callback = lock_callback(callback, version)
    by.require(Perm.PERFORM_CALLBACK, callback)
    why = blocked(CALLBACK.find(callback, "complete"), callback, by)
    if why:
        raise Refused(_("接待或处理过此事的人不能回访，请换一位。"))
    return callback


def _attempt(callback: Callback, result: str, note: str, *, by: Access) -> CallAttempt:
    return CallAttempt.objects.create(
        callback=callback, result=result, note=note.strip(), by=by.person, at=by.now
    )


def _check(ratings: dict[str, int], overall: int, fixed: str, recommend: int | None) -> None:
    wrong: dict[str, str] = {}
    for question, mark in ratings.items():
        if question not in QUESTIONS or not 1 <= mark <= BEST_RATING:
            wrong[question] = _("评分须在 1 到 5 之间。")
    if not 1 <= overall <= BEST_OVERALL:
        wrong["overall"] = _("总体满意度须在 1 到 10 之间。")
    if recommend is not None and not 0 <= recommend <= BEST_OVERALL:
        wrong["recommend"] = _("推荐意愿须在 0 到 10 之间。")
    if fixed not in Fixed.values:
        wrong["fixed"] = _("请选择是否修好。")
    if wrong:
        raise ValidationError(wrong)
