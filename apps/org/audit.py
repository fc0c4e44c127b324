"""Contact data of staff, the ledgers and files of this app, and what a story is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps as installed
from django.utils.translation import gettext_lazy as _

from apps.core.exports import ExportKind, describe
from apps.core.field_policy import contact
from apps.core.records import ledger, story
from apps.org.models import OrgUnit, Position
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from django.db import models


def _named(model: type[models.Model], key: str) -> str:
    row = model._default_manager.filter(pk=key).first() if key.isdigit() else None
    return str(row or key)


def _room(code: str) -> str:
    found = installed.app_configs.get(code)
    return str(found.verbose_name) if found else code


contact("org.Staff", Perm.VIEW_STAFF, phone="phone")
ledger("org.ContactReveal", tenure="tenure_id", request="request_id")
ledger("org.PlaceChange", request="request_id")
ledger("org.SignIn", user="user_id", written_once=False)  # kept for a time, then dropped
story("org.Staff", "tenures", "skills", "permits", "absences")
story("org.Position", "revisions", "revisions__duties", "revisions__duties__grants", "posts")
story("org.PositionRevision", "duties", "duties__grants")
story("org.Post", "tenures")
describe(
    ExportKind(
        "org.whocan",
        _("权限矩阵"),
        {
            "store": (_("门店"), lambda key: _named(OrgUnit, key)),
            "room": (_("模块"), _room),
            "position": (_("岗位"), lambda key: _named(Position, key)),
        },
    )
)
