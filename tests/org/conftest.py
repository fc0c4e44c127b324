"""A store of its own for the tests of this folder, founded from the real chart and catalogue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection

from apps.core import clock
from apps.core.models import Setting
from apps.org.access import Access
from apps.org.catalogue import Catalogue, read_catalogue
from apps.org.chart import Chart, read_chart
from apps.org.models import OrgUnit, Post, Staff, Tenure, User
from apps.org.services.founding import UnitNames, found_group, found_store
from apps.org.services.positions import load_positions
from tests.committed import committed

__all__ = ["committed"]

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=clock.SHANGHAI)

Hold = Callable[..., Access]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="session")
def chart() -> Chart:
    return read_chart()


@pytest.fixture
def by(db: None) -> Access:
    return Access(staff=None, now=NOW)


@pytest.fixture
def group(by: Access, chart: Chart) -> OrgUnit:
    return found_group(by=by, chart=chart, names=UnitNames("hx", "汇兴集团", "Huixing"))


@pytest.fixture
def store(by: Access, chart: Chart, group: OrgUnit) -> OrgUnit:
    return found_store(by=by, chart=chart, group=group, names=UnitNames("wh9", "武汉九店"))


@pytest.fixture
def staffed(by: Access, store: OrgUnit, catalogue: Catalogue, chart: Chart) -> OrgUnit:
    """The store with its positions loaded, and nobody in them."""
    load_positions(by=by, owner=store, catalogue=catalogue, chart=chart)
    return store


@pytest.fixture
def hold(staffed: OrgUnit) -> Hold:
    """Put a person into a position of the store: ``hold("cashier", "周敏")``."""

    def put(position: str, name: str) -> Access:
        post = Post.objects.filter(unit__store=staffed, position__code=position).order_by("id")[0]
        user = User.objects.create(username=f"wh9.{position}")
        staff = Staff.objects.create(
            staff_no=f"wh9-{position}", name=name, unit=post.unit, user=user
        )
        Tenure.objects.create(
            staff=staff, post=post, kind="permanent", state="approved", starts_at=NOW
        )
        return Access.of(staff, NOW)

    return put


@pytest.fixture
def empty(db: None) -> None:
    """Set aside the world of the session; the transaction of the test brings it back."""
    if OrgUnit.objects.exists():
        figures = list(Setting.objects.filter(store=None))
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE org_orgunit, org_staff, org_user CASCADE")
        Setting.objects.bulk_create(figures)
