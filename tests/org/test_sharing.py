"""Sharing one document: wider reach and never ability, for a time, seen by all it concerns."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from guardian.models import UserObjectPermission

from apps.core.refusals import Denied, Refused
from apps.org.access import Access
from apps.org.models import Position, Post, Share
from apps.org.services.sharing import (
    expected_rows,
    held_rows,
    remove_left_over_rows,
    revoke_share,
    share_object,
)
from apps.org.sharing import page_of, received_on, rights_for
from apps.parts.models import PurchaseOrder
from apps.workorders.models import DiscountRequest, Job, WorkOrder
from apps.workorders.permissions import Perm as Orders
from tests.access.samples import job, order, purchase
from tests.care.cases import callback, complained
from tests.factories.org import StaffFactory
from tests.factories.parts import asked, stocked
from tests.org.test_pages import queries_of
from tests.personas import NOW, access_of, department_of, staff_of, store_of
from tests.warranty.claims import drafted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
VIEW = [Orders.VIEW_WORKORDER]


def lent(obj: Any = None, login: str = "front_desk_supervisor", **facts: Any) -> Share:
    """An order of the first store, lent by its front desk for a day to the second store's."""
    return share_object(
        by=access_of(login),
        obj=obj or order(),
        **{
            "capabilities": VIEW,
            "staff": staff_of("service_advisor", "cs2"),
            "until": NOW + DAY,
            "reason": "客户要在二店取车",
            **facts,
        },
    )


def address(row: Any) -> str:
    """Where an object is shared."""
    return reverse("org:shares", args=[row._meta.label_lower, row.pk])


def sent(**facts: Any) -> dict[str, Any]:
    """What the form sends."""
    return {
        "operation_key": str(uuid.uuid4()),
        "to": f"staff-{staff_of('service_advisor', 'cs2').pk}",
        "rights": ["workorders.view_workorder"],
        "until": "2099-01-01T08:00",
        "reason": "客户要在二店取车",
        **facts,
    }


def soon(client: Client, row: Any) -> str:
    """The date the form proposes."""
    key = f"staff-{staff_of('service_advisor', 'cs2').pk}"
    form = client.get(address(row), {"to": key}).context["form"]
    return f"{form.initial['until'].astimezone(dt.timezone(dt.timedelta(hours=8))):%Y-%m-%dT%H:%M}"


def test_share_brings_the_row_into_list_and_detail_for_its_time() -> None:
    share = lent()
    for moment, seen in (
        (NOW, True),
        (NOW + DAY - dt.timedelta(seconds=1), True),
        (NOW + DAY, False),
    ):
        mine = access_of("service_advisor", "cs2", now=moment)
        assert mine.may(Orders.VIEW_WORKORDER, share.shared) is seen
        listed = WorkOrder.objects.visible_to(mine, Orders.VIEW_WORKORDER)
        assert (share.shared in listed) is seen


def test_share_covers_declared_children_only() -> None:
    row = job()
    lent(row.order)
    mine = access_of("service_advisor", "cs2")
    assert set(Job.objects.visible_to(mine)) == set()  # no right over jobs was shared
    lent(row.order, capabilities=[Orders.SET_PROMISEDTIME])
    assert not DiscountRequest.objects.visible_to(mine).exists()
    assert mine.may(Orders.SET_PROMISEDTIME, row.order)
    assert not mine.may(Orders.CHANGE_WORKORDER, row.order)


def test_share_to_a_post_reaches_whoever_holds_it() -> None:
    post = staff_of("service_advisor", "cs2").tenures.get().post
    share = lent(staff=None, post=post)
    for login in ("service_advisor", "service_advisor2"):
        assert access_of(login, "cs2").may(Orders.VIEW_WORKORDER, share.shared)
    assert not access_of("front_desk_supervisor", "cs2").may(Orders.VIEW_WORKORDER, share.shared)


def test_share_never_gives_what_the_recipient_could_not_do_anyway() -> None:
    with pytest.raises(Refused, match="不增加能力") as refusal:
        lent(capabilities=[Orders.REASSIGN_WORKORDER], staff=staff_of("cashier", "cs2"))
    assert refusal.value.field == "rights"
    assert not Share.objects.exists()


def test_share_of_a_right_one_lacks_on_the_object_is_denied() -> None:
    with pytest.raises(Denied):
        lent(capabilities=[Orders.TAKE_PAYMENT])


