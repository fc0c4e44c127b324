"""Units and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import path

from apps.core.policy import policy
from apps.org.admin.arranging import arrange_view
from apps.org.admin.opening import open_view
from apps.org.admin_site import SEEN, AccessModelAdmin, site
from apps.org.models import OrgUnit, Staff
from apps.org.permissions import Perm
from apps.org.services.staffing import change_staff, register_staff

if TYPE_CHECKING:
    from apps.core.requests import Request


class OrgUnitAdmin(AccessModelAdmin):
    """Names, addresses and headcount; posts, moves and new stores have pages of their own."""

    change_form_template = "admin/org/unit.html"
    change_list_template = "admin/org/units.html"
    perms = {"view": Perm.VIEW_ORGUNIT, "change": Perm.CHANGE_ORGUNIT}
    list_display = ("name", "kind", "function", "headcount", "code", "closed_at")
    search_fields = ("name", "name_en", "code")
    list_filter = ("kind",)
    facts = (
        "name",
        "name_en",
        "headcount",
        "duties_text",
        "duties_text_en",
        "legal_name",
        "credit_code",
        "address",
        "phone",
    )

    def get_urls(self) -> list[Any]:
        """The standard pages, the arranging of a unit and the opening of a store."""
        arrange = policy(Perm.CHANGE_ORGUNIT)(self.admin_site.admin_view(arrange_view))
        opens = policy(Perm.ADD_STORE)(self.admin_site.admin_view(open_view))
        return [
            path("open/", opens, name="org_orgunit_open"),
            path("<int:pk>/arrange/", arrange, name="org_orgunit_arrange"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        """The list, with the opening of a store for those who may."""
        opens = {"opens": request.access.can(Perm.ADD_STORE)}
        return super().changelist_view(request, opens | (extra_context or {}))


class StaffAdmin(AccessModelAdmin):
    """Persons and the unit they belong to; posts come from tenures."""

    perms = {"view": Perm.VIEW_STAFF, "change": Perm.CHANGE_STAFF, "add": Perm.CHANGE_STAFF}
    list_display = ("name", "staff_no", "unit", "is_active")
    list_select_related = ("unit",)
    search_fields = ("name", "name_pinyin", "name_initials", "staff_no")
    facts = ("staff_no", "name", "unit")

    def save_model(self, request: Request, obj: Any, form: Any, change: bool) -> None:  # type: ignore[override]
        """Write through the same services as the page of the person."""
        facts = {name: form.cleaned_data[name] for name in self.facts}
        if change:
            version = form.cleaned_data.get(SEEN)
            change_staff(by=request.access, staff=obj, version=version, **facts)
        else:
            obj.pk = register_staff(by=request.access, phone="", **facts).pk


site.register(OrgUnit, OrgUnitAdmin)
site.register(Staff, StaffAdmin)
