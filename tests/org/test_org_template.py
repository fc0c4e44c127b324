"""`manage.py org_template`: list, preview, load; nothing twice, no name unknown."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from apps.org.models import OrgUnit, Position, Post
from apps.org.templates import names

pytestmark = pytest.mark.django_db


def said(*words: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("org_template", *words, stdout=out)
    return out.getvalue()


def test_list_names_every_template_with_its_size() -> None:
    shown = said("list")
    assert all(name in shown for name in names())
    assert "岗位 33，编制 53" in shown


def test_dry_run_prints_the_tree_and_writes_nothing() -> None:
    before = (OrgUnit.objects.count(), Position.objects.count(), Post.objects.count())
    shown = said("load", "three_groups", "--root", "cs4:长沙四店", "--dry-run")
    assert "客户关系管理组 [5] 客户关系组长×1、客户关系专员×4" in shown
    assert "没有写入任何数据" in shown
    assert before == (OrgUnit.objects.count(), Position.objects.count(), Post.objects.count())


def test_dry_run_counts_what_loading_adds() -> None:
    words = ("load", "three_groups", "--root", "cs4:长沙四店")
    foreseen = next(line for line in said(*words, "--dry-run").splitlines() if "新增" in line)
    assert foreseen in said(*words).splitlines()
    assert OrgUnit.objects.filter(code="cs4-workshop", name="售后技术支持组").exists()


def test_loading_twice_adds_nothing() -> None:
    words = ("load", "five_roles", "--root", "cs4:长沙四店")
    said(*words)
    assert "新增单元 0、岗位 0、职责 0、权限 0、席位 0" in said(*words)


def test_name_alone_gives_the_code_by_its_initials() -> None:
    assert said("load", "five_roles", "--root", "岳阳店").startswith("yyd 岳阳店")


def test_first_template_of_an_empty_installation_founds_the_group(empty: None) -> None:
    said("load", "five_roles", "--root", "cs4:长沙四店", "--group", "hx:汇兴集团")
    group = OrgUnit.objects.get(parent=None)
    assert (group.code, group.name) == ("hx", "汇兴集团")
    assert OrgUnit.objects.get(code="cs4").parent == group
    assert Post.objects.filter(unit=group, position__code="group_supervisor").exists()


def test_unknown_template_lists_the_known_ones() -> None:
    with pytest.raises(CommandError, match="store_4s.*five_roles"):
        said("load", "atlantis", "--root", "cs4:长沙四店")


@pytest.mark.parametrize("root", ["hj:华骏", "cs1:别的店", "长沙（四）店:", ":四店"])
def test_root_that_cannot_be_is_refused_in_words(root: str) -> None:
    with pytest.raises(CommandError, match="代码"):
        said("load", "five_roles", "--root", root)
