"""Separation of duties as one table, from all state machines: which act may not be done by whom.

The machines compare persons by attributes of the document; here each such attribute has words.
Beside its steps each machine says under which rights somebody comes to stand in an attribute, so
that the pairs of rights follow that one person cannot use on the same document.  Tests hold both
to the machines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps as installed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.transitions import every_machine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrOrPromise

    from apps.core.capabilities import CapabilityEnum

PERSONS: Mapping[str, _StrOrPromise] = {
    "workers": gettext_lazy("参与施工的人"),
    "advisor_id": gettext_lazy("这张工单的服务顾问"),
    "asked_by_id": gettext_lazy("提出问题的人"),
    "staff_id": gettext_lazy("任职人本人"),
    "proposed_by_id": gettext_lazy("提名人"),
    "judged_by_id": gettext_lazy("鉴定人"),
    "decided_by_id": gettext_lazy("裁定人"),
    "settled_by_id": gettext_lazy("办理结算的人"),
    "cashier_id": gettext_lazy("当班收银员"),
    "requested_by_id": gettext_lazy("提出申请的人"),
    "not_to_review": gettext_lazy("起草人"),
    "not_to_approve": gettext_lazy("起草人和审核人"),
    "signer_ids": gettext_lazy("已经签过字的人"),
    "analysed_by_id": gettext_lazy("分析事故的人"),
    "responsible_id": gettext_lazy("整改责任人"),
    "owner_id": gettext_lazy("整改责任人"),
    "fixed_by_id": gettext_lazy("登记整改的人"),
    "first_judge": gettext_lazy("提出判定的质检员"),
    "earlier_workers": gettext_lazy("做上次维修的人"),
    "not_for": gettext_lazy("为这辆车服务过的人"),
}


@dataclass(frozen=True)
class Separation:
    """One act that somebody may not do: on which document, under which right, and who not.

    ``did`` are the rights under which a person comes to be among those.
    """

    document: str
    act: str
    right: CapabilityEnum
    persons: tuple[str, ...]
    did: tuple[CapabilityEnum, ...]


@dataclass(frozen=True)
class Conflict:
    """Two rights that one person may hold, but never use on the same document.

    Who did something under ``did`` may not do ``acts`` under ``right`` on that ``document``.
    """

    did: CapabilityEnum
    right: CapabilityEnum
    document: str
    acts: tuple[str, ...]

    @property
    def words(self) -> str:
        """Why the two do not go together, in one sentence."""
        acts = _("、").join(_("“%s”") % act for act in self.acts)
        sentence = _("在同一张%(document)s上“%(did)s”过的人，不能再办理%(acts)s（%(right)s）")
        facts = {"document": self.document, "did": self.did.label, "right": self.right.label}
        return sentence % {**facts, "acts": acts}


def table() -> list[Separation]:
    """Every act that somebody may not do, machine by machine in the order of their steps."""
    found: list[Separation] = []
    for machine in every_machine():
        document = str(installed.get_model(machine.model)._meta.verbose_name)
        for step in machine.transitions:
            if step.permission is None or not step.distinct_from:
                continue
            did = (right for name in step.distinct_from for right in machine.persons.get(name, ()))
            line = Separation(
                document=document,
                act=str(step.label),
                right=step.permission,
                persons=tuple(_person(name) for name in step.distinct_from),
                did=tuple(dict.fromkeys(did)),
            )
            if line not in found:  # one act may stand in the table once for each state
                found.append(line)
    return found


def conflicts() -> list[Conflict]:
    """Every pair of different rights that one person cannot use on the same document."""
    acts: dict[tuple[CapabilityEnum, CapabilityEnum, str], dict[str, None]] = {}
    for line in table():
        for did in line.did:
            if did != line.right:
                acts.setdefault((did, line.right, line.document), {})[line.act] = None
    return [Conflict(did, right, doc, tuple(a)) for (did, right, doc), a in acts.items()]


def conflicts_of(capabilities: Iterable[str]) -> list[Conflict]:
    """The pairs of which somebody with these rights would hold both sides."""
    held = set(capabilities)
    return [c for c in conflicts() if c.did.value in held and c.right.value in held]


def separations() -> dict[str, list[str]]:
    """For each capability the acts done under it that somebody may not do, in words."""
    found: dict[str, list[str]] = {}
    for line in table():
        notes = found.setdefault(line.right.value, [])
        facts = {"act": line.act, "who": _("、").join(line.persons)}
        words = _("“%(act)s”不能由%(who)s自己办理") % facts
        if words not in notes:
            notes.append(words)
    return found


def _person(name: str) -> str:
    return str(PERSONS.get(name, _("当事人")))
