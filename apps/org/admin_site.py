"""The admin for those whose duties maintain organisation, staff and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from apps.core.forms import KEY, VERSION, ServiceForm
from apps.core.policy import Policy, policy_of
from apps.org.permissions import Perm
from apps.org.reach import ReachSpec
from apps.org.selectors.acts import acts_on
from apps.org.services.editing import save_edited

if TYPE_CHECKING:
    from django.db import models

    from apps.core.capabilities import CapabilityEnum
    from apps.core.requests import Request

DOORS = (
    Perm.CHANGE_ORGUNIT,
    Perm.DRAFT_POSITIONREVISION,
    Perm.REVIEW_POSITIONREVISION,
    Perm.APPROVE_POSITIONREVISION,
    Perm.ROLLOUT_POSITION,
    Perm.CHANGE_STAFF,
    Perm.APPROVE_TENURE,
    Perm.VIEW_AUDIT,
)

SEEN = "seen_version"


class AccessAdminSite(admin.AdminSite):
    """Django's admin behind our own rights; being staff or superuser opens nothing."""

    site_header = _("组织与设置")
    site_title = _("组织与设置")
    index_title = _("维护")

    def has_permission(self, request: Request) -> bool:  # type: ignore[override]  # our request
        """Whether any duty of the person is done in the admin."""
        return request.user.is_authenticated and any(request.access.can(p) for p in DOORS)

    def get_urls(self) -> list[Any]:
        """The addresses we keep, each stamped with the policy that middleware and guard read."""
        kept = [entry for entry in super().get_urls() if _is_kept(entry)]
        for entry in kept:
            _stamp(entry)
        return kept


# Signing in and passwords have pages of their own; the rest would pass by our rights.
_DROPPED = {
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "autocomplete",
    "view_on_site",
}


def _is_kept(entry: Any) -> bool:
    return getattr(entry, "name", "") not in _DROPPED and str(entry.pattern) != "(?P<url>.*)$"


def _stamp(entry: Any) -> None:
    for inner in getattr(entry, "url_patterns", ()):
        _stamp(inner)
    if getattr(entry, "callback", None) is not None:
        entry.callback.access_policy = policy_of(entry.callback) or Policy(perms=DOORS)


class AccessModelForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Carries key and version; a stale version is reported beside the typed text."""

    operation_key = ServiceForm.base_fields[KEY]
    seen_version = ServiceForm.base_fields[VERSION]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[SEEN] = getattr(self.instance, "version", None)

    def clean(self) -> dict[str, Any]:
        """Refuse what was typed over somebody else's change."""
        cleaned = super().clean() or {}
        seen = cleaned.get(SEEN)
        if self.instance.pk and seen is not None and seen != self.instance.version:
            raise forms.ValidationError(_("这一行在您打开页面之后被别人改过，请核对后再保存。"))
        return cleaned


class AccessModelAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows, choices and buttons by access; writes through a service; nothing is deleted.

    ``perms`` maps view, change and add to the capability each asks; a missing one is never
    allowed.  ``facts`` are the fields the form shows.
    """

    form = AccessModelForm
    facts: tuple[str, ...] = ()
    actions = None
    perms: dict[str, CapabilityEnum] = {}

    def get_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        """The facts, and the hidden key and version."""
        return (KEY, SEEN, *self.facts)

    def get_queryset(self, request: Request) -> models.QuerySet[Any]:  # type: ignore[override]
        """The rows the person may view."""
        rows: models.QuerySet[Any] = request.access.limit_reach(
            super().get_queryset(request), self.perms["view"]
        )
        return rows

    def _may(self, request: Request, deed: str, obj: Any = None) -> bool:
        perm = self.perms.get(deed)
        if perm is None or not request.access.can(perm):
            return False
        return obj is None or request.access.may(perm, obj)

    def has_module_permission(self, request: Request) -> bool:  # type: ignore[override]
        """Whether the model appears at all."""
        return self._may(request, "view")

    def has_view_permission(self, request: Request, obj: Any = None) -> bool:  # type: ignore[override]
        """Whether the row may be looked at."""
        return self._may(request, "view", obj)

    def has_change_permission(self, request: Request, obj: Any = None) -> bool:  # type: ignore[override]
        """Whether the row may be changed."""
        return self._may(request, "change", obj)

    def has_add_permission(self, request: Request) -> bool:  # type: ignore[override]
        """Whether a row may be added; where it may lie is checked on saving."""
        return self._may(request, "add")

    def has_delete_permission(self, request: Request, obj: Any = None) -> bool:  # type: ignore[override]
        """Never: rows are ended, not deleted."""
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Offer only rows the person sees."""
        target = db_field.related_model
        if isinstance(getattr(target, "reach", None), ReachSpec):
            kwargs["queryset"] = request.access.limit_reach(target._default_manager.all(), None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The plain field, without links into other rows beside it."""
        found = super().formfield_for_dbfield(db_field, request, **kwargs)
        if found is not None and isinstance(found.widget, RelatedFieldWidgetWrapper):
            found.widget = found.widget.widget
        return found

    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        """The list under the name of what it lists."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The form under the name of its row."""
        if context.get("original") is not None:
            context |= {"title": str(context["original"]), "subtitle": self.opts.verbose_name}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: Request, obj: Any, form: Any, change: bool) -> None:  # type: ignore[override]
        """Write through the service, under the right of the deed."""
        values = {n: form.cleaned_data[n] for n in form.changed_data if n not in {KEY, SEEN}}
        saved = save_edited(
            by=request.access,
            row=obj,
            values=values,
            perm=self.perms["change" if change else "add"],
            version=form.cleaned_data.get(SEEN) if change else None,
        )
        obj.pk = saved.pk

    def get_urls(self) -> list[Any]:
        """List, add, change and our history; Django's own deletion page is not mounted."""
        gone = f"{self.opts.app_label}_{self.opts.model_name}_delete"
        return [u for u in super().get_urls() if getattr(u, "name", None) not in {gone, None}]

    def in_reach(self, request: Request, object_id: str) -> Any:
        """The row when the person may view it, else Http404."""
        return request.access.get(self.model._default_manager, self.perms["view"], pk=object_id)

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> Any:
        """Who changed what, from our own records; read only."""
        row = self.in_reach(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("变更记录：%s") % row,
            "acts": acts_on(row, request.access, full=False, before=request.GET.get("before", "")),
            "object": row,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/history.html", context)

    def log_addition(self, *_args: Any) -> None:  # type: ignore[override]  # writes no log
        """Our own history records it."""

    def log_change(self, *_args: Any) -> None:  # type: ignore[override]  # writes no log
        """Our own history records it."""


site = AccessAdminSite(name="admin")
