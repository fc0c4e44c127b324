"""Editions of job descriptions: the list, the draft, and the one page each edition has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.refusals import Denied
from apps.core.responses import page, submit
from apps.core.ui.marks import state
from apps.core.ui.values import day
from apps.org.admin.edition_page import edition_page
from apps.org.admin.revision_forms import ActForm, DraftForm, FactsForm
from apps.org.admin.rollout import rollout_view
from apps.org.admin_site import AccessModelAdmin, site
from apps.org.models import Position, PositionRevision
from apps.org.permissions import Perm
from apps.org.services import revising

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from apps.core.capabilities import CapabilityEnum
    from apps.core.requests import Request

SIGNING = (
    Perm.DRAFT_POSITIONREVISION,
    Perm.REVIEW_POSITIONREVISION,
    Perm.APPROVE_POSITIONREVISION,
)
WIDTH = 40  # characters of the words of change in a list


class StoreFilter(admin.SimpleListFilter):
    """By whose set of positions it is."""

    title = _("门店")
    parameter_name = "store"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        """The owners in sight, where there are several."""
        owners = {r.owner_id: r.owner for r in _positions(request)}
        named = sorted(owners.values(), key=lambda o: o.path)
        return [(str(o.pk), str(o)) for o in named] if len(named) > 1 else []

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The editions of one owner."""
        chosen = self.value()
        return queryset.filter(position__owner=chosen) if (chosen or "").isdigit() else queryset


class PositionFilter(admin.SimpleListFilter):
    """By the position, in all stores."""

    title = _("岗位")
    parameter_name = "code"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        """The positions in sight, each once."""
        return list({r.code: (r.code, str(r)) for r in _positions(request)}.values())

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The editions of one position."""
        chosen = self.value()
        return queryset.filter(position__code=chosen) if chosen else queryset


def _positions(request: Request) -> list[Position]:
    """The positions whose editions the person handles; asked once a request."""
    known: list[Position] | None = getattr(request, "positions_in_sight", None)
    if known is None:
        rows = request.access.limit_reach(Position.objects.select_related("owner"), None)
        known = list(rows.order_by("base", "owner__path", "pk"))
        request.positions_in_sight = known  # type: ignore[attr-defined]  # kept for two filters
    return known


class PositionRevisionAdmin(AccessModelAdmin):
    """Everything about an edition goes through the services of revising; nothing is saved here."""

    change_list_template = "admin/org/editions.html"
    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_display = (
        "named",
        "edition",
        "stands",
        "words",
        "drafter",
        "reviewer",
        "approver",
        "begins",
    )
    list_select_related = ("position__owner", "drafted_by", "reviewed_by", "approved_by")
    list_filter = ("state", StoreFilter, PositionFilter)
    search_fields = (
        "position__name",
        "position__name_en",
        "position__code",
        "document_no",
        "change",
    )
    ordering = ("-pk",)

    @admin.display(description=_("岗位"), ordering="position__name")
    def named(self, row: PositionRevision) -> str:
        """Whose position it is about."""
        return f"{row.position.owner} · {row.position}"

    @admin.display(description=_("状态"), ordering="state")
    def stands(self, row: PositionRevision) -> str:
        """Its state with its mark."""
        return state(row)

    @admin.display(description=_("起草"))
    def drafter(self, row: PositionRevision) -> str:
        """Who drafted it."""
        return str(row.drafted_by or "—")

    @admin.display(description=_("审核"))
    def reviewer(self, row: PositionRevision) -> str:
        """Who reviewed it."""
        return str(row.reviewed_by or "—")

    @admin.display(description=_("批准"))
    def approver(self, row: PositionRevision) -> str:
        """Who approved it."""
        return str(row.approved_by or "—")

    @admin.display(description=_("生效"), ordering="effective_from")
    def begins(self, row: PositionRevision) -> str:
        """When it comes into force."""
        return day(row.effective_from)

    @admin.display(description=_("修订内容"))
    def words(self, row: PositionRevision) -> str:
        """The words of change, cut to the width of the list."""
        return Truncator(row.change).chars(WIDTH)

    def get_queryset(self, request: Request) -> QuerySet[Any]:  # type: ignore[override]  # our request
        """The editions somebody drafts, reviews or approves."""
        rows: QuerySet[Any] = request.access.limit_reach(PositionRevision.objects.all(), None)
        return rows.order_by("-pk")

    def _may(self, request: Request, deed: str, obj: Any = None) -> bool:
        deeds: dict[str, tuple[CapabilityEnum, ...]] = {"view": SIGNING, "add": SIGNING[:1]}
        return any(request.access.can(p) for p in deeds.get(deed, ())) and (
            obj is None or request.access.sees(obj)
        )

    def get_urls(self) -> list[Any]:
        """The standard pages, the acts on an edition and the rolling out of standard texts."""
        return [
            path("rollout/", _only(rollout_view), name="org_positionrevision_rollout"),
            path(
                "<int:pk>/act/",
                self.admin_site.admin_view(self.act),
                name="org_positionrevision_act",
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        """The list, with the acts that start from it."""
        access = request.access
        allowed = {
            "drafts": access.can(Perm.DRAFT_POSITIONREVISION),
            "rolls_out": access.can(Perm.ROLLOUT_POSITION),
        }
        return super().changelist_view(request, allowed | (extra_context or {}))

    def add_view(self, request: Request, form_url: str = "", extra_context: Any = None) -> Any:  # type: ignore[override]  # our request
        """A draft of the next edition, from the one in force or an earlier one."""
        if not request.access.can(Perm.DRAFT_POSITIONREVISION):
            raise Denied(Perm.DRAFT_POSITIONREVISION)
        asked = request.POST if request.method == "POST" else request.GET
        position = _asked_position(request, asked.get("position", ""))
        form = DraftForm(
            request.POST or None,
            access=request.access,
            position=position,
            initial={"based_on": request.GET.get("based_on", "")},
        )

        def shown(form: DraftForm, status: int = 200) -> HttpResponse:
            context = {"title": _("起草修订"), "form": form, "position": position}
            return page(request, "admin/org/draft.html", context, status=status)

        if request.method != "POST":
            return shown(form)
        return submit(
            request,
            form,
            do=lambda f: revising.draft_revision(by=request.access, **f.values),
            page=shown,
            done=_address,
        )

    def change_view(  # type: ignore[override]  # our request
        self, request: Request, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The edition with its facts, duties, difference and impact; its facts are saved here."""
        revision = self.in_reach(request, object_id)
        if request.method != "POST":
            return edition_page(request, revision)
        return submit(
            request,
            FactsForm(request.POST, access=request.access, revision=revision),
            do=lambda f: revising.edit_revision(
                by=request.access, revision=revision, version=f.row_version, values=f.values
            ),
            page=lambda f, status: edition_page(request, revision, facts=f, status=status),
            done=_address,
        )

    def act(self, request: Request, pk: int) -> HttpResponse:
        """One step: submit, return, review, look again, approve or withdraw."""
        revision = self.in_reach(request, str(pk))
        if request.method != "POST":
            return HttpResponse(status=405)
        return submit(
            request,
            ActForm(request.POST, access=request.access),
            do=lambda f: _act(request, revision, f),
            page=lambda f, status: edition_page(request, revision, act=f, status=status),
            done=_address,
        )

    def in_reach(self, request: Request, object_id: str) -> PositionRevision:
        """The edition when the person sees it, else Http404."""
        rows = self.get_queryset(request).select_related(
            "position__owner", "reports_to", "text_of", "based_on", "rolled_out_from"
        )
        found: PositionRevision | None = (
            rows.filter(pk=object_id).first() if object_id.isdigit() else None
        )
        if found is None:
            raise Http404
        return found