def test_rights_not_offered_say_which_side_lacks_them() -> None:
    row, to = order(), staff_of("cashier", "cs2")
    found = {r.capability: r for r in rights_for(access_of("front_desk_supervisor"), row, to)}
    assert found[Orders.VIEW_WORKORDER].offered
    assert "对方的职责" in found[Orders.CHANGE_WORKORDER].why_not
    assert "您自己" in found[Orders.SETTLE_WORKORDER].why_not
    assert Orders.CLOSE_CASHSHIFT not in found
    assert Orders.ADD_WORKORDER not in found


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"until": NOW}, "until"),
        ({"until": NOW - DAY}, "until"),
        ({"until": NOW + 31 * DAY}, "until"),
        ({"reason": "  "}, "reason"),
        ({"capabilities": []}, "rights"),
        ({"staff": None}, "to"),
    ],
)
def test_bad_share_is_refused_beside_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        lent(**facts)
    assert refusal.value.field == field
    assert not Share.objects.exists()


def test_share_with_oneself_or_ones_own_post_is_refused() -> None:
    me = staff_of("front_desk_supervisor")
    for to in ({"staff": me}, {"staff": None, "post": me.tenures.get().post}):
        with pytest.raises(Refused, match="您自己"):
            lent(**to)


def test_share_with_somebody_without_account_or_post_is_refused() -> None:
    with pytest.raises(Refused, match="没有在任"):
        lent(staff=StaffFactory(unit=department_of("front_desk", "cs2")))
    advisor = staff_of("service_advisor2", "cs2")
    advisor.user = None
    advisor.save()
    with pytest.raises(Refused, match="没有账号"):
        lent(staff=advisor)


def test_same_share_twice_is_refused_and_a_longer_one_is_not() -> None:
    row = order()
    lent(row)
    with pytest.raises(Refused, match="已经分享"):
        lent(row)
    lent(row, until=NOW + 2 * DAY)
    assert Share.objects.count() == 2


def test_revoked_share_stops_on_the_next_request_and_stays_on_record() -> None:
    share = lent()
    advisor = staff_of("service_advisor", "cs2")
    assert UserObjectPermission.objects.filter(user=advisor.user).count() == 1
    revoke_share(by=access_of("service_manager"), share=share)
    assert not Access.of(advisor, NOW).sees(share.shared)
    assert not UserObjectPermission.objects.filter(user=advisor.user).exists()
    assert Share.objects.get().revoked_at == NOW


def test_revoking_one_share_keeps_what_another_gives() -> None:
    row, advisor = order(), staff_of("service_advisor", "cs2")
    first = lent(row)
    lent(row, until=NOW + 2 * DAY)
    revoke_share(by=access_of("front_desk_supervisor"), share=first)
    assert UserObjectPermission.objects.filter(user=advisor.user).count() == 1
    assert Access.of(advisor, NOW).sees(row)


def test_ended_share_is_not_revoked() -> None:
    share = lent()
    with pytest.raises(Refused, match="已经结束"):
        revoke_share(by=access_of("front_desk_supervisor", now=NOW + 2 * DAY), share=share)


def test_right_to_share_in_another_store_does_not_count_here() -> None:
    me = staff_of("front_desk_supervisor", "cs2")
    post = Post.objects.get(position__code="service_advisor", unit=department_of("front_desk"))
    me.tenures.create(post=post, kind="concurrent", state="approved", starts_at=NOW - DAY)
    row = order()
    row.advisor = me
    row.save()
    by = Access.of(me, NOW)
    assert by.may(Orders.VIEW_WORKORDER, row)
    with pytest.raises(Denied):
        share_object(
            by=by,
            obj=row,
            capabilities=VIEW,
            staff=staff_of("service_advisor2"),
            until=NOW + DAY,
            reason="x",
        )


def test_page_shares_once_for_a_form_sent_twice(client_as: SignIn) -> None:
    row, client = order(), client_as("front_desk_supervisor")
    facts = sent(until=soon(client, row))
    for _ in range(2):
        assert client.post(address(row), facts).status_code == 303
    assert Share.objects.count() == 1
    page = client.get(address(row)).content.decode()
    assert "客户要在二店取车" in page
    assert "有效" in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"until": "2099-01-01T08:00"}, "最多分享 30 天"),
        ({"until": "2001-01-01T08:00"}, "必须晚于现在"),
        ({"until": "soon"}, "日期"),
        ({"to": "staff-0"}, "请选择一个人"),
        ({"to": "../../etc"}, "请选择一个人"),
        ({"rights": []}, "请至少选择一项"),
        ({"rights": ["workorders.reassign_workorder"]}, "reassign_workorder"),
        ({"reason": ""}, "必填项"),
    ],
)
def test_bad_form_comes_back_with_words_and_what_was_typed(
    client_as: SignIn, facts: dict[str, Any], words: str
) -> None:
    row, client = order(), client_as("front_desk_supervisor")
    typed = sent(until=soon(client, row), reason="我写的原因") | facts
    response = client.post(address(row), typed)
    assert response.status_code in {409, 422}
    assert words in response.content.decode()
    if facts.keys() == {"until"}:
        assert "我写的原因" in response.content.decode()
    assert not Share.objects.exists()


