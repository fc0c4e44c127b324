"""Invented people, companies, plates and VINs of the right form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from django.conf import settings

from apps.customers.vin import check_digit

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
YEAR_SIGNS = "123456789ABCDEFGHJKLMNPRSTVWXY"  # ISO 3779: from 2001 on, thirty years
MAKER = "LJD"


def read(name: str) -> Any:
    """A document of the demo by its name."""
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class Namer:
    """Hands out names, phones, plates and VINs; phones, plates and VINs never twice."""

    def __init__(self, chance: Random) -> None:
        words = read("names")
        self.chance = chance
        self.surnames = words["surnames"]
        self.given_names, self.streets = words["given"].split(), words["streets"].split()
        self.heads, self.firms = words["phones"].split(), words["firms"]
        self.given: set[str] = set()
        self.serial = 100_000

    def person(self) -> str:
        """A name of two or three characters."""
        return str(self.chance.choice(self.surnames) + self.chance.choice(self.given_names))

    def other_person(self) -> str:
        """A name nobody was given before."""
        return self._fresh(self.person)

    def phone(self) -> str:
        """A mobile number."""
        return self._fresh(
            lambda: self.chance.choice(self.heads) + f"{self.chance.randrange(10**8):08d}"
        )

    def address(self, town: str) -> str:
        """A street and a number."""
        return f"湖南省{town}市{self.chance.choice(self.streets)}{self.chance.randrange(1, 600)}号"

    def plate(self, letter: str, electric: bool) -> str:
        """A plate of Hunan: green with six signs for electric cars, blue with five for others."""
        return self._fresh(lambda: f"湘{letter}{self._green() if electric else self._blue()}")

    def vin(self, code: str, year: int) -> str:
        """A VIN whose check digit is right; ``code`` is five signs for the model."""
        self.serial += self.chance.randrange(1, 40)
        sign = YEAR_SIGNS[(year - 2001) % len(YEAR_SIGNS)]
        draft = f"{MAKER}{code}0{sign}0{self.serial:06d}"
        return draft[:8] + check_digit(draft) + draft[9:]

    def _green(self) -> str:
        return self.chance.choice("DF") + f"{self.chance.randrange(10**5):05d}"

    def _blue(self) -> str:
        signs = [str(self.chance.randrange(10)) for _ in range(5)]
        for place in self.chance.sample(range(5), self.chance.choice((0, 1, 1, 2))):
            signs[place] = self.chance.choice(PLATE_LETTERS)
        return "".join(signs)

    def _fresh(self, make: Callable[[], str]) -> str:
        while (text := make()) in self.given:
            continue
        self.given.add(text)
        return text
