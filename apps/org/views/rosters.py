"""The roster of a week, and the skills and permits of people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.clock import business_day
from apps.core.forms import ReachChoiceField, ServiceForm
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org import qualifications
from apps.org.models import Staff
from apps.org.permissions import Perm
from apps.org.selectors import roster as read
from apps.org.services import rosters as services

if TYPE_CHECKING:
    from apps.core.requests import Request

ROWS = 40
SOON = 20


class PermitForm(ServiceForm):
    """A certificate of a person with its end."""

    staff = ReachChoiceField(
        Staff.objects.filter(is_active=True).order_by("unit__path", "name_pinyin"),
        perm=Perm.CHANGE_SKILL,
        label=gettext_lazy("人员"),
    )
    permit = forms.ChoiceField(label=gettext_lazy("证件"))
    number = forms.CharField(label=gettext_lazy("编号"), max_length=40)
    valid_until = forms.DateField(
        label=gettext_lazy("有效期至"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        choices = forms.ChoiceField(choices=list(qualifications.permits().items()))
        self.fields["permit"].choices = choices.choices  # type: ignore[attr-defined]


@policy(Perm.VIEW_ROSTER)
@require_http_methods(["GET", "POST"])
def roster(request: Request) -> HttpResponse:
    """The week as a grid; posted to, every changed cell at once."""
    monday = _monday(request)
    if request.method == "GET":
        return _week(request, monday, ServiceForm(access=request.access))
    return submit(
        request,
        ServiceForm(request.POST, access=request.access),
        do=lambda _f: services.plan_roster(by=request.access, cells=_cells(request, monday)),
        page=lambda f, status: _week(request, monday, f, status),
        done=lambda n: _said(
            request,
            monday,
            ngettext("已保存 %(n)d 个班次。", "已保存 %(n)d 个班次。", n) % {"n": n},
        ),
    )


@policy(Perm.CHANGE_ROSTER)
@require_POST
def roster_copy(request: Request) -> HttpResponse:
    """Empty days get the shifts of the week before."""
    monday = _monday(request)
    people = read.people(request.access, Perm.CHANGE_ROSTER)[: read.MOST]
    return submit(
        request,
        ServiceForm(request.POST, access=request.access),
        do=lambda _f: services.copy_week(by=request.access, people=people, monday=monday),
        page=lambda f, status: _week(request, monday, f, status),
        done=lambda n: _said(
            request,
            monday,
            ngettext("已复制 %(n)d 个班次。", "已复制 %(n)d 个班次。", n) % {"n": n},
        ),
    )


@policy(Perm.CHANGE_SKILL)
@require_http_methods(["GET", "POST"])
def skills(request: Request) -> HttpResponse:
    """Levels of every kind of work by person; posted to, every changed level at once."""
    form = ServiceForm(request.POST or None, access=request.access)
    if request.method == "GET":
        return _skills(request, ServiceForm(access=request.access))
    return submit(
        request,
        form,
        do=lambda _f: services.set_skills(by=request.access, levels=_levels(request)),
        page=lambda f, status: _skills(request, f, status),
        done=lambda _n: _kept(request, _("技能已保存。")),
    )


@policy(Perm.CHANGE_SKILL)
@require_POST
def permit(request: Request) -> HttpResponse:
    """A certificate, new or renewed."""
    return submit(
        request,
        PermitForm(request.POST, access=request.access),
        do=lambda f: services.save_permit(by=request.access, **f.values),
        page=lambda f, status: _skills(request, ServiceForm(access=request.access), status, f),
        done=lambda row: _kept(request, _("已登记%(who)s的证件。") % {"who": row.staff}),
    )


def _saved(n: int) -> str:
    return ngettext("已保存 %(n)d 个班次。", "已保存 %(n)d 个班次。", n) % {"n": n}


def _copied(n: int) -> str:
    return ngettext("已复制 %(n)d 个班次。", "已复制 %(n)d 个班次。", n) % {"n": n}


def _week(request: Request, monday: dt.date, form: ServiceForm, status: int = 200) -> HttpResponse:
    store = request.access.store
    known = read.patterns(monday, store.pk if store else None)
    week = dt.timedelta(days=read.DAYS)
    context = {
        "lines": read.week_of(request.access, monday),
        "days": [monday + n * read.DAY for n in range(read.DAYS)],
        "monday": monday,
        "previous": monday - week,
        "next": monday + week,
        "today": business_day(request.access.now),
        "patterns": [(code, read.pattern_words(code), *hours) for code, hours in known.items()],
        "codes": list(known),
        "may_change": request.access.can(Perm.CHANGE_ROSTER),
        "form": form,
    }
    return page(request, "org/roster.html", context, status=status)


def _skills(
    request: Request, form: ServiceForm, status: int = 200, permit_form: PermitForm | None = None
) -> HttpResponse:
    found = BoundedPaginator(read.skilled(request.access), ROWS).get_page(request.GET.get("page"))
    kinds = qualifications.permits()
    context = {
        "page": found,
        "rows": [
            (p, read.skill_cells(p), [(kinds.get(x.permit, x.permit), x) for x in p.permits.all()])
            for p in found
        ],
        "kinds": list(qualifications.skills().values()),
        "levels": range(services.HIGHEST + 1),
        "expiring": [
            (kinds.get(x.permit, x.permit), x)
            for x in read.expiring(request.access, request.access.now)[:SOON]
        ],
        "today": business_day(request.access.now),
        "form": form,
        "permit_form": permit_form or PermitForm(access=request.access),
    }
    return page(request, "org/skills.html", context, status=status)


def _cells(request: Request, monday: dt.date) -> list[tuple[Staff, dt.date, str, str]]:
    """The cells of the people in reach that were sent, with what was seen and what is wanted."""
    post, found = request.POST, []
    for staff in read.people(request.access, Perm.CHANGE_ROSTER)[: read.MOST]:
        for n in range(read.DAYS):
            day = monday + n * read.DAY
            name = f"cell-{staff.pk}-{day:%Y%m%d}"
            if name in post:
                found.append((staff, day, post.get(f"was-{name}", ""), post[name].strip()))
    return found


def _levels(request: Request) -> list[tuple[Staff, str, int, int]]:
    post, found = request.POST, []
    for staff in read.skilled(request.access)[: read.MOST]:
        for name, _label, _level in read.skill_cells(staff):
            if post.get(name, "").isdigit():
                seen = post.get(f"was-{name}", "0")
                was = int(seen) if seen.isdigit() else 0
                found.append((staff, name.split("-", 2)[2], was, int(post[name])))
    return found


def _monday(request: Request) -> dt.date:
    try:
        asked = parse_date(request.GET.get("week", ""))
    except ValueError:
        asked = None
    return read.monday_of(asked or business_day(request.access.now))


def _said(request: Request, monday: dt.date, words: str) -> str:
    messages.success(request, words)
    return f"{reverse('org:roster')}?week={monday:%Y-%m-%d}"


def _kept(request: Request, words: str) -> str:
    messages.success(request, words)
    return reverse("org:skills")
