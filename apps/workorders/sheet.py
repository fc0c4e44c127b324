"""The words and the pictures of the check-in sheet: warning lights, covers, views of the body."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Light(TextChoices):
    """A warning light on the dashboard; the value names its icon."""

    ENGINE = "engine", _("发动机")
    OIL = "oil", _("机油压力")
    BATTERY = "battery", _("充电")
    HEAT = "heat", _("水温")
    BRAKE = "brake", _("制动")
    ABS = "abs", _("ABS")
    AIRBAG = "airbag", _("安全气囊")
    TYRE = "tyre", _("胎压")
    STEERING = "steering", _("转向")
    POWER = "power", _("动力系统")


class Cover(TextChoices):
    """What is put on in front of the customer before anybody sits in."""

    SEAT = "seat", _("座椅套")
    FLOOR = "floor", _("脚垫")
    WHEEL = "wheel", _("方向盘套")


@dataclass(frozen=True)
class Box:
    """Where one view of the car lies in the unfolded picture."""

    x: int
    y: int
    width: int
    height: int

    def at(self, x: int, y: int) -> tuple[int, int]:
        """A point given in per mille of the view, in units of the picture."""
        return self.x + round(x * self.width / 1000), self.y + round(y * self.height / 1000)


PICTURE = (1000, 720)
BOXES = {
    "left": Box(150, 5, 700, 195),
    "front": Box(5, 225, 140, 270),
    "top": Box(150, 215, 700, 290),
    "rear": Box(855, 225, 140, 270),
    "right": Box(150, 520, 700, 195),
    "interior": Box(5, 520, 140, 195),
}

# Parts of the body by name, for marking without pointing: view and point in per mille.
PLACES = {
    "bonnet": (_("发动机盖"), "top", 130, 500),
    "roof": (_("车顶"), "top", 560, 500),
    "boot": (_("后备厢盖"), "top", 930, 500),
    "windscreen": (_("前风挡"), "top", 330, 500),
    "rear_window": (_("后风挡"), "top", 800, 500),
    "front_bumper": (_("前保险杠"), "front", 500, 780),
    "rear_bumper": (_("后保险杠"), "rear", 500, 780),
    "left_front_wing": (_("左前翼子板"), "left", 180, 520),
    "left_front_door": (_("左前门"), "left", 410, 560),
    "left_rear_door": (_("左后门"), "left", 620, 560),
    "left_rear_wing": (_("左后翼子板"), "left", 830, 500),
    "right_front_wing": (_("右前翼子板"), "right", 180, 520),
    "right_front_door": (_("右前门"), "right", 410, 560),
    "right_rear_door": (_("右后门"), "right", 620, 560),
    "right_rear_wing": (_("右后翼子板"), "right", 830, 500),
    "interior": (_("内饰"), "interior", 500, 500),
}
