"""Stock: balances against the ledger, reservations and demands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.reconcile import Check, register
from apps.parts.locking import stock_differences

register(Check("parts.stock", _("库存、流水与需求一致"), stock_differences))
