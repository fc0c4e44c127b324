"""What one edition changes against another, read from the rows."""

from __future__ import annotations

import pytest

from apps.org.models import Duty, PositionRevision
from apps.org.selectors.difference import Difference, difference_of
from tests.org.drafting import copied, give, in_force, position_of, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def before() -> PositionRevision:
    return in_force(position_of("cashier"))


@pytest.fixture
def draft(before: PositionRevision) -> PositionRevision:
    return copied(before)


def duty(draft: PositionRevision, code: str) -> Duty:
    """One duty of a draft."""
    return draft.duties.get(code=code)


def shown(difference: Difference) -> dict[str, str]:
    """The kind of change of each duty that changed."""
    return {d.code: d.kind for d in difference.changed_duties}


def test_copy_differs_in_nothing(before: PositionRevision, draft: PositionRevision) -> None:
    found = difference_of(before, draft)
    assert found.nothing
    assert found.summary == "没有变化"


def test_sentence_is_shown_in_runs(before: PositionRevision, draft: PositionRevision) -> None:
    row = duty(draft, "CH-1")
    row.text = "收款、开票，核对并登记出门放行"
    row.save()
    change = difference_of(before, draft).changed_duties[0]
    assert [p.text for p in change.sentence.pieces if p.kind == "added"] == ["并登记"]
    assert change.others == []


def test_english_and_small_facts_are_told_beside_the_sentence(
    before: PositionRevision, draft: PositionRevision
) -> None:
    row = duty(draft, "CH-1")
    row.text_en, row.kpis = "Takes payment", ["visit_count"]
    row.save()
    change = difference_of(before, draft).changed_duties[0]
    assert not change.sentence.changed
    assert [o.label for o in change.others] == ["英文", "考核指标"]


def test_rights_are_added_removed_and_changed_in_words(
    before: PositionRevision, draft: PositionRevision
) -> None:
    give(duty(draft, "CH-1"), "workorders.give_discount", "own", {"labour_pct": 5})
    take(draft, "workorders.issue_invoice")
    grant = duty(draft, "CH-1").grants.get(capability="workorders.take_payment")
    grant.scope = "unit"
    grant.save()
    change = difference_of(before, draft).changed_duties[0]
    found = {g.code: (g.kind, g.before, g.after) for g in change.changed_grants}
    assert found == {
        "workorders.give_discount": ("added", "", "本人 · 工时折让 ≤ 5%"),
        "workorders.issue_invoice": ("removed", "本店", ""),
        "workorders.take_payment": ("changed", "本店", "本部门"),
    }


def test_duties_are_matched_by_code_wherever_they_stand(
    before: PositionRevision, draft: PositionRevision
) -> None:
    first, second, third = draft.duties.all()
    second.grants.all().delete()
    second.delete()
    first.order, third.order = 3, 1
    for row in (first, third):
        row.save()
    Duty.objects.create(revision=draft, code="CH-9", order=9, text="新", kind="conduct")
    found = difference_of(before, draft)
    assert shown(found) | {"CH-1": "", "CH-3": ""} == {
        "CH-1": "",
        "CH-2": "removed",
        "CH-3": "",
        "CH-9": "added",
    }
    assert sorted(d.kind for d in found.duties) == ["added", "moved", "removed", "same"]
    assert found.summary == "新增 1 条，删除 1 条，移动 1 条"


def test_facts_that_changed_are_named(before: PositionRevision, draft: PositionRevision) -> None:
    draft.purpose = "收好每一笔款，守住放行、应收与票据"
    draft.reports_to = position_of("service_manager")
    draft.requires = [{"text": "会计证", "text_en": "Accounting certificate"}]
    draft.save()
    labels = [f.label for f in difference_of(before, draft).facts]
    assert labels == ["目的", "直接上级", "任职要求", "任职要求（英文）"]


def test_first_edition_is_new_as_a_whole(before: PositionRevision) -> None:
    found = difference_of(None, before)
    assert {d.kind for d in found.duties} == {"added"}


def test_text_of_another_edition_is_compared_as_its_own(
    before: PositionRevision, draft: PositionRevision
) -> None:
    rolled = PositionRevision.objects.create(
        position=position_of("cashier", "cs2"),
        edition="B/0",
        document_no="X",
        change="推广",
        text_of=draft,
    )
    take(draft, "workorders.issue_invoice")
    assert shown(difference_of(before, rolled)) == {"CH-1": "changed"}


def test_comparison_takes_few_queries_however_long_the_text(
    before: PositionRevision, draft: PositionRevision, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        row = Duty.objects.create(
            revision=draft, code=f"CH-{number + 20}", order=number + 20, text="句子"
        )
        give(row, "workorders.view_job")
    with django_assert_max_num_queries(6):
        difference_of(before, draft)
