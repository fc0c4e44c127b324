"""The page vocabulary: values, states, fields, steps, prints."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from apps.core import figures_text as text
from apps.core.clock import SHANGHAI
from apps.core.tones import SHAPES, Tone, tone_of
from apps.core.ui import marks, values

TODAY = dt.date(2026, 6, 1)
NOW = dt.datetime(2026, 6, 1, 9, 30, tzinfo=SHANGHAI)
SPRITE = Path(settings.BASE_DIR) / "static" / marks.SPRITE


def render(source: str, **context: Any) -> str:
    """A template rendered inside a request made at NOW."""
    request = RequestFactory().get("/orders/", {"state": "open"})
    request.access = SimpleNamespace(now=NOW)  # type: ignore[attr-defined]
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


class Intake(forms.Form):
    """A form with one field of each kind."""

    plate = forms.CharField(label="车牌", help_text="八位为新能源")
    mileage = forms.IntegerField(label="里程", min_value=0)
    payer = forms.ChoiceField(label="付款方", choices=[("CP", "自费")], widget=forms.RadioSelect)
    wash = forms.BooleanField(label="洗车", required=False)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("1284.5"), "¥1,284.50"),
        (Decimal("-0.5"), "−¥0.50"),
        (0, "¥0.00"),
        (None, "—"),
    ],
)
def test_money_is_written_with_two_decimals_and_a_true_minus(value: Any, words: str) -> None:
    assert text.money_text(value) == words


def test_what_is_missing_is_a_dash_in_every_column() -> None:
    html = render("{{ no|money }}{{ no.km|km }}{{ no|qty }}{{ no|when }}{{ no|day }}")
    assert html == "—" * 5


def test_quantity_drops_trailing_zeros_but_not_whole_tens() -> None:
    assert [text.quantity_text(Decimal(v)) for v in ("2.500", "10.000", "0.125")] == [
        "2.5",
        "10",
        "0.125",
    ]


def test_moment_of_today_is_short_and_of_another_year_is_whole() -> None:
    with translation.override("zh-hans"):
        assert text.when_text(NOW, TODAY) == "今天 09:30"
        assert text.when_text(NOW - dt.timedelta(days=1), TODAY) == "5月31日 09:30"
        assert text.when_text(NOW - dt.timedelta(days=365), TODAY) == "2025年6月1日 09:30"


def test_moment_on_paper_is_whole() -> None:
    text.page_day.set(TODAY)
    with translation.override("zh-hans"):
        assert "2026年6月1日 09:30" in render("{% paper_dates %}{{ at|when }}", at=NOW)


def test_moment_is_shown_in_the_time_of_the_store() -> None:
    in_utc = dt.datetime(2026, 5, 31, 20, 0, tzinfo=dt.UTC)
    assert text.when_text(in_utc, TODAY).endswith("04:00")


def test_phone_hides_the_middle_and_short_numbers_whole() -> None:
    assert text.phone_text("13812345678") == "138****5678"
    assert text.phone_text("1234") == "****"


def test_plate_keeps_its_characters_in_one_word_for_copying() -> None:
    assert re.sub(r"<[^>]+>", "", values.plate("湘A12345")) == "湘A12345"
    assert "plate-green" in values.plate("湘AD12345")
    assert "无牌" in values.plate("")


def test_values_typed_by_people_are_escaped() -> None:
    assert "<script>" not in values.plate("<script>")
    assert "<b>x" not in render('{% mark "late" words %}', words="<b>x")


def test_state_shows_shape_and_word_beside_the_colour() -> None:
    order = SimpleNamespace(state="paused", get_state_display=lambda: "暂停")
    html = render("{% state order %}", order=order)
    assert "state-blocked" in html
    assert f"#{SHAPES[Tone.BLOCKED]}" in html
    assert "暂停" in html


def test_state_of_a_model_that_means_something_else_wins() -> None:
    row = SimpleNamespace(state="returned", state_tones={"returned": Tone.DONE})
    assert tone_of(row) is Tone.DONE


@pytest.mark.parametrize(
    ("minutes", "tone", "words"),
    [(-35, "late", "逾期 35 分"), (25, "blocked", "还有 25 分"), (135, "waiting", "2 小时 15 分")],
)
def test_due_tells_the_time_left_in_words(minutes: int, tone: str, words: str) -> None:
    with translation.override("zh-hans"):
        html = render("{% due at %}", at=NOW + dt.timedelta(minutes=minutes))
    assert f"state-{tone}" in html
    assert words in html


def test_due_of_finished_work_is_measured_when_it_was_done() -> None:
    kept = render("{% due at done %}", at=NOW, done=NOW - dt.timedelta(hours=1))
    assert "state-done" in kept


def test_field_ties_hint_and_error_to_the_input() -> None:
    form = Intake({"plate": "", "mileage": "-3"})
    html = render("{% field form.plate %}{% field form.mileage unit='km' %}", form=form)
    assert 'aria-describedby="id_plate_helptext id_plate_error"' in html
    assert 'id="id_plate_error"' in html
    assert html.count('aria-invalid="true"') == 2
    assert 'value="-3"' in html


def test_field_passes_other_words_on_as_attributes() -> None:
    html = render("{% field form.plate data_lookup='/x/' css='mono' %}", form=Intake())
    assert 'data-lookup="/x/"' in html
    assert 'class="form-control mono"' in html


def test_field_of_several_choices_is_a_group_with_a_legend() -> None:
    html = render("{% field form.payer %}{% field form.wash %}", form=Intake())
    assert "<legend" in html
    assert 'class="form-check-input"' in html


def test_form_keys_carry_a_new_operation_key_when_the_form_has_none() -> None:
    html = render("{% form_keys %}")
    assert 'name="csrfmiddlewaretoken"' in html
    assert re.search(r'name="operation_key" value="[0-9a-f-]{36}"', html)


def test_actions_show_a_step_that_is_closed_with_its_reason() -> None:
    steps = [
        SimpleNamespace(action="send", label="派工", allowed=True, why="", needs_reason=False),
        SimpleNamespace(action="void", label="作废", allowed=True, why="", needs_reason=True),
        SimpleNamespace(action="settle", label="结算", allowed=False, why="还没有完检"),
    ]
    html = render('{% actions steps "/x/" row %}', steps=steps, row=SimpleNamespace(version=7))
    assert '<button class="btn" type="submit" name="action" value="send">' in html
    assert 'name="reason"' in html
    assert 'value="settle"' not in html
    assert "还没有完检" in html
    assert 'name="version" value="7"' in html


def test_qr_is_drawn_without_a_style_attribute() -> None:
    drawn = values.qr("https://example.cn/orders/1/")
    assert drawn.startswith("<svg")
    assert "style=" not in drawn


def test_every_icon_named_in_templates_and_code_is_in_the_sprite() -> None:
    known = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    root = Path(settings.BASE_DIR)
    named = set(SHAPES.values())
    for page in (root / "templates").rglob("*.html"):
        named |= set(re.findall(r'{% icon "([^"]+)"', page.read_text()))
        named |= set(re.findall(r'icon="([a-z0-9-]+)"', page.read_text()))
    for module in (root / "apps").rglob("*.py"):
        named |= set(re.findall(r'icon="([a-z0-9-]+)"', module.read_text()))
    assert named <= known, named - known


def test_pages_carry_no_inline_style_or_script() -> None:
    for page in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        source = page.read_text()
        assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)", source), page
