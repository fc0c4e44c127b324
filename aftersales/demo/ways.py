"""Cars of today that go ways of their own, taken by the people whose duty it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aftersales.demo.shelves import WHEEL_REPAIR
from apps.core.clock import business_day, day_bounds
from apps.org.access import Access
from apps.parts.models import Supplier
from apps.workorders.choices import JobState, OrderState, Payer, WorkClass
from apps.workorders.models import Bay, BaySlot, Job, LabourLine, RouteTemplate
from apps.workorders.services import (
    accident,
    away,
    consults,
    endings,
    routing,
    sublets,
    transfers,
    waits,
)
from apps.workorders.services.placing import EVERYTHING
from apps.workorders.services.step_places import place_step
from apps.workorders.step_conflicts import drying_of
from apps.workorders.suggestions import on_grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from aftersales.demo.people import Shop
    from apps.org.models import Staff

HOUR = dt.timedelta(hours=1)
MOVABLE = (JobState.PENDING, JobState.ASSIGNED)


@dataclass
class Ways:
    """The first two stores on the day the demo is entered."""

    shops: list[Shop]
    now: dt.datetime

    def play(self) -> None:
        """Each way once, on a car that can take it."""
        first, second, *__ = self.shops
        used: set[int] = set()
        shown = {shop.people["service_advisor"][0].pk for shop in self.shops}  # first looked at
        acts: tuple[tuple[Callable[[Any], None], Any], ...] = (
            (self._away, self._short(first)),
            (self._accident, self._class(first, WorkClass.ACCIDENT)),
            (self._route, self._class(first, WorkClass.BODY_PAINT, WorkClass.ACCIDENT)),
            (self._ask, self._working(first)),
            (self._answered, self._working(second)),
            (self._sublet, self._queued(first)),
            (self._transfer, self._queued(second)),
            (self._refuse, self._warranty(first)),
            (self._wait, self._warranty(second)),
        )
        for act, rows in acts:
            found = list(rows.exclude(order__in=used).order_by("-pk"))
            job = next((j for j in found if j.order.advisor_id in shown), next(iter(found), None))
            if job is not None:
                used.add(job.order_id)
                act(job)

    def by(self, who: Staff) -> Access:
        """Somebody acting now."""
        return Access(staff=who, now=self.now)

    def _open(self, shop: Shop) -> Any:
        states = (OrderState.QUEUED, OrderState.IN_PROGRESS, OrderState.WAITING)
        rows = Job.objects.filter(order__store=shop.unit, order__state__in=states)
        return rows.select_related("order__advisor", "order__visit", "store")

    def _queued(self, shop: Shop) -> Any:
        classes = (WorkClass.GENERAL, WorkClass.EXPRESS)
        return self._open(shop).filter(
            state=JobState.PENDING, order__state=OrderState.QUEUED, order__work_class__in=classes
        )

    def _working(self, shop: Shop) -> Any:
        return self._open(shop).filter(state__in=(JobState.ASSIGNED, JobState.WORKING))

    def _short(self, shop: Shop) -> Any:
        waiting = self._open(shop).filter(state=JobState.WAITING, waiting_cause="parts")
        return waiting.filter(part_lines__demand__state="short").distinct()

    def _class(self, shop: Shop, *classes: str) -> Any:
        rows = self._open(shop).filter(state__in=MOVABLE)
        return rows.filter(order__work_class__in=classes)

    def _warranty(self, shop: Shop) -> Any:
        lines = LabourLine.objects.filter(payer=Payer.WAR)
        return self._open(shop).filter(state__in=MOVABLE, labour_lines__in=lines).distinct()

    def _advisor(self, job: Job) -> Access:
        return self.by(job.order.advisor)

    def _shop(self, job: Job) -> Shop:
        return next(s for s in self.shops if s.unit.pk == job.order.store_id)

    def _away(self, job: Job) -> None:
        away.let_drive(
            by=self._advisor(job),
            order=job.order,
            version=None,
            reason="转向节臂待料，可行驶",
            safe_to_drive=True,
            left_km=(job.order.visit.vehicle.last_odometer_km or 0) + 1,
            expected_on=self.now.date() + dt.timedelta(days=3),
        )

    def _accident(self, job: Job) -> None:
        by, order = self._advisor(job), job.order
        facts = {"side": "own", "insurer": "平安产险", "report_no": "PA2608812345"}
        accident.open_case(by=by, order=order, version=None, surveyor="刘定损", **facts)
        accident.authorise_teardown(
            by=by, order=order, version=None, name=order.signer_name or "车主", medium="in_person"
        )
        round_ = accident.ask_assessment(
            by=by, order=order, version=None, jobs=[job.pk], scope="前保险杠、左前翼子板"
        )
        accident.record_assessment(
            by=by,
            round_=round_,
            version=None,
            reference="DS2608-001",
            labour_amount=Decimal(600),
            parts_amount=Decimal(1850),
            note="左大灯支架待补充定损",
        )

    def _route(self, job: Job) -> None:
        by = self.by(self._shop(job).one("dispatcher_inspector"))
        template = RouteTemplate.objects.order_by("pk").first()
        if template is None:
            return
        routing.lay_route(by=by, job=job, version=None, template=template)
        team = self._shop(job).teams["body"]
        for step, person in zip(job.steps.exclude(kind="quality"), team * 6, strict=False):
            routing.give_step(by=by, step=step, version=None, technician=person)
        if job.state in {JobState.ASSIGNED, JobState.WORKING}:
            self._places(job, by)

    def _places(self, job: Job, by: Access) -> None:
        """The first steps have their bays tomorrow, one behind the other with drying between."""
        first, __ = day_bounds(business_day(self.now) + dt.timedelta(days=1))
        start = first + 9 * HOUR
        if BaySlot.objects.standing().filter(job=job, during__endswith__gt=first).exists():
            return
        drying = drying_of(business_day(start), job.store_id)
        for step in job.steps.filter(technician__isnull=False).order_by("position")[:3]:
            least = start + max(HOUR / 4, float(step.std_hours) * HOUR)
            length = on_grid(least) - start
            kind = "paint" if step.kind in {"primer", "paint", "polish"} else "body"
            taken = BaySlot.objects.between(start, start + length).values("bay")
            place = Bay.objects.filter(store=job.store, active=True, kind=kind)
            free = place.exclude(pk__in=taken).order_by("code").first()
            if free is None or step.technician is None:
                return
            minutes = int(length.total_seconds() // 60)
            place_step(
                by=by,
                step=step,
                bay=free,
                technician=step.technician,
                start=start,
                minutes=minutes,
                accepted=EVERYTHING,
            )
            start = on_grid(start + length + drying[step.kind])

    def _ask(self, job: Job) -> None:
        consults.ask_expert(
            by=self._advisor(job),
            order=job.order,
            version=None,
            job=job,
            question="例行保养时客户反映怠速有“哒哒”异响，热车后减轻",
            tried="已查皮带、张紧轮外观，未见异常",
        )

    def _answered(self, job: Job) -> None:
        consults.ask_expert(
            by=self._advisor(job),
            order=job.order,
            version=None,
            job=job,
            question="过减速带右前异响，路试可复现",
        )
        consults.answer_consult(
            by=self.by(self._shop(job).one("technical_expert")),
            consult=job.consults.get(),
            version=None,
            diagnosis="右前稳定杆连杆球头间隙过大",
            advice="更换连杆，检查下摆臂胶套",
            readings=[{"name": "球头间隙", "value": "2.1", "unit": "mm"}],
        )

    def _sublet(self, job: Job) -> None:
        row = sublets.plan_sublet(
            by=self._advisor(job),
            job=job,
            version=None,
            supplier=Supplier.objects.get(code=WHEEL_REPAIR),
            what="右前轮毂整形、动平衡",
            cost=Decimal(180),
            price=Decimal(320),
            payer=Payer.CP,
            due_at=self.now + 3 * HOUR,
            consent_name=job.order.signer_name or "车主",
            consent_medium="phone",
        )
        sublets.send_sublet(by=self._advisor(job), sublet=row, version=None)

    def _transfer(self, job: Job) -> None:
        row = transfers.plan_transfer(
            by=self._advisor(job),
            job=job,
            version=None,
            to_store=self.shops[0].unit,
            reason="本店设备检修，由一店承做",
            price=Decimal(260),
            due_at=self.now + 26 * HOUR,
        )
        km = job.order.visit.vehicle.last_odometer_km or 0
        transfers.hand_over(
            by=self._advisor(job),
            transfer=row,
            version=None,
            action="send",
            km=km,
            condition="外观完好，右后门旧划痕一处",
            custody="钥匙一把、行驶证",
        )

    def _refuse(self, job: Job) -> None:
        endings.refuse_payer(
            by=self.by(self._shop(job).one("warranty_appraiser")),
            job=job,
            version=None,
            payer=Payer.WAR,
            reason="外力撞击造成，不属保修范围",
            reference="PWA-26-0817",
        )

    def _wait(self, job: Job) -> None:
        waits.wait_for(
            by=self._advisor(job),
            job=job,
            version=None,
            cause="oem",
            note="等厂家预授权批复",
            expected_at=self.now + 5 * HOUR,
        )
