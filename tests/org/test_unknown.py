"""A right no code knows keeps the site from opening."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError

from aftersales.preparation import refuse_unknown_rights
from apps.core import clock
from apps.org.models import Grant
from apps.org.unknown import unknown_rights
from tests.org.drafting import give
from tests.org.revisions import in_force, position_of
from tests.personas import NOW

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def forgotten() -> Grant:
    """The cashier's paper in force grants something this code has no name for."""
    return give(in_force(position_of(), clock.now()).duties.first(), "workorders.long_gone")


def test_nothing_is_unknown_in_the_papers_of_the_house() -> None:
    assert unknown_rights(NOW) == []
    refuse_unknown_rights()


def test_start_is_refused_and_names_right_position_and_duty() -> None:
    grant = forgotten()
    with pytest.raises(CommandError, match=rf"long_gone \(cashier A/0 {grant.duty.code}\)"):
        refuse_unknown_rights()


def test_a_replaced_text_may_name_what_is_gone() -> None:
    edition = forgotten().duty.revision
    edition.position.revisions.create(
        document_no=edition.document_no,
        edition="Z/9",
        change="x",
        state="approved",
        effective_from=NOW - DAY,
    )
    assert unknown_rights(NOW) == []


def test_an_edition_to_come_counts() -> None:
    edition = forgotten().duty.revision
    edition.effective_from = NOW + DAY
    edition.save()
    assert unknown_rights(NOW) != []
