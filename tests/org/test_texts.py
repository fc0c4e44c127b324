"""Texts under revision control: the edition in force decides who, above whom, measured by what."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.core.refusals import Refused
from apps.kpi.dashboard import figures_of
from apps.org.access import Access
from apps.org.home import home_of
from apps.org.in_force import catalogue_in_force
from apps.org.line import positions_above, would_circle
from apps.org.models import Duty, Grant, Position, PositionRevision, Tenure
from apps.org.permissions import Perm
from apps.org.selectors.matrix import matrix_of
from apps.org.selectors.own import own_posts
from apps.org.services.publishing import expected_grants, write_grants
from apps.org.texts import below
from apps.org.why import explain, holders
from tests.factories.org import (
    DepartmentFactory,
    GroupUnitFactory,
    StaffFactory,
    StoreFactory,
    add_revision,
    holding,
    position_with,
    post_in,
)
from tests.personas import NOW, staff_of, store_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
VIEW_STAFF = {"capability": Perm.VIEW_STAFF.value, "scope": "store"}
VIEW_POSITION = {"capability": Perm.VIEW_POSITION.value, "scope": "store"}


@pytest.fixture
def standard() -> PositionRevision:
    """The text of a standard position of the group."""
    return position_with(
        GroupUnitFactory(), "standard", [VIEW_STAFF, VIEW_POSITION]
    ).revisions.get()


def rolled_out(standard: PositionRevision, code: str, **facts: object) -> Tenure:
    """A store's own position that goes by the standard text, and who holds it."""
    store = StoreFactory(code=code)
    position = position_with(store, "clerk", [])
    edition = PositionRevision.objects.create(
        position=position,
        document_no=code,
        edition="B/0",
        change="推广",
        state="approved",
        effective_from=NOW - DAY,
        text_of=standard,
        **facts,
    )
    assert not edition.duties.exists()
    post = post_in(position, DepartmentFactory(parent=store))
    write_grants([post], NOW)
    return holding(post)


def above(position: Position, superior: Position, at: dt.datetime = NOW) -> PositionRevision:
    """An approved edition that names a superior."""
    edition = add_revision(position, [], effective_from=at)
    edition.reports_to = superior
    edition.save()
    return edition


def test_duties_of_the_standard_text_count_in_each_store(standard: PositionRevision) -> None:
    one, two = rolled_out(standard, "one"), rolled_out(standard, "two")
    for tenure, other in ((one, two), (two, one)):
        mine = Access.of(tenure.staff, NOW)
        assert mine.may(Perm.VIEW_STAFF, StaffFactory(unit=tenure.post.unit))
        assert not mine.may(Perm.VIEW_STAFF, other.staff)
    assert {g[2] for g in expected_grants([one.post, two.post], NOW)} == {
        one.post.unit.store_id,
        two.post.unit.store_id,
    }


def test_holder_in_two_stores_sees_the_standard_duty_under_each_post(
    standard: PositionRevision,
) -> None:
    one, two = rolled_out(standard, "one"), rolled_out(standard, "two")
    holding(two.post, staff=one.staff, kind="concurrent")
    mine = Access.of(one.staff, NOW)
    shown = [[d.code for d in card.duties] for card in home_of(mine).posts]
    assert shown == [["X-0", "X-1"], ["X-0", "X-1"]]
    assert [len(p.duties) for p in own_posts(mine)] == [2, 2]


def test_why_who_and_matrix_name_the_edition_of_the_store(standard: PositionRevision) -> None:
    tenure = rolled_out(standard, "one")
    mine, store = Access.of(tenure.staff, NOW), tenure.post.unit.store
    found = explain(mine, Perm.VIEW_STAFF)
    assert found.granted
    assert "one B/0" in [k.text.split(" ", 1)[1] for k in found.links if k.kind == "岗位文件"]
    assert tenure.staff.name in [h.staff for h in holders(Perm.VIEW_STAFF, NOW, store)]
    assert tenure.staff.name in [h.staff for h in holders(Perm.VIEW_STAFF, NOW)]
    cells = [c.position for _r, c, _t in matrix_of(mine, room="org").lines()]
    assert tenure.post.position in cells


def test_text_is_never_taken_from_an_edition_without_duties(standard: PositionRevision) -> None:
    edition = rolled_out(standard, "one").post.position.revisions.latest("pk")
    with pytest.raises(Refused, match="自己有职责"):
        PositionRevision(position=edition.position, edition="C/0", text_of=edition).save()