def test_recipient_reads_on_the_page_who_shared_it_and_until_when(client_as: SignIn) -> None:
    row, client = order(), client_as("front_desk_supervisor")
    client.post(address(row), sent(until=soon(client, row)))
    detail = reverse("workorders:detail", args=[row.pk])
    page = client_as("service_advisor", "cs2").get(detail)
    assert page.status_code == 200
    assert f"{staff_of('front_desk_supervisor')} 把这张单据分享给您" in page.content.decode()
    assert "分享给您" not in client.get(detail).content.decode()
    share = Share.objects.get()
    revoked = client.post(
        reverse("org:revoke_share", args=[share.pk]),
        {"operation_key": str(uuid.uuid4()), "version": share.version},
    )
    assert revoked.status_code == 303
    assert client_as("service_advisor", "cs2").get(detail).status_code == 404
    assert "已撤回" in client.get(address(row)).content.decode()


@pytest.mark.parametrize(
    ("make", "login"),
    [
        (order, "front_desk_supervisor"),
        (job, "workshop_supervisor"),
        (complained, "service_manager"),
        (callback, "service_manager"),
        (drafted, "service_manager"),
        (lambda: asked(stocked(5)), "parts_supervisor"),
        (lambda: PurchaseOrder.objects.get(pk=purchase()["pk"]), "parts_supervisor"),
    ],
    ids=["order", "job", "complaint", "callback", "claim", "demand", "purchase"],
)
def test_every_kind_with_a_page_leads_to_its_shares(
    client_as: SignIn, make: Callable[[], Any], login: str
) -> None:
    row, client = make(), client_as(login)
    assert address(row) in client.get(page_of(row)).content.decode()
    response = client.get(address(row))
    assert response.status_code == 200
    assert response.context["back"] == page_of(row)


def test_only_those_who_share_find_the_button(client_as: SignIn) -> None:
    row = order()
    detail = reverse("workorders:detail", args=[row.pk])
    for login, there in (("front_desk_supervisor", True), ("service_advisor", False)):
        assert (address(row) in client_as(login).get(detail).content.decode()) is there


def test_page_is_for_objects_in_sight_of_kinds_that_have_a_page(client_as: SignIn) -> None:
    row, client = order(), client_as("front_desk_supervisor", "cs2")
    assert client.get(address(row)).status_code == 404
    for label in ("org.staff", "nothing.here", "nonsense", "auth.permission"):
        assert client.get(reverse("org:shares", args=[label, 1])).status_code == 404


def test_search_finds_people_and_posts_and_says_who_is_not_able(client_as: SignIn) -> None:
    row, client = order(), client_as("front_desk_supervisor")
    found = client.get(address(row), {"q": "fwgw"}).context["found"]
    assert {r.key.partition("-")[0] for r in found} == {"staff", "post"}
    assert all(r.able for r in found)
    page = client.get(address(row), {"q": staff_of("hr_officer").name}).content.decode()
    assert "分享不能给人本来没有的能力" in page


def test_shares_stand_on_the_person_given_and_received(client_as: SignIn) -> None:
    share = lent(until=NOW + DAY)
    given = client_as("front_desk_supervisor").get(reverse("org:my_shares"))
    assert [line.share for line in given.context["given"]] == [share]
    received = client_as("service_advisor", "cs2").get(reverse("org:my_shares"))
    assert [line.share for line in received.context["received"]] == [share]
    person = reverse("org:person_shares", args=[staff_of("front_desk_supervisor").pk])
    line = client_as("hr_officer").get(person).context["given"][0]
    assert (line.share, line.url) == (share, "")
    assert str(share.shared) not in line.title
    assert client_as("hr_officer", "cs2").get(person).status_code == 404


def test_received_shares_cost_nothing_to_those_without(django_assert_num_queries) -> None:
    row, mine = order(), access_of("service_advisor")
    assert mine.tenures
    with django_assert_num_queries(0):
        assert received_on(mine, row) == []


def test_lists_of_shares_take_as_many_queries_for_thirty(client_as: SignIn) -> None:
    row, client = order(), client_as("front_desk_supervisor")
    asked = [address(row), reverse("org:my_shares")]

    def shared(count: int) -> list[int]:
        for _ in range(count):
            lent(row, until=NOW + DAY + dt.timedelta(minutes=Share.objects.count()))
        return [queries_of(client, a) for a in asked]

    assert shared(3) == shared(27)


def test_person_of_the_share_is_named_in_words() -> None:
    position = Position.objects.get(owner=store_of("cs2"), code="service_advisor")
    share = lent(staff=None, post=position.posts.get())
    assert str(position) in str(share.recipient)


def test_rows_of_ended_shares_are_found_and_removed() -> None:
    lent()
    assert expected_rows(NOW) == held_rows()
    assert remove_left_over_rows(NOW) == 0
    assert remove_left_over_rows(NOW + 2 * DAY) == 1
    assert held_rows() == set()
