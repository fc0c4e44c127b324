"""The one permission engine: what a person may do, on which rows, in which post, and why.

Three things must agree at the instant of asking: a tenure between its dates, a grant of the
revision then in force, and the post's UnitGrant row.  Each agreement is one ``Reach``; reaches are
judged whole and then joined by OR, so that a limit or row filter of one post never leaks into
another.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from apps.core import clock, frame
from apps.core.capabilities import CapabilityEnum, capability, implied_by, rights_over
from apps.core.refusals import Denied, Refused
from apps.org.authority import NEEDS_SECOND_FACTOR
from apps.org.conditions import NOTHING, holding, lent_rows, within
from apps.org.models import OrgUnit, Share, Staff, Tenure
from apps.org.reaches import TENURE_RANK, Reach, load_reaches, narrowest, widest
from apps.org.texts import held_duties

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from apps.org.models import Duty, Post

M = TypeVar("M", bound=models.Model)

UNLIMITED = Decimal("Infinity")


@dataclass
class Access:
    """One person at one instant.  Built once per request; asks the database at most twice.

    Until the second factor is ``confirmed``, the rights that need one are withheld: they are not
    held at all, and asking for one is Denied, whatever the row.  While ``reading``, nothing is
    written, so that what was found of a row holds until the end and is asked once.
    """

    staff: Staff | None
    now: dt.datetime
    operation_key: uuid.UUID | None = None
    request_id: str = ""
    chosen_store_id: int | None = None
    confirmed: bool = True
    reading: bool = False
    _asked: dict[tuple[str, str], Q] = field(default_factory=dict, repr=False)
    _places: dict[tuple[str, Any], Q] = field(default_factory=dict, repr=False)
    _found: dict[tuple[str, Any], dict[Any, bool]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, staff: Staff, now: dt.datetime | None = None) -> Access:
        """The access of a person, now or at another instant."""
        return cls(staff=staff, now=now or clock.now())

    @classmethod
    def supposing(
        cls, staff: Staff, now: dt.datetime, tenures: Iterable[Tenure], reaches: Iterable[Reach]
    ) -> Access:
        """The access a person would have with these reaches; for judging what is not in force.

        The tenures carry ``has_share``.
        """
        access = cls(staff=staff, now=now)
        found: dict[str, list[Reach]] = defaultdict(list)
        for reach in reaches:
            found[reach.capability].append(reach)
        access.__dict__ |= {"tenures": list(tenures), "_reaches": found}
        return access

    @property
    def staff_id(self) -> int | None:
        """The acting person's key."""
        return self.staff.pk if self.staff else None

    @property
    def person(self) -> Staff:
        """The acting person; raises Refused for an account without one."""
        if self.staff is None:
            raise Refused(_("这个账号没有对应的员工，不能办理业务。"))
        return self.staff

    @cached_property
    def tenures(self) -> list[Tenure]:
        """The live tenures with post, position and unit, permanent ones first."""
        if self.staff is None or not self.staff.is_active:
            return []
        shares = Share.objects.live(self.now).filter(
            Q(staff_id=OuterRef("staff_id")) | Q(post_id=OuterRef("post_id"))
        )
        rows = (
            self.staff.tenures.live(self.now)
            .select_related("post__position", "post__unit__store", "acting_for__staff")
            .annotate(has_share=Exists(shares))
        )
        return sorted(rows, key=lambda t: (TENURE_RANK[t.kind], t.pk))

    @cached_property
    def posts(self) -> list[Post]:
        """The posts of the live tenures."""
        return [t.post for t in self.tenures]

    @cached_property
    def _reaches(self) -> dict[str, list[Reach]]:
        return {c: r for c, r in self._granted.items() if c not in self.withheld}

    @cached_property
    def _granted(self) -> dict[str, list[Reach]]:
        found: dict[str, list[Reach]] = defaultdict(list)
        if self.staff is not None and self.staff.is_active:
            for reach in load_reaches(self.staff.pk, self.now):
                found[reach.capability].append(reach)
        return found

    @cached_property
    def duties(self) -> dict[int, list[Duty]]:
        """The duties in force of the positions held, base positions included, by position."""
        return held_duties(self)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The codenames that duties grant and that wait for the second factor."""
        return frozenset() if self.confirmed else NEEDS_SECOND_FACTOR & self._granted.keys()

    def withholds(self, perm: CapabilityEnum) -> bool:
        """Whether the right, or one that implies it, waits for the second factor."""
        return not self.confirmed and bool(self.withheld & implied_by(perm))

    @cached_property
    def stores_held(self) -> list[OrgUnit]:
        """The stores of the live tenures, each once."""
        stores = {t.post.unit.store_id: t.post.unit.store for t in self.tenures}
        return [s for s in stores.values() if s is not None]

    @cached_property
    def store(self) -> OrgUnit | None:
        """The store the person works in now: the chosen one, else that of the first tenure."""
        chosen = [s for s in self.stores_held if s.pk == self.chosen_store_id]
        return next(iter(chosen or self.stores_held), None)

    def reaches(self, perm: CapabilityEnum) -> list[Reach]:
        """Every reach of the right, those of rights that imply it included."""
        return [r for code in implied_by(perm) for r in self._reaches.get(code, ())]

    def held(self) -> dict[str, list[Reach]]:
        """All reaches by codename."""
        return dict(self._reaches)

    def can(self, perm: CapabilityEnum) -> bool:
        """Whether the right is held on any rows at all."""
        return bool(self.reaches(perm))

    def limit_reach(self, queryset: Any, perm: CapabilityEnum | None) -> Any:
        """The rows of a queryset inside the reach of a right, or of any right on its model."""
        return queryset.filter(self._condition(queryset.model, perm))

    def knows(self, model: type[models.Model]) -> bool:
        """Whether any right over the model's rows is held at all; asks no row."""
        return self._condition(model, None) is not NOTHING

    def may(self, perm: CapabilityEnum, obj: models.Model) -> bool:
        """Whether the right covers this row; the same condition that limits lists decides."""
        return bool(self.covering(perm, obj))

    def sees(self, obj: models.Model) -> bool:
        """Whether any right on its model makes the row visible."""
        rows = type(obj)._default_manager.filter(pk=obj.pk)
        return bool(self.limit_reach(rows, None).exists())

    def require(self, perm: CapabilityEnum, obj: models.Model) -> None:
        """Pass, or raise Denied for a row in sight and Http404 for one out of reach.

        A right that is withheld is Denied for any row: the person has it, and has to confirm.
        """
        covering = self.covering(perm, obj)
        if covering:
            frame.note_tenure(narrowest(covering).tenure_id)
            return
        if self.withholds(perm) or self.sees(obj):
            raise Denied(perm, obj)
        raise Http404

    def get(self, queryset: models.QuerySet[M], perm: CapabilityEnum, **lookup: Any) -> M:
        """One row of a queryset inside the reach of a right; raises Http404 otherwise."""
        try:
            row: M = self.limit_reach(queryset, perm).get(**lookup)
        except ObjectDoesNotExist:
            if self.withholds(perm):
                raise Denied(perm) from None
            raise Http404 from None
        return row

    def allowed(self, obj: models.Model, perms: Iterable[CapabilityEnum]) -> set[str]:
        """The codenames among ``perms`` that cover the row, in one query."""
        asked = {p.value: self._grounds(type(obj), implied_by(p), self.reaches(p)) for p in perms}
        true = self._true_of(obj, {g: q for grounds in asked.values() for g, q in grounds.items()})
        return {code for code, grounds in asked.items() if not true.isdisjoint(grounds)}

    def covering(self, perm: CapabilityEnum, obj: models.Model) -> list[Reach]:
        """The reaches of a right that cover this row, in one query; a share counts as one."""
        reaches = self.reaches(perm)
        if not reaches:
            return []
        codes = implied_by(perm)
        true = self._true_of(obj, self._grounds(type(obj), codes, reaches))
        found = [r for r in reaches if r.footing in true]
        return found or ([reaches[0]] if codes in true else [])

    def limit(self, perm: CapabilityEnum, obj: models.Model, name: str) -> Decimal:
        """The largest amount of a limit among the reaches that cover the row; 0 when none does."""
        amounts = [r.limit(name) for r in self.covering(perm, obj)]
        return max(amounts, default=Decimal(0))

    def covers(
        self, perm: CapabilityEnum, obj: models.Model, amounts: Mapping[str, Decimal]
    ) -> bool:
        """Whether one single reach covers the row with limits as large as every amount."""
        reaches = self.covering(perm, obj)
        return any(all(r.limit(k) >= v for k, v in amounts.items()) for r in reaches)

    def tenure_id_for(self, perm: CapabilityEnum | None, obj: models.Model) -> int | None:
        """The tenure in which the person acts on the row: the narrowest reach that covers it."""
        covering = self.covering(perm, obj) if perm is not None else []
        return narrowest(covering).tenure_id if covering else None

    def stores(self, perm: CapabilityEnum) -> models.QuerySet[OrgUnit]:
        """The stores in which the right is held."""
        reaches = self.reaches(perm)
        if any(r.store_id is None for r in reaches):
            return OrgUnit.objects.stores()
        return OrgUnit.objects.stores().filter(pk__in={r.store_id for r in reaches})

    def units(self, perm: CapabilityEnum) -> models.QuerySet[OrgUnit]:
        """The units in which the right is held, with everything under them."""
        paths = [Q(path__startswith=r.root_path) for r in self.reaches(perm)]
        return OrgUnit.objects.filter(reduce(or_, paths, NOTHING))

    def _true_of(self, obj: models.Model, grounds: dict[Any, Q]) -> set[Any]:
        """Those of the grounds that hold for a row, in one query."""
        found = self._found.setdefault((obj._meta.label, obj.pk), {}) if self.reading else {}
        found |= holding(obj, {g: q for g, q in grounds.items() if g not in found})
        return {g for g in grounds if found[g]}

    def _condition(self, model: type[models.Model], perm: CapabilityEnum | None) -> Q:
        key = (model._meta.label, str(perm or ""))
        if key not in self._asked:
            codes = implied_by(perm) if perm else _seeing(model)
            self._asked[key] = self._joined(model, codes)
        return self._asked[key]

    def _joined(self, model: type[models.Model], codes: frozenset[str]) -> Q:
        reaches = widest(r for c in codes for r in self._reaches.get(c, ()))
        conditions = self._grounds(model, codes, reaches).values()
        return reduce(or_, conditions or [NOTHING]) if all(conditions) else Q()

    def _grounds(
        self, model: type[models.Model], codes: frozenset[str], reaches: Iterable[Reach]
    ) -> dict[Any, Q]:
        """What brings rows into reach of these rights: each footing once, and what is lent."""
        found = {r.footing: r for r in reaches}
        grounds: dict[Any, Q] = {f: self._place(model, r) for f, r in found.items()}
        lent = self._lent(codes) if grounds else None
        if lent is not None:
            grounds[codes] = lent_rows(model, lent)
        return grounds

    def _place(self, model: type[models.Model], reach: Reach) -> Q:
        key = (model._meta.label, reach.footing)
        return self._places.get(key) or self._places.setdefault(key, within(model, reach))

    def _lent(self, codes: frozenset[str]) -> models.QuerySet[Share] | None:
        """The shares that carry any of these rights to the person, None when there is none."""
        if not any(getattr(t, "has_share", False) for t in self.tenures):
            return None
        return Share.objects.live(self.now).filter(
            Q(staff_id=self.staff_id) | Q(post_id__in=[p.pk for p in self.posts]),
            capabilities__overlap=sorted(codes),
        )


def _seeing(model: type[models.Model]) -> frozenset[str]:
    """The codenames of the rights that bring a row of this model into sight."""
    by = getattr(getattr(model, "reach", None), "seen_by", "")
    more = implied_by(capability(by)) if by else frozenset()
    return rights_over(model._meta.label) | more
