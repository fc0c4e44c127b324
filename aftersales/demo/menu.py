"""What the demo's stores offer: packages, the maker's schedules, and prices by payer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aftersales.demo.names import read
from apps.workorders.models import (
    LabourRate,
    MaintenanceSchedule,
    PackageItem,
    PackagePart,
    PackageVariant,
    PartPrice,
    ScheduleItem,
    SchedulePart,
    ServicePackage,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from aftersales.demo.people import Shop
    from aftersales.demo.rows import Rows
    from aftersales.demo.shelves import Shelves
    from aftersales.demo.workshop import ModelShare
    from apps.customers.models import VehicleModel
    from apps.parts.models import Part
    from apps.workorders.models import LabourOperation

COMMON = "通用"


class Menu:
    """Writes packages, schedules and price lists for the models on sale."""

    def __init__(
        self,
        rows: Rows,
        shelves: Shelves,
        operations: dict[str, LabourOperation],
        models: list[ModelShare],
        since: dt.date,
    ) -> None:
        self.rows, self.shelves, self.operations = rows, shelves, operations
        self.models = [share.model for share in models]
        self.since, self.text = since, read("menu")

    def fill(self, shops: list[Shop], day: dt.date) -> None:
        """Everything: the group's menu and schedules, and what changes on the demo's day."""
        for work in self.text["packages"]:
            self._package(work)
        for model in self.models:
            self._schedule(model, severe=False)
            if model.power == "fuel":
                self._schedule(model, severe=True)
        for shop in shops:
            for payer, kind, rate in self.text["trade_rates"]:
                self.rows.add(
                    LabourRate(
                        store=shop.unit,
                        payer=payer,
                        kind=kind,
                        rate=Decimal(rate).quantize(Decimal("0.01")),
                        effective_from=day,
                    )
                )
        for payer, category, basis, percent in self.text["part_prices"]:
            rule = PartPrice(payer=payer, category=category, basis=basis, effective_from=day)
            rule.percent = Decimal(percent)
            self.rows.add(rule)

    def _package(self, work: dict[str, Any]) -> None:
        package = self.rows.add(
            ServicePackage(
                code=work["code"],
                name=work["name"],
                payer=work.get("payer", "CP"),
                express=work.get("express", False),
            )
        )
        if work.get("any"):
            self._variant(package, None, work)
            return
        for model in self.models:
            fits = model.power in work["power"] and model.series in work.get(
                "series", [model.series]
            )
            if fits and self._has_parts(work["jobs"], model):
                self._variant(package, model, work)

    def _has_parts(self, jobs: list[dict[str, Any]], model: VehicleModel) -> bool:
        codes = [code for job in jobs for code in job.get("parts", {})]
        return all(self._part(code, model).fits in {model.series, COMMON} for code in codes)

    def _variant(
        self, package: ServicePackage, model: VehicleModel | None, work: dict[str, Any]
    ) -> None:
        prices = work.get("price", {})
        price = prices.get(model.series if model else "", prices.get(""))
        variant = self.rows.add(
            PackageVariant(
                package=package,
                model=model,
                price=None if price is None else Decimal(price).quantize(Decimal("0.01")),
                effective_from=self.since,
            )
        )
        for position, job in enumerate(work["jobs"], start=1):
            operation = self.operations[job["op"]]
            item = PackageItem(variant=variant, position=position, operation=operation)
            self.rows.add(item)
            for part, quantity in self._parts(job, model):
                self.rows.add(PackagePart(item=item, part=part, quantity=quantity))

    def _schedule(self, model: VehicleModel, *, severe: bool) -> None:
        text = self.text["schedule"]
        share = text["severe_share"] if severe else 1
        row = self.rows.add(
            MaintenanceSchedule(
                model=model, severe=severe, effective_from=self.since, source=text["source"]
            )
        )
        jobs = text["ev" if model.power == "ev" else "fuel"]
        for position, job in enumerate(jobs, start=1):
            km, months = job["km"] * model.maintenance_km, job.get("months", 0)
            item = ScheduleItem(
                schedule=row,
                position=position,
                operation=self.operations[job["op"]],
                every_km=int(km * share),
                every_months=int(months * model.maintenance_months * share) or None,
                first_km=model.first_service_km if job.get("first") else None,
                first_months=model.first_service_months if job.get("first") else None,
            )
            self.rows.add(item)
            for part, quantity in self._parts(job, model):
                if part.fits in {model.series, COMMON}:
                    self.rows.add(SchedulePart(item=item, part=part, quantity=quantity))

    def _parts(
        self, job: dict[str, Any], model: VehicleModel | None
    ) -> Iterator[tuple[Part, Decimal]]:
        for code, quantity in job.get("parts", {}).items():
            litres = self.text["oil"].get(model.series, 4) if model else 4
            many = litres if quantity == "oil" else quantity
            yield self._part(code, model), Decimal(str(many)).quantize(Decimal("0.001"))

    def _part(self, code: str, model: VehicleModel | None) -> Part:
        return self.shelves.fitting(code, model.series if model else "")
