"""The customer's answer to an estimate: at the desk, by phone, or alone by a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import frame
from apps.core.files import store_signature
from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import follow, perform
from apps.org.services.notices import ring
from apps.workorders import hooks
from apps.workorders.agreeing import approve, refuse
from apps.workorders.choices import Medium
from apps.workorders.following import follow_jobs, refresh_totals
from apps.workorders.machines import ESTIMATE
from apps.workorders.models import Estimate, EstimateItem
from apps.workorders.models.consent import DeclineReason, Word
from apps.workorders.offered import content_of, key_of
from apps.workorders.permissions import Perm
from apps.workorders.said import How, Said
from apps.workorders.services.answered_findings import close_findings
from apps.workorders.services.orders import ask_for_parts, move_promise
from apps.workorders.services.reception import CUSTOMER_SIGNATURE

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import EstimateLink, Job, WorkOrder


@service
def answer_at_desk(
    *,
    by: Access,
    estimate: Estimate,
    version: int | None,
    answers: Mapping[int, Said],
    medium: str,
    customer_name: str,
    signature: str = "",
    signed_on_paper: bool = False,
) -> Estimate:
    """The advisor records what the customer said; in person a signature is needed.

    What stays undecided waits on; everything else is as said.
    """
    order = lock(estimate.order)
    estimate = lock(estimate, version)
    estimate.order = order
    by.require(Perm.AUTHORISE_WORKORDER, estimate)
    if medium == Medium.IN_PERSON and not (signature or signed_on_paper):
        raise ValidationError({"signed_on_paper": _("请客户签字，或勾选已在纸上签字。")})
    how = How(medium, _named(customer_name), signature)
    said = {g: s for g, s in answers.items() if s.word}
    if not said:
        raise ValidationError({"customer_name": _("还没有填写任何一项的答复。")})
    _take(by, order, estimate, said, how)
    return estimate


@service
def answer_by_link(
    *,
    by: Access,
    link: EstimateLink,
    answers: Mapping[int, Said],
    customer_name: str,
    signature: str,
) -> Estimate:
    """The customer answered everything by a link, once; ``by`` is who sent the link.

    No right of the sender is asked: the link carries what may be answered.  Raises Refused when it
    was used, has ended or was replaced, ValidationError for an answer that leaves something out.
    """
    order = lock(link.estimate.order)
    estimate = lock(link.estimate)
    link = lock(link)
    estimate.order = order
    frame.note_reason(_("客户在报价链接上答复"))
    why = dead(link, estimate, by)
    if why:
        raise Refused(why)
    if not signature:
        raise ValidationError({"signature": _("请在签字板上签名。")})
    groups = set(estimate.items.values_list("group", flat=True))
    if groups - {g for g, s in answers.items() if s.word}:
        raise ValidationError(_("还有项目没有选择，请逐项选择“同意”或“不做”。"))
    link.used_at = by.now
    link.save()
    how = How(Medium.LINK, _named(customer_name), signature, by_link=True)
    _take(by, order, estimate, answers, how)
    _ring(order, estimate, by)
    return estimate


def dead(link: EstimateLink, estimate: Estimate, by: Access) -> str | None:
    """Why a link opens nothing any more, in words for the customer; None while it lives."""
    if link.used_at is not None or estimate.state == "answered":
        return _("这份报价已经答复过了，不能重复提交。需要更改请联系您的服务顾问。")
    if estimate.state == "replaced":
        return _("这份报价已更新，请使用服务顾问发给您的新链接。")
    if estimate.state == "withdrawn" or link.revoked_at is not None:
        return _("这个链接已经失效，请联系您的服务顾问。")
    if min(link.expires_at, estimate.valid_until) <= by.now:
        return _("这个链接已过有效期，请联系您的服务顾问重新报价。")
    return None


def _named(name: str) -> str:
    if not name.strip():
        raise ValidationError({"customer_name": _("请填写姓名。")})
    return name.strip()


def _take(
    by: Access, order: WorkOrder, estimate: Estimate, said: Mapping[int, Said], how: How
) -> list[Job]:
    """Every word becomes consents, lines, declined work; the order follows."""
    if key_of(content_of(order)) != estimate.content_key:
        raise Refused(_("报价内容在发出后有改动，请服务顾问重新报价。"))
    items = list(
        estimate.items.select_related("offer", "job", "finding", "operation").prefetch_related(
            "lines__part"
        )
    )
    chosen = {group: _chosen(items, group, answer) for group, answer in said.items()}
    _mark(by, estimate, chosen, said, how)
    before = {item.job_id for item in items}
    jobs = word_by_word(by, order, estimate, chosen, said)
    _sign(by, order, estimate, how)
    refresh_totals(order)
    if order.authorised_at is not None:
        ask_for_parts(by, order)
        follow_jobs(order, by=by, cause="estimate")
    close_findings(by, order, estimate, follows=how.by_link)
    added = [job for job in jobs if job.pk not in before]
    hooks.estimate_answered.send(estimate=estimate, order=order, jobs=added, by=by)
    return added


def word_by_word(
    by: Access,
    order: WorkOrder,
    estimate: Estimate,
    chosen: Mapping[int, EstimateItem],
    said: Mapping[int, Said],
) -> list[Job]:
    """Write each answer down and let it take effect; gives the jobs agreed to."""
    made: list[Job] = []
    for group in sorted(chosen):
        answer = said[group]
        if answer.word == Word.APPROVED:
            made.append(approve(by, order, estimate, chosen[group]))
        else:
            refuse(by, order, estimate, chosen[group], answer)
    return made


def _chosen(every: list[EstimateItem], group: int, said: Said) -> EstimateItem:
    items = [item for item in every if item.group == group]
    if not items:
        raise ValidationError(_("报价单上没有这个项目。"))
    if said.word != Word.APPROVED:
        if said.reason not in DeclineReason.values:
            raise ValidationError({f"reason_{group}": _("请选择不做的原因。")})
        return items[0]
    if len(items) == 1:
        return items[0]
    found = next((i for i in items if i.pk == said.item_id), None)
    if found is None:
        raise ValidationError({f"word_{group}": _("请从几个方案中选一个。")})
    return found


def _mark(
    by: Access,
    estimate: Estimate,
    chosen: Mapping[int, EstimateItem],
    said: Mapping[int, Said],
    how: How,
) -> None:
    agreed = (i.due for g, i in chosen.items() if said[g].word == Word.APPROVED)
    estimate.agreed = sum(agreed, ZERO)
    estimate.medium, estimate.customer_name = how.medium, how.name
    estimate.taker = None if how.by_link else by.person
    estimate.answered_at = by.now
    estimate.seen_at = None if how.by_link else by.now
    if how.by_link:
        follow(ESTIMATE, estimate, "answer_by_link", by=by, cause="link")
    else:
        perform(ESTIMATE, estimate, "answer", by=by)


def _sign(by: Access, order: WorkOrder, estimate: Estimate, how: How) -> None:
    """The signature is kept; a draft order carries it, and a later promise is written down."""
    if how.signature:
        store_signature(by, how.signature, owner=estimate, kind=CUSTOMER_SIGNATURE)
    if order.authorised_at is None and estimate.agreed:
        order.consent_medium, order.signer_name = how.medium, how.name
        order.signed_at = by.now
        if how.signature:
            store_signature(by, how.signature, owner=order, kind=CUSTOMER_SIGNATURE)
    at = estimate.promised_at
    if at is not None and at != order.promised_at and at > by.now:
        move_promise(by, order, at, _("报价单 %(n)s") % {"n": estimate.number}, True)


def _ring(order: WorkOrder, estimate: Estimate, by: Access) -> None:
    ring(
        to={order.advisor_id, estimate.published_by_id},
        kind="estimate",
        words=gettext_lazy("%(plate)s 客户已答复报价：同意 ¥%(sum)s"),
        facts={"plate": order.visit.plate_no, "sum": f"{estimate.agreed:,.2f}"},
        page=f"/workorders/estimates/{estimate.pk}/",
        at=by.now,
        key=f"estimate-{estimate.pk}",
    )
