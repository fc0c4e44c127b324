"""Who works on a job and how the credit is divided: the shares add up to a hundred percent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import service
from apps.workorders.models import Assignment
from apps.workorders.models.job import UNFINISHED
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import lock_job
from apps.workorders.work_classes import WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apps.org.access import Access
    from apps.workorders.models import Job


@service
def divide_credit(
    *, by: Access, job: Job, shares: Mapping[int, Decimal], version: int | None = None
) -> Job:
    """Give each technician of a job the share; a helper has 0.  Whoever clocked time stays."""
    __, job = lock_job(job, version)
    by.require(Perm.DISPATCH_JOB, job)
    if job.state not in UNFINISHED:
        raise Refused(_("项目已经完工，不能再改分工。"))
    if not shares or sum(shares.values()) != WHOLE:
        raise Refused(_("分工比例合计须为100%。"))
    if any(not 0 <= share <= WHOLE for share in shares.values()):
        raise Refused(_("分工比例须在0到100之间。"))
    standing = {a.staff_id: a for a in job.assignments.all()}
    clocked = set(job.clock_entries.values_list("staff_id", flat=True))
    for key, row in standing.items():
        if key not in shares and key in clocked:
            words = _("%(name)s已在这个项目上打卡，不能去掉，可改为0%%。")
            raise Refused(words % {"name": row.staff.name})
    for key, row in standing.items():
        if key not in shares:
            row.delete()
    for key, share in shares.items():
        found = standing.get(key) or Assignment(job=job, staff_id=key)
        found.share = share
        found.save()
    job.save()
    return job
