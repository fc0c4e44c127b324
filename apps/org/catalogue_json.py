"""The catalogue as plain data for `manage.py positions --json` and whoever reads it."""

from __future__ import annotations

from typing import Any

from apps.core.capabilities import capability
from apps.org.catalogue import Catalogue, DutyText, GrantText, PositionText
from apps.org.pages import route_of


def as_data(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Every position with its duties; each grant names the page where it is done."""
    return [_position(catalogue, position) for position in catalogue.positions]


def _position(catalogue: Catalogue, position: PositionText) -> dict[str, Any]:
    return {
        "code": position.code,
        "name": position.name,
        "name_en": position.name_en,
        "also": list(position.also),
        "also_en": list(position.also_en),
        "purpose": position.purpose,
        "purpose_en": position.purpose_en,
        "unit": position.unit,
        "base": position.base,
        "reports_to": position.reports_to,
        "works_with": list(position.works_with),
        "deputy": position.deputy,
        "headcount": position.headcount,
        "requires": [dict(need) for need in position.requires],
        "kpis": list(position.kpis),
        "kpis_assumed": position.kpis_assumed,
        "duties": [_duty(catalogue, duty) for duty in position.duties],
    }


def _duty(catalogue: Catalogue, duty: DutyText) -> dict[str, Any]:
    return {
        "code": duty.code,
        "text": duty.text,
        "text_en": duty.text_en,
        "kind": duty.kind,
        "kpis": list(duty.kpis),
        "source": [_source(catalogue, reference) for reference in duty.source],
        "capabilities": [_grant(grant) for grant in duty.grants],
    }


def _source(catalogue: Catalogue, reference: str) -> dict[str, str]:
    return {
        "reference": reference,
        "text": catalogue.source_words(reference),
        "text_en": catalogue.source_words(reference, english=True),
    }


def _grant(grant: GrantText) -> dict[str, Any]:
    perm = capability(grant.capability)
    route = route_of(perm.page)
    return {
        "capability": grant.capability,
        "name": perm.zh,
        "name_en": perm.en,
        "scope": grant.scope,
        "rows": grant.rows,
        "limits": dict(grant.limits),
        "model": perm.model,
        "page": perm.page if route else "",
        "address": route,
    }
