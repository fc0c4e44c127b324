"""The reach of every model: declared, written down, and fit for the grants that use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps as installed
from django.conf import settings

from apps.core.capabilities import capability, every_capability
from apps.org.catalogue import read_catalogue
from apps.org.management.commands.reach import table
from apps.org.reach import ReachSpec, spec_of

PAGE = Path(settings.BASE_DIR) / "docs" / "reach.md"


def test_page_says_what_the_code_does() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), "run: manage.py reach > docs/reach.md"


@pytest.mark.django_db
def test_every_look_up_of_every_reach_exists() -> None:
    for model in installed.get_models():
        spec = getattr(model, "reach", None)
        if not isinstance(spec, ReachSpec):
            continue
        look_ups = [*spec.owners, *spec.through, *spec.shared_through]
        if spec.level != "group":
            look_ups.append(spec.store)
        if not spec.level:
            look_ups.append(spec.path)
        for look_up in look_ups:
            model._default_manager.filter(**{f"{look_up}__isnull": True}).exists()
        for rows in spec.rows.values():
            model._default_manager.filter(rows).exists()


def test_every_model_of_a_capability_exists_and_declares_its_reach() -> None:
    for perm in every_capability():
        if perm.model:
            spec_of(installed.get_model(perm.model))


def test_every_row_filter_of_the_catalogue_is_declared_by_its_model() -> None:
    for position in read_catalogue().positions:
        for grant in position.grants():
            label = capability(grant.capability).model
            if grant.rows and label:
                assert grant.rows in spec_of(installed.get_model(label)).rows, grant


def test_no_model_has_two_plain_views() -> None:
    seen: dict[str, str] = {}
    for perm in every_capability():
        if perm.is_plain_view:
            assert perm.model not in seen, (perm, seen.get(perm.model))
            seen[perm.model] = perm.value
