"""What hangs on the stay of a car, and campaigns, for tests."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory
from PIL import Image

from apps.core.files import store_image
from apps.warranty.models import Recall, RecallVehicle
from apps.workorders.models import CarPhoto, CustodyItem
from tests.factories.customers import vin_number
from tests.factories.workorders import NOW, CheckInFactory, VisitFactory
from tests.personas import access_of, staff_of


def photo_of(colour: str = "red", name: str = "car.jpg") -> SimpleUploadedFile:
    """A small photo as a camera would send it."""
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


class CustodyItemFactory(DjangoModelFactory[CustodyItem]):
    """A set of tyres in keeping."""

    class Meta:
        model = CustodyItem

    visit = factory.SubFactory(VisitFactory)
    store = factory.SelfAttribute("visit.store")
    kind = CustodyItem.Kind.TYRE
    what = "冬季轮胎"
    tag = factory.Sequence(lambda n: f"BG{n:04d}")
    location = "轮胎架 A3"
    received_from = "李送修"
    received_by = factory.SelfAttribute("visit.advisor")
    received_at = NOW


class CarPhotoFactory(DjangoModelFactory[CarPhoto]):
    """A photo taken by the first advisor, on a sheet where one is given."""

    class Meta:
        model = CarPhoto
        skip_postgeneration_save = True

    by = factory.LazyFunction(lambda: staff_of("service_advisor"))
    at = NOW

    @factory.post_generation
    def picture(self: CarPhoto, create: bool, extracted: Any, **kwargs: Any) -> None:
        """The photo lies with its sheet, or waits for one."""
        owner = self.checkin or self
        by = access_of("service_advisor")
        self.file = store_image(by, photo_of(), owner=owner, kind="damage")
        self.save()


class RecallFactory(DjangoModelFactory[Recall]):
    """A recall of airbags."""

    class Meta:
        model = Recall

    number = factory.Sequence(lambda n: f"S2026M{n:04d}I")
    title = "气囊气体发生器"
    text = "气体发生器可能异常破裂。免费更换。"
    announced_on = dt.date(2026, 3, 1)


class RecallVehicleFactory(DjangoModelFactory[RecallVehicle]):
    """One car a recall names."""

    class Meta:
        model = RecallVehicle

    recall = factory.SubFactory(RecallFactory)
    vin = factory.Sequence(lambda n: vin_number(900_000 + n))


__all__ = [
    "CarPhotoFactory",
    "CheckInFactory",
    "CustodyItemFactory",
    "RecallFactory",
    "RecallVehicleFactory",
    "photo_of",
]
