"""Sentences compared in runs that read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.org.text_difference import ADDED, REMOVED, SAME, Piece, changed, pieces

SENTENCES = st.text("审核批准起草，。职责 abc5%", max_size=30)


def shown(before: str, after: str) -> str:
    """The runs in one line."""
    marks = {SAME: "{}", ADDED: "+{}+", REMOVED: "-{}-"}
    return "".join(marks[p.kind].format(p.text) for p in pieces(before, after))


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("审核维修工单", "审批维修工单", "审-核-+批+维修工单"),
        ("不超过5%的折让", "不超过10%的折让", "不超过-5%-+10%+的折让"),
        ("接待客户", "接待客户，登记车辆", "接待客户+，登记车辆+"),
        ("接待客户并记录需求", "记录需求", "-接待客户并-记录需求"),
        (
            "gives discounts up to 5%",
            "gives refunds up to 5%",
            "gives -discounts-+refunds+ up to 5%",
        ),
        ("", "新的一句", "+新的一句+"),
        ("起草文件说明", "誊草表格附件", "-起草文件说明-+誊草表格附件+"),
    ],
)
def test_change_reads_as_removal_and_addition(before: str, after: str, line: str) -> None:
    assert shown(before, after) == line


def test_lone_agreeing_character_between_changes_is_swallowed() -> None:
    line = shown("每天清点配件并上报库存差异情况", "每周盘点配件并上报库存差异情况")
    assert line == "每-天清-+周盘+点配件并上报库存差异情况"


def test_same_sentence_has_no_change() -> None:
    assert pieces("接待客户", "接待客户") == [Piece(SAME, "接待客户")]
    assert not changed(pieces("接待客户", "接待客户"))
    assert pieces("", "") == []


@given(SENTENCES, SENTENCES)
def test_runs_give_back_both_sentences(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(p.text for p in found if p.kind != ADDED) == before
    assert "".join(p.text for p in found if p.kind != REMOVED) == after
