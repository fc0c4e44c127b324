"""What is asked in a callback after repair, and what the answers mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.care.choices import Fixed
from apps.core.clock import business_day
from apps.core.models import Setting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

# Rated 1 to 5; empty when it does not apply.
QUESTIONS = {
    "booking": _("预约是否方便"),
    "greeted": _("到店是否及时接待"),
    "walkround": _("是否与您一起环车检查"),
    "explained": _("项目、价格、时间是否事先讲清"),
    "told_first": _("增项是否事先告知"),
    "on_time": _("是否按约定时间交车"),
    "bill": _("费用是否讲清、与报价一致"),
    "clean": _("车辆是否干净、旧件是否交待"),
    "attitude": _("服务顾问态度"),
    "facility": _("休息区与设施"),
}
BEST_RATING = 5
BEST_OVERALL = 10


@dataclass(frozen=True)
class Verdict:
    """Satisfied counts for the rate; dissatisfied opens a complaint; between them lies neither."""

    satisfied: bool
    dissatisfied: bool


def verdict(ratings: Mapping[str, int], overall: int, fixed: str, *, now: dt.datetime) -> Verdict:
    """Any poor rating, a poor overall mark or a fault that is not gone is dissatisfaction."""
    low, poor, good = (
        int(Setting.objects.value(f"care.{name}", business_day(now)))
        for name in ("dissatisfied_rating", "dissatisfied_overall", "satisfied_overall")
    )
    bad = (
        overall <= poor
        or any(r <= low for r in ratings.values())
        or fixed in {Fixed.NO, Fixed.PARTLY}
    )
    return Verdict(satisfied=overall >= good and not bad, dissatisfied=bad)
