"""Separation of duties in words: which act may not be done by whom, from all state machines.

The machines compare persons by attributes of the document; here each such attribute has words.  A
test holds the table to the machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.transitions import every_machine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

    from apps.core.transitions import Transition

PERSONS: Mapping[str, _StrOrPromise] = {
    "workers": gettext_lazy("参与施工的人"),
    "judged_by_id": gettext_lazy("鉴定人"),
    "decided_by_id": gettext_lazy("裁定人"),
    "settled_by_id": gettext_lazy("办理结算的人"),
    "requested_by_id": gettext_lazy("提出申请的人"),
    "not_for": gettext_lazy("为这辆车服务过的人"),
}


def separations() -> dict[str, list[str]]:
    """For each capability the acts done under it that somebody may not do, in words."""
    found: dict[str, list[str]] = {}
    for step in (s for machine in every_machine() for s in machine.transitions):
        if step.permission is None or not step.distinct_from:
            continue
        notes = found.setdefault(step.permission.value, [])
        words = _sentence(step)
        if words not in notes:
            notes.append(words)
    return found


def _sentence(step: Transition) -> str:
    who = _("、").join(str(PERSONS.get(name, _("当事人"))) for name in step.distinct_from)
    return _("“%(act)s”不能由%(who)s自己办理") % {"act": step.label, "who": who}
