"""Registers the app `org` with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrgConfig(AppConfig):
    """Units, people, positions and the engine that turns duties into rights."""

    name = "apps.org"
    label = "org"
    verbose_name = _("组织")

    def ready(self) -> None:
        """Let permission rows follow the capabilities, and the admin know what it maintains."""
        from apps.org.guarding import write_guards  # noqa: PLC0415  # as below
        from apps.org.permission_rows import write_permissions  # noqa: PLC0415  # needs the models

        post_migrate.connect(write_permissions, sender=self, dispatch_uid="org.permissions")
        post_migrate.connect(write_guards, sender=self, dispatch_uid="org.guards")
        autodiscover_modules("admin", "inbox", "machines")
        from apps.core import navigation  # noqa: PLC0415  # after the apps are ready
        from apps.org import sessions  # noqa: F401, PLC0415  # joins the signals of signing in
        from apps.org.admin_site import DOORS  # noqa: PLC0415  # needs the models
        from apps.org.authority import asking_rights  # noqa: PLC0415  # names other apps' rights
        from apps.org.permissions import Perm  # noqa: PLC0415  # read by core first

        sight = (Perm.VIEW_ORGUNIT,)
        navigation.register(
            navigation.Entry(_("组织"), "org:chart", sight, icon="sitemap", order=800)
        )
        navigation.register(
            navigation.Entry(
                pgettext_lazy("menu", "审批"),
                "org:requests",
                asking_rights(),
                icon="gavel",
                order=25,
            )
        )
        tenures = (Perm.PROPOSE_TENURE, Perm.APPROVE_TENURE, Perm.END_TENURE)
        navigation.register(
            navigation.Entry(_("任职"), "org:tenures", tenures, icon="id-badge-2", order=801)
        )
        reads = (Perm.VIEW_AUDIT,)
        navigation.register(
            navigation.Entry(_("审计"), "org:audit", reads, icon="history", order=810)
        )
        away = (Perm.RECORD_ABSENCE,)
        navigation.register(
            navigation.Entry(_("缺勤"), "org:absences", away, icon="calendar-time", order=802)
        )
        navigation.register(
            navigation.Entry(
                _("排班"), "org:roster", (Perm.VIEW_ROSTER,), icon="calendar-event", order=803
            )
        )
        navigation.register(
            navigation.Entry(
                _("技能与证件"), "org:skills", (Perm.CHANGE_SKILL,), icon="certificate", order=804
            )
        )
        navigation.register(
            navigation.Entry(
                _("公用设备"),
                "org:stations",
                (Perm.CHANGE_STATION,),
                icon="device-desktop",
                order=805,
            )
        )
        entry = navigation.Entry(_("组织与设置"), "admin:index", DOORS, icon="settings", order=900)
        navigation.register(entry)
