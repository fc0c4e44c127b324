"""What a technician does on a job: every act may have been tapped before it could be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core.policy import policy
from apps.core.responses import submit
from apps.workorders.clocks import tapped
from apps.workorders.forms import phone as forms
from apps.workorders.permissions import Perm
from apps.workorders.services import clocking, consults, inspection, lockout, readings, work
from apps.workorders.views.my_jobs import form_of, job_of, job_page
from apps.workorders.views.queued import answered, is_queued, of_another, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request
    from apps.workorders.models import Job

Facts = dict[str, Any]


@policy(Perm.CONFIRM_JOB)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """Plate and items were compared."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        return work.confirm_job(job=job, tail=f.cleaned_data["tail"], **facts)

    return _act(request, pk, "confirm", do)


@policy(Perm.CLOCK_JOB)
@require_POST
def isolate(request: Request, pk: int) -> HttpResponse:
    """High voltage is off; the second person is asked to confirm."""
    said = _("已记录，请监护人在自己的手机上确认。")

    def do(f: Any, job: Job, facts: Facts) -> object:
        return lockout.lock_out(job=job, **f.values, **facts)

    return _act(request, pk, "isolate", do, said=said)


@policy(Perm.CLOCK_JOB)
@require_POST
def ask_restore(request: Request, pk: int) -> HttpResponse:
    """Measured again: the second person may let high voltage come back."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        row = job.lockouts.standing().first()
        if row is None:
            raise Http404
        facts.pop("version")
        return lockout.ask_to_restore(lockout=row, **f.values, **facts)

    return _act(request, pk, "restore", do, said=_("已记录，请监护人确认恢复供电。"))


@policy(Perm.HOLD_JOB)
@require_POST
def quarantine(request: Request, pk: int) -> HttpResponse:
    """A pack stands apart."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        return lockout.set_apart(job=job, **f.values, **facts)

    return _act(request, pk, "quarantine", do, said=_("电池已登记隔离。"))


@policy(Perm.CLOCK_JOB)
@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    """The clock runs."""
    return _act(request, pk, "start", lambda f, job, facts: clocking.start_work(job=job, **facts))


@policy(Perm.CLOCK_JOB)
@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    """The clock runs again."""
    return _act(request, pk, "resume", lambda f, job, facts: clocking.resume_work(job=job, **facts))


@policy(Perm.HOLD_JOB)
@require_POST
def pause(request: Request, pk: int) -> HttpResponse:
    """The clock stops, with the cause."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        return clocking.pause_work(job=job, **f.values, **facts)

    return _act(request, pk, "pause", do)


@policy(Perm.ADD_FINDING)
@require_POST
def finding(request: Request, pk: int) -> HttpResponse:
    """Something outside the order was found."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        return work.report_finding(job=job, **f.facts, **facts)

    return _act(request, pk, "finding", do, said=_("已上报，等服务顾问取得客户答复。"))


@policy(Perm.REQUEST_DIAGNOSIS)
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """The expert is asked; the job may wait for the answer."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        facts.pop("version")
        return consults.ask_expert(order=job.order, job=job, version=None, **f.values, **facts)

    return _act(request, pk, "ask", do, said=_("已请求技术支援，解答后会响铃通知您。"))


@policy(Perm.ADD_FINDING)
@require_POST
def voice(request: Request, pk: int) -> HttpResponse:
    """A spoken note."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        facts.pop("version")
        return readings.leave_voice(job=job, sound=f.cleaned_data["sound"], **facts)

    return _act(request, pk, "voice", do, said=_("语音已保存，服务顾问可以听到。"))


@policy(Perm.ADD_TESTRECORD)
@require_POST
def reading(request: Request, pk: int) -> HttpResponse:
    """A value was measured."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        return readings.take_reading(job=job, **f.values, **facts)

    return _act(request, pk, "reading", do, said=_("检测数据已保存。"))


@policy(Perm.CLOCK_JOB)
@require_POST
def part(request: Request, pk: int) -> HttpResponse:
    """A part is asked of the store."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        given = f.cleaned_data
        return work.ask_for_part(job=job, part=given["code"], quantity=given["quantity"], **facts)

    return _act(request, pk, "part", do, said=_("已向仓库申请。"))


@policy(Perm.CLOCK_JOB)
@require_POST
def fit(request: Request, pk: int, line_pk: int) -> HttpResponse:
    """So much of a part is in the car."""
    row = job_of(request, pk).part_lines.filter(pk=line_pk).first()
    if row is None:
        raise Http404

    def do(f: Any, job: Job, facts: Facts) -> object:
        return work.fit_part(job=job, line=row, quantity=f.cleaned_data["quantity"], **facts)

    return _act(request, pk, f"fit{line_pk}", do, kind=forms.FitForm)


@policy(Perm.SELF_CHECK_JOB)
@require_POST
def finish(request: Request, pk: int) -> HttpResponse:
    """Done and checked by the one who did it."""

    def do(f: Any, job: Job, facts: Facts) -> object:
        seen = {"checklist": f.standard.checklist, "photos": f.photos}
        return inspection.self_check(job=job, items=f.checked, **seen, **facts)

    return _act(request, pk, "finish", do, said=_("已完工自检，交下道检验。"))


def _act(
    request: Request,
    pk: int,
    name: str,
    act: Callable[[Any, Job, Facts], object],
    *,
    kind: type[forms.PhoneForm] | None = None,
    said: str = "",
) -> HttpResponse:
    """Check the form of one step, take it, and come back to the job.

    What the page sends from its queue is answered in data: done, or why not.
    """
    other = of_another(request)
    if other is not None:
        return other
    row, queued = job_of(request, pk), is_queued(request)
    form = form_of(request, row, name, kind=kind)

    def do(f: Any) -> object:
        by = tapped(request.access, f.tapped)
        result = act(f, row, {"by": by, "version": f.row_version})
        note_late(request, name, f, row)
        return result

    def done(result: object) -> str:
        if said and not queued:
            messages.success(request, said)
        return reverse("workorders:job", args=[pk])

    def show(f: Any, status: int) -> HttpResponse:
        return refused(f, status) if queued else job_page(request, row, status, **{name: f})

    answer = submit(request, form, do=do, page=show, done=done)
    return answered(answer) if queued else answer


def note_late(request: Request, name: str, form: forms.PhoneForm, job: Job | None) -> None:
    """Keep both times of an act that came later than it was tapped."""
    moment = form.tapped
    if moment is None:
        return
    clocking.note_late(
        by=request.access,
        act=name[:20],
        job=job,
        tapped_at=min(moment, request.access.now),
        key=str(form.cleaned_data["operation_key"]),
    )