_ACTS: dict[str, Callable[..., PositionRevision]] = {
    "submit": revising.submit_revision,
    "review": revising.review_revision,
    "return": revising.return_revision,
    "look": revising.second_look,
    "approve": revising.approve_revision,
    "withdraw": revising.withdraw_revision,
}
_TAKES = {
    "return": ("reason",),
    "look": ("reason",),
    "withdraw": ("reason",),
    "approve": ("effective_from", "supersede"),
}


def _act(request: Request, revision: PositionRevision, form: ActForm) -> PositionRevision:
    step = form.values["action"]
    if step not in _ACTS:
        raise Http404
    facts = {name: form.values[name] for name in _TAKES.get(step, ())}
    return _ACTS[step](by=request.access, revision=revision, version=form.row_version, **facts)


def _asked_position(request: Request, key: str) -> Position | None:
    rows = Position.objects.select_related("owner")
    reached = request.access.limit_reach(rows, Perm.DRAFT_POSITIONREVISION)
    found: Position | None = reached.filter(pk=key).first() if key.isdigit() else None
    return found


def _address(revision: PositionRevision) -> str:
    return reverse("admin:org_positionrevision_change", args=[revision.pk])


def _only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Through the door of the admin, for those who roll standard texts out."""
    guarded: Callable[..., HttpResponse] = site.admin_view(view)
    return policy(Perm.ROLLOUT_POSITION)(guarded)


site.register(PositionRevision, PositionRevisionAdmin)
