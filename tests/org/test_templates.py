"""Each of the twelve templates stands, is staffed, and does what its texts say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from apps.org.access import Access
from apps.org.models import OrgUnit, Position, Post, Staff, Tenure, User
from apps.org.services.founding import UnitNames
from apps.org.services.positions import Loaded
from apps.org.services.templating import load_template
from apps.org.template_checks import NEEDED, faults
from apps.org.templates import Template, UnknownTemplateError, names, read_template
from apps.workorders.services.reception import check_in
from tests.factories.customers import VehicleFactory
from tests.personas import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker

TWELVE = (
    *("store_4s", "five_roles", "four_groups", "manufacturer_service", "network"),
    *("product_service", "retail_service_desk", "team_based", "three_departments"),
    *("three_groups", "three_layers", "with_support"),
)
ROOT = UnitNames("tpl", "模板门店", "Template store")

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Grown:
    """A store of a template with one holder of each post, by position."""

    template: Template
    people: dict[str, Staff]


@pytest.fixture(scope="module", params=TWELVE)
def grown(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Grown]:
    """One store a template for all tests of it; undone after the last."""
    template = read_template(request.param)
    with django_db_blocker.unblock(), transaction.atomic():
        yield Grown(template, staffed(template))
        transaction.set_rollback(True)


def staffed(template: Template) -> dict[str, Staff]:
    """The store is loaded and its posts are held."""
    store, _loaded = load_template(by=Access(staff=None, now=NOW), template=template, names=ROOT)
    found = {}
    posts = Post.objects.filter(position__owner=store, position__base=False).order_by("-pk")
    for post in posts.select_related("position", "unit"):
        user = User.objects.create(username=f"tpl.{post.pk}")
        name = post.position.name[:6]
        person = Staff.objects.create(
            staff_no=f"tpl-{post.pk}", name=name, unit=post.unit, user=user
        )
        Tenure.objects.create(
            staff=person, post=post, kind="permanent", state="approved", starts_at=NOW
        )
        found[post.position.code] = person
    return found


def written(template: Template, code: str, person: Staff) -> set[tuple[str, str, str]]:
    """What the texts of a position and of the base set give this person, read plainly."""
    store = OrgUnit.objects.get(code=ROOT.code)
    own = {"team": person.unit.path, "unit": person.unit.path}
    group = OrgUnit.objects.get(parent=None).path
    texts = [p for p in template.catalogue.positions if p.base or p.code == code]
    return {
        (g.capability, g.scope, _place(g.scope, base=t.base, own=own, store=store, group=group))
        for t in texts
        for g in t.grants()
    }


def _place(scope: str, *, base: bool, own: dict[str, str], store: OrgUnit, group: str) -> str:
    if scope == "group":
        return group
    return store.path if base or scope not in own else own[scope]


def held(person: Staff) -> set[tuple[str, str, str]]:
    """What the engine finds for the person."""
    reaches = Access.of(person, NOW).held()
    return {(r.capability, r.scope, r.root_path) for found in reaches.values() for r in found}


def test_the_twelve_templates_are_there() -> None:
    assert set(names()) == set(TWELVE)
    assert names()[0] == "store_4s"


@pytest.mark.parametrize("name", TWELVE)
def test_template_has_no_fault_and_no_silent_gap(name: str) -> None:
    assert list(faults(read_template(name))) == []


def test_people_of_a_template_may_what_its_texts_say(grown: Grown) -> None:
    for code, person in grown.people.items():
        assert held(person) == written(grown.template, code, person), code


def test_pages_of_a_store_of_the_template_render(grown: Grown, client: Client) -> None:
    client.force_login(
        grown.people["general_manager"].user, backend="apps.org.accounts.AccountBackend"
    )
    shown = client.get(reverse("org:chart")).content.decode()
    assert all(unit.name in shown for unit in grown.template.chart.store.below)
    for position in Position.objects.filter(owner__code=ROOT.code):
        sheet = client.get(reverse("org:position_sheet", args=[position.pk]))
        assert sheet.status_code == 200, position


def test_store_of_any_template_receives_a_car(grown: Grown) -> None:
    able = next(p for p in grown.people.values() if _may_receive(p))
    order = check_in(
        by=Access.of(able, NOW),
        vehicle=VehicleFactory(),
        work_class="repair",
        statements=["刹车异响"],
        walk={"odometer_km": 12000},
        signed_on_paper=True,
    )
    assert order.store.code == ROOT.code
    assert Access.of(able, NOW).sees(order)


def test_loading_again_adds_nothing(grown: Grown) -> None:
    again = load_template(by=Access(staff=None, now=NOW), template=grown.template, names=ROOT)
    assert again[1] == Loaded(0, 0, 0, 0, 0)


def _may_receive(person: Staff) -> bool:
    held_rights = Access.of(person, NOW).held()
    rights = [
        held_rights.get(c, []) for c in ("workorders.add_checkin", "workorders.add_workorder")
    ]
    return all(any(not reach.rows for reach in reaches) for reaches in rights)


def test_unknown_template_names_the_known_ones() -> None:
    with pytest.raises(UnknownTemplateError, match="store_4s"):
        read_template("atlantis")


def test_template_without_a_needed_right_is_at_fault() -> None:
    template = read_template("five_roles")
    kept = tuple(
        replace(p, duties=tuple(d for d in p.duties if not _grants(d, NEEDED[0])))
        for p in template.catalogue.positions
    )
    broken = replace(template, catalogue=replace(template.catalogue, positions=kept))
    assert any("接车登记与环检" in fault for fault in faults(broken))


def _grants(duty: object, code: str) -> bool:
    return any(g.capability == code for g in duty.grants)
