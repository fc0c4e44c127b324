"""What payers who do not pay at the counter owe: by age, received, reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.clock import business_day
from apps.core.figures_text import day_text, money_text
from apps.core.money import ZERO
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.choices import Payer
from apps.workorders.forms.money import ReceiptForm, RemindForm
from apps.workorders.models import Receipt, Receivable, ReceivableReminder
from apps.workorders.permissions import Perm
from apps.workorders.prices import BY_MAKER
from apps.workorders.selectors.figures import figure
from apps.workorders.services import receipts
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from django.http import HttpResponse

    from apps.core.requests import Request

AGES = "workorders.ageing_days"
MOST_AT_ONCE = 60


@policy(Perm.VIEW_RECEIVABLE)
@require_GET
def receivables(request: Request) -> HttpResponse:
    """Open receivables by payer and age, the oldest first."""
    rows = _open(request, Perm.VIEW_RECEIVABLE)
    sums = rows.order_by("payer").values("payer")
    payers = [
        {**s, "label": Payer(s["payer"]).label}
        for s in sums.annotate(open=Sum("open_amount"), count=Count("pk"), oldest=Min("posted_at"))
    ]
    chosen = _of_party(request, rows)
    shown = paged(request, chosen.order_by("posted_at", "pk"))
    for row in shown:
        row.age_days = (request.access.now - row.posted_at).days
    access = request.access
    context = {
        "payers": payers,
        "payer": request.GET.get("payer", ""),
        "customer": request.GET.get("customer", ""),
        "rows": shown,
        "total": sum(p["open"] for p in payers),
        "ages": _ages(request, chosen),
        "may_receive": access.can(Perm.RECONCILE_RECEIVABLE),
        "may_remind": access.can(Perm.REMIND_RECEIVABLE),
        "reminders": ReceivableReminder.objects.visible_to(access, Perm.VIEW_RECEIVABLE)
        .select_related("by", "customer")
        .all()[:5],
        "receipts": Receipt.objects.visible_to(access, Perm.VIEW_RECEIVABLE).select_related(
            "received_by"
        )[:5],
    }
    return page(request, "workorders/receivables.html", context)


@policy(Perm.RECONCILE_RECEIVABLE)
@require_http_methods(["GET", "POST"])
def receipt(request: Request) -> HttpResponse:
    """Book one sum against several receivables of one payer."""
    rows = _open(request, Perm.RECONCILE_RECEIVABLE).exclude(payer__in=BY_MAKER)
    owed = list(_of_party(request, rows).order_by("posted_at", "pk")[:MOST_AT_ONCE])

    def show(form: ReceiptForm, status: int) -> HttpResponse:
        context = {"form": form, "rows": [(r, form[f"share_{r.pk}"]) for r in owed]}
        return page(request, "workorders/receipt.html", context, status=status)

    if request.method == "GET":
        initial = {f"share_{r.pk}": r.open_amount for r in owed}
        initial |= {"amount": sum((r.open_amount for r in owed), ZERO), "method": "transfer"}
        return show(ReceiptForm(access=request.access, owed=owed, initial=initial), 200)
    return submit(
        request,
        ReceiptForm(request.POST, access=request.access, owed=owed),
        do=lambda f: receipts.take_receipt(by=request.access, **f.values),
        page=show,
        done=lambda _: reverse("workorders:receivables"),
    )


@policy(Perm.REMIND_RECEIVABLE)
@require_http_methods(["GET", "POST"])
def remind(request: Request) -> HttpResponse:
    """A reminder to paste, and the record that it went out."""
    rows = _of_party(request, _open(request, Perm.REMIND_RECEIVABLE))
    owed = list(rows.order_by("posted_at", "pk")[:MOST_AT_ONCE])

    def show(form: RemindForm, status: int) -> HttpResponse:
        context = {"form": form, "rows": owed, "total": sum(r.open_amount for r in owed)}
        return page(request, "workorders/remind.html", context, status=status)

    if request.method == "GET":
        initial = {"way": "wechat", "text": _letter(request, owed)}
        return show(RemindForm(access=request.access, initial=initial), 200)
    return submit(
        request,
        RemindForm(request.POST, access=request.access),
        do=lambda f: receipts.remind(by=request.access, rows=owed, **f.values),
        page=show,
        done=lambda _: reverse("workorders:receivables"),
    )


def _open(request: Request, perm: Perm) -> Any:
    rows = Receivable.objects.visible_to(request.access, perm).filter(open_amount__gt=0)
    return rows.select_related("order__visit", "bucket", "customer", "store")


def _of_party(request: Request, rows: Any) -> Any:
    """Those of the payer, or of the customer, the address asks for."""
    payer, customer = request.GET.get("payer", ""), request.GET.get("customer", "")
    if payer in Payer.values:
        rows = rows.filter(payer=payer)
    return rows.filter(customer=customer) if customer.isdigit() else rows


def _ages(request: Request, rows: Any) -> list[dict[str, Any]]:
    """What is open by its age in days."""
    day = business_day(request.access.now)
    steps = [int(n) for n in figure(AGES, day)]
    found = [{"words": _age_words(a, b), "sum": ZERO} for a, b in _spans(steps)]
    for posted_at, amount in rows.values_list("posted_at", "open_amount"):
        age = (request.access.now - posted_at).days
        place = sum(age > step for step in steps)
        found[place]["sum"] += amount
    return found


def _spans(steps: list[int]) -> Iterable[tuple[int, int | None]]:
    starts = [0, *(n + 1 for n in steps)]
    return zip(starts, [*steps, None], strict=True)


def _age_words(first: int, last: int | None) -> str:
    if last is None:
        return _("%(n)d 天以上") % {"n": first}
    return _("%(a)d–%(b)d 天") % {"a": first, "b": last}


def _letter(request: Request, owed: list[Receivable]) -> str:
    """The text of a reminder: who owes what since when, to paste as it is."""
    if not owed:
        return ""
    first, total = owed[0], sum((r.open_amount for r in owed), ZERO)
    lines = [_line(row.posted_at, row) for row in owed[:10]]
    name = first.customer.name if first.customer else str(first.get_payer_display())
    return _(
        "%(name)s您好：截至 %(day)s，贵方在%(store)s尚有 %(total)s 未付，明细如下：\n"
        "%(lines)s\n请核对并尽快安排付款，谢谢。"
    ) % {
        "name": name,
        "day": day_text(request.access.now),
        "store": first.store.name,
        "total": money_text(total),
        "lines": "\n".join(lines),
    }


def _line(posted_at: Any, row: Receivable) -> str:
    amount: Decimal = row.open_amount
    return f"{day_text(posted_at)} {row.order.visit.plate_no} {row.order} {money_text(amount)}"
