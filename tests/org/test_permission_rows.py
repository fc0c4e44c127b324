"""Every declared capability has its permission row, whether its screen exists or not."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission

from apps.core.capabilities import every_capability


@pytest.mark.django_db
def test_every_capability_has_one_permission_on_units() -> None:
    rows = Permission.objects.filter(content_type__app_label="org", content_type__model="orgunit")
    assert {c.value for c in every_capability()} <= set(rows.values_list("codename", flat=True))
