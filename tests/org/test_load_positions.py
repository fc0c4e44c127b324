"""Loading the catalogue gives a store its positions, in force, and changes nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.org.access import Access
from apps.org.catalogue import Catalogue
from apps.org.chart import Chart
from apps.org.models import OrgUnit, Position, PositionRevision
from apps.org.permissions import Perm
from apps.org.services.founding import UnitNames, found_store
from apps.org.services.positions import Loaded, load_positions
from tests.org.conftest import NOW, Hold

pytestmark = pytest.mark.django_db


def test_store_grows_with_its_departments_and_teams(store: OrgUnit) -> None:
    assert OrgUnit.objects.department(store, "workshop").path.endswith("/wh9-workshop/")
    assert OrgUnit.objects.below(store).count() == 12
    assert store.headcount == 53


def test_founding_a_store_twice_adds_nothing(
    by: Access, chart: Chart, group: OrgUnit, store: OrgUnit
) -> None:
    before = OrgUnit.objects.count()
    again = found_store(by=by, chart=chart, group=group, names=UnitNames("wh9", "武汉九店"))
    assert (again.pk, OrgUnit.objects.count()) == (store.pk, before)


def test_store_gets_every_position_but_those_of_the_group(
    by: Access, store: OrgUnit, catalogue: Catalogue, chart: Chart
) -> None:
    loaded = load_positions(by=by, owner=store, catalogue=catalogue, chart=chart)
    assert (loaded.positions, loaded.duties, loaded.posts) == (33, 185, 37)
    assert PositionRevision.objects.filter(position__owner=store, edition="A/0").count() == 33


def test_loading_twice_changes_nothing(
    by: Access, store: OrgUnit, catalogue: Catalogue, chart: Chart
) -> None:
    load_positions(by=by, owner=store, catalogue=catalogue, chart=chart)
    again = load_positions(by=by, owner=store, catalogue=catalogue, chart=chart)
    assert again == Loaded(0, 0, 0, 0, 0)


def test_loading_keeps_a_history_of_what_it_wrote(
    by: Access, store: OrgUnit, catalogue: Catalogue, chart: Chart
) -> None:
    load_positions(by=by, owner=store, catalogue=catalogue, chart=chart)
    edition = PositionRevision.objects.filter(position__code="cashier", position__owner=store).get()
    record = edition.history.get()
    assert record.history_service == "org.services.positions.load_positions"
    assert record.history_date == NOW


def test_holder_of_a_post_may_what_the_duty_says(staffed: OrgUnit, hold: Hold) -> None:
    administrator, technician = hold("administrator", "周敏"), hold("technician", "陈铁")
    assert administrator.may(Perm.CHANGE_ORGUNIT, staffed)
    assert technician.may(Perm.VIEW_ORGUNIT, staffed)
    assert not technician.can(Perm.CHANGE_ORGUNIT)


def test_manager_works_with_the_supervisor_of_the_group(
    by: Access, group: OrgUnit, store: OrgUnit, catalogue: Catalogue, chart: Chart
) -> None:
    for owner in (group, store):
        load_positions(by=by, owner=owner, catalogue=catalogue, chart=chart)
    manager = Position.objects.get(owner=store, code="service_manager")
    assert {p.code for p in manager.works_with.all()} == {"group_supervisor", "general_manager"}


def test_unknown_capability_is_refused_and_nothing_is_written(
    store: OrgUnit, tmp_path: Path
) -> None:
    path = tmp_path / "positions.yaml"
    path.write_text(
        "sources: {assumed: {title: 默认, title_en: Default}}\n"
        "positions:\n"
        "- {code: flyer, name: 飞, name_en: Flyer, unit: store, purpose: 飞, purpose_en: Fly,\n"
        "   duties: [{code: F-1, text: 飞, text_en: Fly, source: [assumed], kind: work,\n"
        "     grants: [{scope: store, capabilities: [org.fly]}]}]}\n",
        encoding="utf-8",
    )
    with pytest.raises(CommandError, match=r"flyer: F-1 org\.fly"):
        call_command("load_positions", store.code, catalogue=path)
    assert not Position.objects.filter(code="flyer").exists()


def test_unknown_store_is_refused(store: OrgUnit) -> None:
    with pytest.raises(CommandError, match="atlantis"):
        call_command("load_positions", "atlantis")
