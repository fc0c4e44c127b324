"""Editions in the admin: the list, the draft, the page, its duties and its steps."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from apps.core.models import Operation
from apps.org.admin.duty_forms import named
from apps.org.models import Duty, PositionRevision
from apps.org.services import revising
from apps.workorders.permissions import Perm
from tests.org.drafting import in_force, position_of
from tests.personas import access_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db

LIST = "/admin/org/positionrevision/"


@pytest.fixture
def draft() -> PositionRevision:
    """A draft of the cashier's next edition, by the administrator."""
    return revising.draft_revision(
        by=access_of("administrator"), position=position_of("cashier"), change="增加登记"
    )


def at(name: str, row: PositionRevision | Duty) -> str:
    """An address in the admin."""
    return reverse(f"admin:org_{row._meta.model_name}_{name}", args=[row.pk])


def words(response: HttpResponse, status: int = 200) -> str:
    """The page as text."""
    assert response.status_code == status, response.content.decode()[-600:]
    return response.content.decode()


def sent(client: Client, address: str, **data: Any) -> HttpResponse:
    """A posted form under a key of its own."""
    return client.post(address, {"operation_key": str(uuid.uuid4()), **data})


def typed(duty: Duty, *rights: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The form of a duty as its page gives it, with more rights behind those it has."""
    have = [{"capability": g.capability, "scope": g.scope} for g in duty.grants.order_by("pk")]
    rows = {
        f"grants-{n}-{name}": value
        for n, right in enumerate([*have, *rights])
        for name, value in right.items()
    }
    return {
        "version": duty.version,
        "text": duty.text,
        "text_en": duty.text_en,
        "kind": duty.kind,
        "source": "\n".join(duty.source),
        "grants-TOTAL_FORMS": len(have) + len(rights),
        "grants-INITIAL_FORMS": len(have),
        **rows,
        **changes,
    }


def test_list_is_filtered_by_state_store_position_and_words(
    client_as: SignIn, draft: PositionRevision
) -> None:
    client = client_as("administrator")
    assert "收银结算员" in words(client.get(LIST, {"state__exact": "draft"}))
    assert "/change/" not in words(client.get(LIST, {"state__exact": "submitted"}))
    assert draft.document_no.lower() not in words(client.get(LIST, {"code": "technician"}))
    assert "增加登记" in words(client.get(LIST, {"q": "收银"}))


def test_list_ends_at_the_reach_of_the_viewer(client_as: SignIn) -> None:
    page = words(client_as("administrator").get(LIST))
    assert "长沙一店" in page
    assert "长沙二店 ·" not in page
    assert "长沙二店 ·" in words(client_as("group_supervisor").get(LIST, {"q": "收银"}))


@pytest.mark.parametrize("login", ["service_advisor", "cashier", "technician"])
def test_others_do_not_reach_editions(
    client_as: SignIn, draft: PositionRevision, login: str
) -> None:
    client = client_as(login)
    assert client.get(LIST).status_code == 403
    assert client.get(at("change", draft)).status_code == 403


def test_edition_of_another_store_is_not_found(client_as: SignIn, draft: PositionRevision) -> None:
    client = client_as("administrator", "cs2")
    assert client.get(at("change", draft)).status_code == 404
    assert sent(client, at("act", draft), action="submit").status_code == 404


def test_draft_starts_from_the_edition_in_force(client_as: SignIn) -> None:
    client, position = client_as("administrator"), position_of("cashier")
    page = words(client.get(f"{LIST}add/", {"position": position.pk}))
    assert "以哪一版为底稿" in page
    response = sent(client, f"{LIST}add/", position=position.pk, change="增加一条")
    assert response.status_code == 303
    found = position.revisions.get(state="draft")
    assert (found.edition, found.change, found.based_on) == ("A/1", "增加一条", in_force(position))


def test_double_submit_makes_one_draft(client_as: SignIn) -> None:
    client, position = client_as("administrator"), position_of("cashier")
    form = {"operation_key": str(uuid.uuid4()), "position": position.pk, "change": "一次"}
    first, second = (client.post(f"{LIST}add/", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert position.revisions.count() == 2


def test_second_draft_of_a_position_is_refused_with_what_was_typed(
    client_as: SignIn, draft: PositionRevision
) -> None:
    response = sent(
        client_as("hr_officer"), f"{LIST}add/", position=draft.position_id, change="另一份"
    )
    page = words(response, 409)
    assert "正在修订" in page
    assert "另一份" in page


def test_position_out_of_reach_cannot_be_drafted(client_as: SignIn) -> None:
    other = position_of("cashier", "cs2")
    assert (
        sent(client_as("administrator"), f"{LIST}add/", position=other.pk, change="x").status_code
        == 422
    )
    assert other.revisions.count() == 1


def test_holder_of_the_position_cannot_draft_it(client_as: SignIn) -> None:
    own = position_of("administrator")
    page = words(sent(client_as("administrator"), f"{LIST}add/", position=own.pk, change="x"), 409)
    assert "您担任" in page


def test_facts_are_saved_and_hidden_fields_are_not(
    client_as: SignIn, draft: PositionRevision
) -> None:
    response = sent(
        client_as("administrator"),
        at("change", draft),
        version=draft.version,
        change="改写目的",
        purpose="新的目的",
        requires="会计证\n三年经验",
        requires_en="Accounting certificate",
        state="approved",
        approved_by=staff_of("administrator").pk,
        edition="Z/9",
        text_of=in_force(draft.position).pk,
    )
    assert response.status_code == 303
    draft.refresh_from_db()
    assert (draft.purpose, draft.state, draft.edition) == ("新的目的", "draft", "A/1")
    assert draft.approved_by is None
    assert draft.text_of is None
    assert draft.requires[1] == {"text": "三年经验", "text_en": ""}


def test_stale_facts_are_refused_and_kept(client_as: SignIn, draft: PositionRevision) -> None:
    version = draft.version
    draft.save()
    response = sent(
        client_as("administrator"), at("change", draft), version=version, purpose="打了半天的字"
    )
    page = words(response, 409)
    assert "被别人改过" in page
    assert "打了半天的字" in page


def test_circle_of_superiors_is_refused_beside_the_field(client_as: SignIn) -> None:
    above = position_of("service_manager")
    draft = revising.draft_revision(by=access_of("administrator"), position=above, change="x")
    below = position_of("service_advisor")
    page = words(
        sent(
            client_as("administrator"),
            at("change", draft),
            version=draft.version,
            reports_to=below.pk,
        ),
        409,
    )
    assert 'id="id_reports_to_error"' in page


def test_duty_gains_a_right_with_its_limit_and_the_page_tells_who_gains_it(
    client_as: SignIn, draft: PositionRevision
) -> None:
    client, duty = client_as("administrator"), draft.duties.get(code="CH-1")
    right = {"capability": "workorders.give_discount", "scope": "own", "labour_pct": "5"}
    response = sent(client, at("change", duty), **typed(duty, right, text="收款、开票并登记"))
    assert response["Location"].endswith("#CH-1")
    assert duty.grants.get(capability="workorders.give_discount").limits == {"labour_pct": 5}
    page = words(client.get(at("change", draft)))
    assert "得到" in page
    assert "工时折让 ≤ 5%" in page
    assert "<ins>" in page


def test_capability_is_chosen_by_its_words(client_as: SignIn, draft: PositionRevision) -> None:
    duty = draft.duties.get(code="CH-2")
    right = {"capability": named(Perm.DISPATCH_JOB), "scope": "unit"}
    assert (
        sent(client_as("administrator"), at("change", duty), **typed(duty, right)).status_code
        == 303
    )
    assert duty.grants.filter(capability="workorders.dispatch_job", scope="unit").exists()


@pytest.mark.parametrize(
    ("right", "field", "told"),
    [
        ({"capability": "workorders.rob_bank", "scope": "own"}, "capability", "没有这项权限"),
        ({"capability": "workorders.dispatch_job", "scope": "moon"}, "scope", ""),
        (
            {"capability": "workorders.give_discount", "scope": "own", "labour_pct": "-1"},
            "labour_pct",
            "",
        ),
        (
            {"capability": "workorders.give_discount", "scope": "own", "labour_pct": "101"},
            "labour_pct",
            "",
        ),
        (
            {"capability": "workorders.give_discount", "scope": "own", "labour_pct": "abc"},
            "labour_pct",
            "",
        ),
        (
            {"capability": "workorders.give_discount", "scope": "own", "refund_cny": "9"},
            "refund_cny",
            "没有这种额度",
        ),
        (
            {"capability": "workorders.dispatch_job", "scope": "own", "unlimited": "on"},
            "unlimited",
            "没有额度",
        ),
    ],
)
def test_bad_right_is_refused_beside_its_field(
    client_as: SignIn, draft: PositionRevision, right: dict[str, str], field: str, told: str
) -> None:
    duty = draft.duties.get(code="CH-2")
    response = sent(
        client_as("administrator"), at("change", duty), **typed(duty, right, text="不丢的字")
    )
    page = words(response, 422)
    assert f'id="id_grants-1-{field}_error"' in page
    assert told in page
    assert "不丢的字" in page
    assert duty.grants.count() == 1


def test_refusal_of_the_service_stands_beside_the_right(
    client_as: SignIn, draft: PositionRevision
) -> None:
    duty = draft.duties.get(code="CH-2")
    twice = {"capability": "workorders.request_refund", "scope": "own"}
    page = words(sent(client_as("administrator"), at("change", duty), **typed(duty, twice)), 409)
    assert 'id="id_grants-1-capability_error"' in page


def test_right_is_taken_away(client_as: SignIn, draft: PositionRevision) -> None:
    duty = draft.duties.get(code="CH-1")
    data = typed(duty) | {"grants-0-gone": "on"}
    gone = duty.grants.order_by("pk")[0].capability
    assert sent(client_as("administrator"), at("change", duty), **data).status_code == 303
    assert not duty.grants.filter(capability=gone).exists()


def test_stale_duty_is_refused(client_as: SignIn, draft: PositionRevision) -> None:
    duty = draft.duties.get(code="CH-1")
    data = typed(duty, text="晚了一步")
    duty.save()
    assert "晚了一步" in words(sent(client_as("administrator"), at("change", duty), **data), 409)


def test_duty_is_added_moved_and_removed(client_as: SignIn, draft: PositionRevision) -> None:
    client = client_as("administrator")
    new = {"text": "爱护设备", "kind": "conduct", "revision": draft.pk}
    empty = {"grants-TOTAL_FORMS": 1, "grants-INITIAL_FORMS": 0, "grants-0-scope": "store"}
    assert sent(client, reverse("admin:org_duty_add"), **new, **empty).status_code == 303
    duty = draft.duties.get(code="CH-4")
    assert sent(client, at("move", duty), version=duty.version, to=1).status_code == 303
    assert draft.duties.order_by("order")[0] == duty
    duty.refresh_from_db()
    assert "删除这条职责" in words(client.get(at("remove", duty)))
    assert sent(client, at("remove", duty), version=duty.version).status_code == 303
    assert not draft.duties.filter(pk=duty.pk).exists()


def test_duty_of_another_store_is_not_found(client_as: SignIn, draft: PositionRevision) -> None:
    duty = draft.duties.get(code="CH-1")
    client = client_as("administrator", "cs2")
    for name in ("change", "remove"):
        assert client.get(at(name, duty)).status_code == 404
    assert sent(client, at("move", duty), to=1).status_code == 404


def test_duty_of_an_edition_in_force_is_not_changed(client_as: SignIn) -> None:
    duty = in_force(position_of("cashier")).duties.get(code="CH-1")
    page = words(
        sent(client_as("administrator"), at("change", duty), **typed(duty, text="偷改")), 409
    )
    assert "不能修改" in page
    duty.refresh_from_db()
    assert duty.text != "偷改"
    assert "保存职责" not in words(client_as("administrator").get(at("change", duty)))


def changed(draft: PositionRevision) -> None:
    """The draft says something new."""
    duty = draft.duties.get(code="CH-2")
    duty.text += "，并登记"
    duty.save()


def test_three_persons_publish_from_the_page(client_as: SignIn, draft: PositionRevision) -> None:
    changed(draft)
    steps = (
        ("administrator", "submit"),
        ("service_manager", "review"),
        ("general_manager", "approve"),
    )
    for login, action in steps:
        draft.refresh_from_db()
        response = sent(client_as(login), at("act", draft), action=action, version=draft.version)
        assert response.status_code == 303, response.content.decode()[-800:]
    draft.refresh_from_db()
    assert draft.state == "approved"
    page = words(client_as("administrator").get(at("change", draft)))
    for login, _action in steps:
        assert staff_of(login).name in page


def test_return_asks_a_reason_and_keeps_what_was_typed(
    client_as: SignIn, draft: PositionRevision
) -> None:
    changed(draft)
    draft = revising.submit_revision(by=access_of("administrator"), revision=draft)
    client = client_as("service_manager")
    assert "请填写原因" in words(
        sent(client, at("act", draft), action="return", version=draft.version), 409
    )
    assert (
        sent(
            client, at("act", draft), action="return", reason="再想想", version=draft.version
        ).status_code
        == 303
    )
    assert "再想想" in words(client_as("administrator").get(at("change", draft)))


def test_who_drafted_sees_why_he_may_not_review(client_as: SignIn) -> None:
    draft = revising.draft_revision(
        by=access_of("service_manager"), position=position_of("cashier"), change="x"
    )
    changed(draft)
    revising.submit_revision(by=access_of("service_manager"), revision=draft)
    page = words(client_as("service_manager").get(at("change", draft)))
    assert "起草、审核、批准要由三个人完成" in page
    assert 'aria-disabled="true"' in page


def test_unknown_step_is_not_found(client_as: SignIn, draft: PositionRevision) -> None:
    assert sent(client_as("administrator"), at("act", draft), action="crown").status_code == 404


def test_nothing_is_written_without_a_key(client_as: SignIn, draft: PositionRevision) -> None:
    client, before = client_as("administrator"), Operation.objects.count()
    for address in (
        f"{LIST}add/",
        at("change", draft),
        at("act", draft),
        reverse("admin:org_duty_add"),
    ):
        assert client.post(address, {"action": "submit"}).status_code == 422
    assert Operation.objects.count() == before


@pytest.mark.parametrize("more", [3, 30])
def test_page_takes_as_many_queries_for_long_texts(
    client_as: SignIn,
    draft: PositionRevision,
    more: int,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(more):
        Duty.objects.create(
            revision=draft, code=f"CH-{number + 20}", order=number + 20, text="句", kind="conduct"
        )
    client = client_as("administrator")
    client.get(at("change", draft))
    with django_assert_max_num_queries(60):
        client.get(at("change", draft))
