"""What stands around the cars in the house: people, things in keeping, recalls, cars by tow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from aftersales.demo.floor import minutes
from aftersales.demo.stays import Stage
from apps.warranty.models import Recall, RecallVehicle
from apps.workorders.choices import Arrival
from apps.workorders.models import CheckIn, CustodyItem, ProvisionalIntake, Statement, VisitPerson
from apps.workorders.services.intake import UNSIGNED

if TYPE_CHECKING:
    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.stays import Stay

ALSO = ("空调有异味", "倒车影像偶尔黑屏", "雨刮刮不干净", "停车时方向盘有响声")
KEPT = (
    ("tyre", "四条雪地胎", 4, "轮胎架 A3"),
    ("belonging", "儿童座椅", 1, "前台保管柜 2"),
    ("key", "备用钥匙", 1, "钥匙柜 12"),
    ("paper", "行驶证", 1, "前台保险柜"),
)
RECALLS = (
    (
        "S2026M0037I",
        "recall",
        "驾驶席气囊气体发生器",
        "气体发生器展开时可能异常破裂。免费更换。",
        4,
    ),
    ("FW-2026-08", "campaign", "多媒体软件升级", "到店免费升级车机软件，约 40 分钟。", 9),
)
SEED = 11


@dataclass
class Around:
    """Adds to the stays that are going on."""

    rows: Rows
    records: Records
    now: dt.datetime

    def fill(self, shops: list[Shop], stays: list[Stay]) -> None:
        """Every store has something of everything."""
        self.chance = Random(SEED)
        self.sheets = {sheet.visit_id: sheet for sheet in self.rows.of(CheckIn)}
        live = [stay for stay in stays if stay.stage < Stage.LEFT]
        self._dates(live)
        for shop in shops:
            here = [stay for stay in live if stay.shop is shop and stay.car.owner.pk]
            early = [stay for stay in here if stay.stage <= Stage.QUEUED]
            working = [stay for stay in here if Stage.ASSIGNED <= stay.stage < Stage.READY]
            self._words(early)
            self._keep(shop, working)
            self._people(working)
            if early:
                self._by_tow(early[0])
        self._recall(live, stays)

    def _dates(self, live: list[Stay]) -> None:
        """Insurance and inspection run out at all times of the year; some owners are important."""
        today = self.now.date()
        for stay in live:
            vehicle, owner = stay.car.vehicle, stay.car.owner
            vehicle.insurer = self.chance.choice(("人保财险", "平安产险", "太平洋产险"))
            vehicle.policy_until = today + dt.timedelta(days=self.chance.randint(-5, 360))
            vehicle.inspection_until = today + dt.timedelta(days=self.chance.randint(10, 700))
            if owner.pk and owner.kind == "person":
                year, day = self.chance.randint(1968, 2000), self.chance.randint(0, 364)
                owner.birthday = dt.date(year, 1, 1) + dt.timedelta(days=day)
                owner.vip = self.chance.random() < 0.08

    def _words(self, early: list[Stay]) -> None:
        """A second thing the customer said, and a light that is on."""
        for number, stay in enumerate(early):
            self.rows.add(Statement(visit=stay.visit, position=2, text=ALSO[number % len(ALSO)]))
            sheet = self.sheets[stay.visit.pk]
            sheet.covers = ["seat", "floor", "wheel"]
            sheet.plate_seen = stay.visit.plate_no
            if number % 2 == 0:
                sheet.lights = ["engine"]

    def _keep(self, shop: Shop, working: list[Stay]) -> None:
        for stay, (kind, what, number, place) in zip(working, KEPT, strict=False):
            at = self.sheets[stay.visit.pk].taken_at
            self.rows.add(
                CustodyItem(
                    visit=stay.visit,
                    store=shop.unit,
                    kind=kind,
                    what=what,
                    quantity=number,
                    tag=self.records.number("BG", shop.unit, at),
                    location=place,
                    received_from=stay.visit.sender_name,
                    received_by=stay.advisor,
                    received_at=at,
                )
            )

    def _people(self, working: list[Stay]) -> None:
        """One car was brought by somebody who may not decide; another is paid by a firm."""
        for stay, role in zip(working[-2:], ("authoriser", "payer"), strict=False):
            owner = stay.car.owner
            stay.visit.sender_name, stay.visit.sender_phone = "小陈", "13900008888"
            paying = owner if role == "payer" else None
            relation = "单位" if role == "payer" else "本人"
            self.rows.add(
                VisitPerson(
                    visit=stay.visit,
                    role=role,
                    customer=paying,
                    name=owner.name,
                    phone=owner.phone,
                    relation=relation,
                )
            )

    def _by_tow(self, stay: Stay) -> None:
        """A car was brought by tow last night; its owner has not signed."""
        if stay.stage != Stage.DRAFT:
            return
        sheet = self.sheets[stay.visit.pk]
        sheet.signed_at, sheet.unsigned_reason = None, UNSIGNED
        sheet.odometer_km, sheet.odometer_unreadable = None, True
        stay.visit.arrival = Arrival.TOWED
        stay.visit.sender_name, stay.visit.sender_phone = "顺达拖车 刘师傅", "13700001234"
        self.rows.add(
            ProvisionalIntake(
                visit=stay.visit,
                why="tow",
                brought_by="顺达拖车 刘师傅",
                brought_phone="13700001234",
                from_where="绕城高速西南段",
                keys_note="一把，已挂牌",
                taken_by=stay.advisor,
                taken_at=stay.opened_at + minutes(5),
            )
        )

    def _recall(self, live: list[Stay], stays: list[Stay]) -> None:
        """Two campaigns: some cars in the house are named, many were done before."""
        past = [stay for stay in stays if stay.stage == Stage.LEFT and stay.car.owner.pk]
        for number, kind, title, text, named in RECALLS:
            day = self.now.date() - dt.timedelta(days=40)
            recall = self.rows.add(
                Recall(
                    number=number, kind=kind, title=title, text=text, brand="起亚", announced_on=day
                )
            )
            open_ = [s for s in live if s.stage < Stage.READY][::3][:named]
            seen = {stay.car.vehicle.vin for stay in open_}
            for stay in open_:
                self.rows.add(RecallVehicle(recall=recall, vin=stay.car.vehicle.vin))
            for stay in past[-60:]:
                vin = str(stay.car.vehicle.vin)
                if vin in seen or stay.opened_at.date() < day:
                    continue
                seen.add(vin)
                self.rows.add(
                    RecallVehicle(
                        recall=recall,
                        vin=vin,
                        state="done",
                        order=stay.order,
                        by=stay.advisor,
                        at=stay.opened_at + minutes(90),
                    )
                )
