"""What a controlled document carries of its way: where it comes from, who signed, who looked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import TrackedRow

_SIGNERS = ("drafted_by", "reviewed_by", "approved_by")
_SIGNED_IN = {"reviewed": _SIGNERS[:2], "approved": _SIGNERS}


class Signed(TrackedRow):
    """A text that three persons sign, or two with a second look from above.

    ``based_on`` is the edition a draft was copied from and ``rolled_out_from`` the edition of
    another owner that this one takes its text and its signatures from; where both are empty and
    nobody signed, the edition stands since the founding.  ``written_by`` are all who typed a word.
    ``due_at`` is when the next step should be taken.
    """

    based_on = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("依据版本"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    rolled_out_from = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("推广自"),
        null=True,
        blank=True,
        related_name="rolled_out",
        db_index=False,
    )
    written_by = models.ManyToManyField("org.Staff", related_name="+", blank=True)
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    approved_at = models.DateTimeField(_("批准时间"), null=True, blank=True)
    second_look_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        verbose_name=_("复看人"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    second_look_at = models.DateTimeField(_("复看时间"), null=True, blank=True)
    second_look_reason = models.TextField(_("复看理由"), blank=True)
    returned_at = models.DateTimeField(_("退回时间"), null=True, blank=True)
    returned_reason = models.TextField(_("退回原因"), blank=True)
    due_at = models.DateTimeField(_("办理期限"), null=True, blank=True)

    class Meta(TrackedRow.Meta):
        abstract = True

    def writer_ids(self) -> set[int]:
        """Who typed a word of it or signed as its drafter."""
        typed = set(self.written_by.values_list("pk", flat=True))
        return _known(*typed, getattr(self, "drafted_by_id", None))

    def not_to_review(self) -> set[int]:
        """Who may not sign as reviewer: the writers, unless somebody above took a second look."""
        looked = _known(self.second_look_by_id)
        return looked or self.writer_ids()

    def not_to_approve(self) -> set[int]:
        """Who may not sign as approver: who signed before, after a second look who signed twice."""
        writers, reviewer = self.writer_ids(), _known(getattr(self, "reviewed_by_id", None))
        looked = _known(self.second_look_by_id)
        return looked | (writers & reviewer) if looked else writers | reviewer

    def signer_ids(self) -> set[int]:
        """Who wrote or signed it up to the state it is in."""
        names = _SIGNED_IN.get(getattr(self, "state", ""), ())
        return self.writer_ids() | _known(*(getattr(self, f"{name}_id") for name in names))


def _known(*keys: int | None) -> set[int]:
    return {key for key in keys if key is not None}


def _pairs(field: str) -> list[Q]:
    return [Q(**{field: F(other)}) for other in _SIGNERS if other != field]


def _founded() -> Q:
    nobody = {f"{name}__isnull": True for name in _SIGNERS}
    return Q(based_on__isnull=True, rolled_out_from__isnull=True, **nobody)


def _signed() -> Q:
    everybody = Q(**{f"{name}__isnull": False for name in _SIGNERS})
    drafter, reviewer = _pairs("drafted_by"), Q(reviewed_by=F("approved_by"))
    three = ~drafter[0] & ~drafter[1] & ~reviewer
    looker = Q(second_look_by__isnull=False)
    for name in _SIGNERS:
        looker &= ~Q(second_look_by=F(name))
    return everybody & (three | (looker & ~(drafter[0] & drafter[1])))


def signing_constraints() -> list[models.BaseConstraint]:
    """What the database holds of any approved text, whatever writes it."""
    return [
        models.CheckConstraint(
            condition=~Q(state="approved") | _founded() | _signed(), name="revision_signed_by_three"
        ),
        models.CheckConstraint(
            condition=Q(approved_at=None)
            | Q(effective_from=None)
            | Q(effective_from__gte=F("approved_at")),
            name="revision_not_backdated",
        ),
        models.UniqueConstraint(
            fields=["position"],
            condition=Q(state__in=["draft", "submitted", "reviewed"]),
            name="revision_one_open",
        ),
    ]
