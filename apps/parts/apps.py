"""Registers the app `parts` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartsConfig(AppConfig):
    """Catalogue, stock ledger, reservations, purchasing, counting and sales of parts."""

    name = "apps.parts"
    label = "parts"
    verbose_name = _("配件")

    def ready(self) -> None:
        """Put the room's queues, figures and pages on the map."""
        from apps.core.navigation import Entry, register  # noqa: PLC0415  # needs the registry
        from apps.parts import inbox, kpis, requests  # noqa: F401, PLC0415  # they need the models
        from apps.parts.permissions import Perm  # noqa: PLC0415  # read by core first

        asking = (Perm.ISSUE_PART, Perm.RESERVE_PART, Perm.REQUEST_PART, Perm.RETURN_TO_STOCK)
        register(Entry(_("领料发料"), "parts:demands", asking, icon="packages", order=50))
        register(Entry(_("库存"), "parts:stock", (Perm.VIEW_STOCK,), icon="box", order=51))
        register(
            Entry(
                _("到货入库"),
                "parts:receive",
                (Perm.RECEIVE_PART,),
                icon="truck-delivery",
                order=52,
            )
        )
        register(
            Entry(
                _("采购"),
                "parts:purchases",
                (Perm.ADD_PURCHASEORDER,),
                icon="shopping-cart",
                order=53,
            )
        )
        register(
            Entry(_("供应商"), "parts:suppliers", (Perm.VIEW_SUPPLIER,), "building-store", order=54)
        )