def test_edition_whose_text_others_use_takes_none(standard: PositionRevision) -> None:
    rolled_out(standard, "one")
    standard.text_of = position_with(GroupUnitFactory(), "x", []).revisions.get()
    with pytest.raises(Refused, match="自己有职责"):
        standard.save()


@pytest.mark.parametrize("field", ["text_of", "reports_to"])
def test_edition_names_neither_itself_nor_its_own_position(field: str) -> None:
    edition = position_with(GroupUnitFactory(), "x", []).revisions.get()
    value = edition if field == "text_of" else edition.position
    rows = PositionRevision.objects.filter(pk=edition.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**{field: value})


def test_line_follows_the_edition_in_force() -> None:
    cashier = Position.objects.get(owner=store_of(), code="cashier")
    manager = Position.objects.get(owner=store_of(), code="service_manager")
    above(cashier, manager, NOW + DAY)
    codes = [p.code for p in positions_above(staff_of("cashier"), NOW)]
    assert codes == ["general_manager"]
    later = [p.code for p in positions_above(staff_of("cashier"), NOW + DAY)]
    assert later == ["service_manager", "general_manager"]
    assert cashier not in below(manager, NOW)
    assert cashier in below(manager, NOW + DAY)


@pytest.mark.parametrize(
    ("position", "superior", "circle"),
    [
        ("general_manager", "technician", True),
        ("technician", "technician", True),
        ("technician", "cashier", False),
        ("cashier", "service_manager", False),
    ],
)
def test_line_that_leads_back_is_a_circle(position: str, superior: str, circle: bool) -> None:
    rows = {p.code: p for p in Position.objects.filter(owner=store_of())}
    assert would_circle(rows[position], rows[superior], NOW) is circle


def test_circle_with_an_edition_approved_for_later_is_found() -> None:
    owner = store_of()
    one, two = position_with(owner, "a", []), position_with(owner, "b", [])
    assert not would_circle(one, two, NOW)
    above(two, one, NOW + DAY)
    assert would_circle(one, two, NOW)


def test_duties_choose_the_figures_of_their_holder() -> None:
    staff = staff_of("technician")
    codes = {f.code for f in figures_of(Access.of(staff, NOW))}
    assert "qc_first_pass_rate" in codes
    Duty.objects.filter(
        revision__position__owner=store_of(), revision__position__code="technician", code="TN-5"
    ).update(kpis=[])
    assert {f.code for f in figures_of(Access.of(staff, NOW))} == codes - {"qc_first_pass_rate"}


def test_catalogue_in_force_reads_the_standard_text(standard: PositionRevision) -> None:
    tenure = rolled_out(standard, "one", purpose="收款")
    text = catalogue_in_force(tenure.post.unit.store, NOW).position("clerk")
    assert text.purpose == "收款"
    assert [d.code for d in text.duties] == ["X-0", "X-1"]
    assert Grant.objects.filter(duty__revision__position=tenure.post.position).count() == 0


def test_purpose_and_superior_of_a_later_edition_wait_for_their_day(client_as) -> None:
    position = Position.objects.get(owner=store_of(), code="cashier")
    edition = above(position, Position.objects.get(owner=store_of(), code="service_manager"))
    edition.purpose, edition.effective_from = "另一个目的", dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    edition.save()
    page = client_as("cashier").get(reverse("org:position_sheet", args=[position.pk]))
    assert "收好每一笔款" in page.content.decode()
    assert "另一个目的" not in page.content.decode()


def test_sheet_shows_the_number_of_a_duty_to_those_measured_by_it(client_as) -> None:
    position = Position.objects.get(owner=store_of(), code="service_advisor")
    address = reverse("org:position_sheet", args=[position.pk])
    for login, url in (("service_advisor", "/kpi/on_time_completion_rate/"), ("cashier", "")):
        sheet = client_as(login).get(address).context["sheet"]
        duty = next(line for line in sheet.duties if line.duty.code == "SA-4")
        assert [n.code for n in duty.numbers] == ["on_time_completion_rate"]
        assert duty.numbers[0].url.startswith(url)
        assert bool(duty.numbers[0].value) == bool(url)


def test_home_shows_a_headline_under_the_duty_it_measures(client_as) -> None:
    home = client_as("service_advisor").get(reverse("home")).context["home"]
    codes = {d.code: [n.code for n in d.numbers] for d in home.posts[0].duties}
    assert codes["SA-4"] == ["on_time_completion_rate"]
