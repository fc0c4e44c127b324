"""Who moved which car on the board, when, from where to where, and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Row
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.reach import rows_by_class


class SlotMove(Row):
    """One change of a slot; nobody's (``by`` is empty) when an overrun pushed it.

    ``overridden`` keeps the warnings the dispatcher saw and went over, in the words that were
    shown, with the dispatcher's ``reason``.  ``undone_at`` is set when the change was taken back.
    """

    class Act(models.TextChoices):
        """What was done."""

        PLAN = "plan", _("派工")
        MOVE = "move", _("移动")
        SWAP = "swap", _("互换")
        PERSON = "person", _("换技师")
        WITHDRAW = "withdraw", _("撤回")
        PUSH = "push", _("超时顺延")
        EXTEND = "extend", _("超时延长")
        CARRY = "carry", _("结转次日")
        UNDO = "undo", _("撤销")

    slot = models.ForeignKey("workorders.BaySlot", models.PROTECT, related_name="moves")
    act = models.CharField(_("操作"), max_length=10, choices=Act)
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    from_bay = models.ForeignKey("workorders.Bay", models.PROTECT, null=True, related_name="+")
    from_start = models.DateTimeField(_("原开始"), null=True)
    from_end = models.DateTimeField(_("原结束"), null=True)
    from_technician = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    to_bay = models.ForeignKey("workorders.Bay", models.PROTECT, null=True, related_name="+")
    to_start = models.DateTimeField(_("新开始"), null=True)
    to_end = models.DateTimeField(_("新结束"), null=True)
    to_technician = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    slot_version = models.PositiveIntegerField(_("版本"))
    cause = models.CharField(_("起因"), max_length=160, blank=True)
    overridden = models.JSONField(_("越过的提醒"), default=list, blank=True)
    reason = models.CharField(_("理由"), max_length=160, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    reach = ReachSpec(
        store="slot__job__store",
        unit="slot__job__unit",
        owners=("slot__job__assignments__staff", "slot__job__order__advisor"),
        rows=rows_by_class("slot__job__order__work_class"),
        shared_through=("slot__job", "slot__job__order"),
    )
    objects = ReachQuerySet["SlotMove"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("看板变动")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["slot", "-id"], name="slot_move_of_slot"),
            models.Index(fields=["by", "-at"], name="slot_move_by_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.act} {self.at:%m-%d %H:%M}"
