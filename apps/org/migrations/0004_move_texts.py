"""Moves purpose, qualifications, superior and figures from positions into their editions.

The records of history move along, so that a later change is not shown as having written them.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

# Which duty each figure measures; a figure named nowhere here stands on the first duty.
MEASURED = {
    "SM-2": ["all"],
    "SM-7": ["csi", "complaint_resolution_days"],
    "SM-9": ["fix_right_first_time"],
    "IO-2": ["report_on_time_rate"],
    "IO-4": ["wo_audit_coverage"],
    "TE-3": ["fix_right_first_time"],
    "TE-4": ["training_completion_rate"],
    "FS-1": ["callback_sat_rate"],
    "FS-2": [
        "appointment_rate",
        "appointment_show_rate",
        "model_visits",
        "model_revenue",
        "model_gross_profit",
        "avg_ticket",
        "accessory_sales_units",
        "accessory_sales_amount",
        "renewal_rate",
    ],
    "FS-3": ["model_margin"],
    "FS-7": ["wo_audit_pass_rate"],
    "WS-1": ["tech_efficiency", "revenue_per_bay"],
    "WS-2": ["bay_turns", "labour_utilisation", "on_time_delivery_rate", "same_day_delivery_rate"],
    "WS-4": ["attendance_rate"],
    "DI-2": ["on_time_delivery_rate", "same_day_delivery_rate"],
    "DI-3": ["qc_first_pass_rate", "internal_rework_rate"],
    "DI-4": ["comeback_rate"],
    "TL-1": ["tech_productivity", "bay_turns"],
    "TL-2": ["fix_right_first_time"],
    "TL-3": ["labour_target_rate"],
    "TN-2": ["tech_efficiency", "tech_productivity"],
    "TN-5": ["qc_first_pass_rate"],
    "SA-4": ["on_time_completion_rate"],
    "SA-7": ["first_contact_24h_rate"],
    "SA-8": ["customer_satisfaction"],
    "SA-10": [
        "sa_revenue",
        "sa_visits",
        "sa_gross_profit",
        "sa_hours",
        "sa_avg_ticket",
        "sa_service_count_rate",
    ],
    "SA-11": ["qc_first_pass_rate"],
    "RC-4": ["appointment_show_rate"],
    "WA-1": ["warranty_visits", "first_service_pass_rate"],
    "WA-4": ["warranty_revenue", "claim_first_pass_rate"],
    "PS-3": ["parts_turns", "dead_stock_ratio"],
    "PS-4": ["parts_fill_rate"],
    "PS-5": ["parts_sales", "parts_cost", "parts_gp"],
    "PK-2": ["parts_fill_rate"],
    "PK-3": ["count_accuracy"],
    "OK-6": ["old_part_return_rate"],
    "PC-3": ["report_on_time_rate"],
    "AK-1": ["accessory_stock"],
    "AK-3": ["accessory_month_sales", "accessory_personal_rate"],
    "AM-1": ["accident_visits"],
    "AM-2": ["accident_revenue", "accident_avg_ticket"],
    "IS-1": ["renewal_rate"],
    "RN-1": ["renewal_rate"],
    "CS-2": ["first_contact_24h_rate", "complaint_resolution_days"],
    "CS-4": ["callback_sat_rate", "csi"],
    "CS-7": ["callback_coverage"],
    "CA-1": ["callback_coverage", "callback_reach_rate"],
    "CA-2": ["first_contact_24h_rate"],
    "TK-1": ["calibration_on_time_rate"],
}

FIELDS = ("purpose", "purpose_en", "requires", "reports_to_id", "kpis_assumed")

_INTO_EDITIONS = """
UPDATE {table} e SET {fields} FROM org_position p WHERE p.id = e.position_id
"""

_BACK = """
UPDATE {table} p SET {fields}
  FROM (SELECT DISTINCT ON (r.position_id) r.*
          FROM org_positionrevision r WHERE r.state = 'approved'
         ORDER BY r.position_id, r.effective_from DESC, r.id DESC) e
 WHERE e.position_id = p.id
"""


def _copied(source: str) -> str:
    return ", ".join(f"{name} = {source}.{name}" for name in FIELDS)


def into_editions(apps: Any, schema_editor: Any) -> None:
    """Every edition of a position says what the position said."""
    with schema_editor.connection.cursor() as cursor:
        for table in ("org_positionrevision", "org_historicalpositionrevision"):
            cursor.execute(_INTO_EDITIONS.format(table=table, fields=_copied("p")))
    duties = apps.get_model("org", "Duty").objects
    records = apps.get_model("org", "HistoricalDuty").objects
    for position in apps.get_model("org", "Position").objects.exclude(kpis=[]):
        for revision in position.revisions.all():
            for key, kpis in _measured(position.kpis, revision).items():
                duties.filter(pk=key).update(kpis=kpis)
                records.filter(id=key).update(kpis=kpis)


def _measured(kpis: list[str], revision: Any) -> dict[int, list[str]]:
    """The figures of each duty of an edition, by the key of the duty."""
    duties = list(revision.duties.order_by("order", "pk"))
    found: dict[int, list[str]] = {}
    for code in kpis:
        fits = [d for d in duties if code in MEASURED.get(d.code, ())] or duties[:1]
        for duty in fits:
            found.setdefault(duty.pk, []).append(code)
    return found


def back(apps: Any, schema_editor: Any) -> None:
    """Every position says what its latest approved edition says."""
    with schema_editor.connection.cursor() as cursor:
        for table in ("org_position", "org_historicalposition"):
            cursor.execute(_BACK.format(table=table, fields=_copied("e")))
    records = apps.get_model("org", "HistoricalPosition").objects
    for position in apps.get_model("org", "Position").objects.all():
        approved = position.revisions.filter(state="approved").order_by("-effective_from", "-id")
        edition = approved.first()
        if edition is not None:
            text = edition.text_of or edition
            kpis = [code for duty in text.duties.order_by("order", "pk") for code in duty.kpis]
            position.kpis = list(dict.fromkeys(kpis))
            position.save()
            records.filter(id=position.pk).update(kpis=position.kpis)


class Migration(migrations.Migration):
    dependencies = [("org", "0003_texts_of_revisions")]

    operations = [migrations.RunPython(into_editions, back)]
