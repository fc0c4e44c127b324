"""Shifts of one person never overlap; rosters, skills and permits have names."""

import apps.org.models.post
import django.contrib.postgres.constraints
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0053_notices"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="historicalshift",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical 班次",
                "verbose_name_plural": "historical 班次",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalstaffpermit",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical 证件",
                "verbose_name_plural": "historical 证件",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalstaffskill",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "historical 技能",
                "verbose_name_plural": "historical 技能",
            },
        ),
        migrations.AlterModelOptions(
            name="shift",
            options={
                "default_permissions": (),
                "verbose_name": "班次",
                "verbose_name_plural": "班次",
            },
        ),
        migrations.AlterModelOptions(
            name="staffpermit",
            options={
                "default_permissions": (),
                "verbose_name": "证件",
                "verbose_name_plural": "证件",
            },
        ),
        migrations.AlterModelOptions(
            name="staffskill",
            options={
                "default_permissions": (),
                "verbose_name": "技能",
                "verbose_name_plural": "技能",
            },
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("staff", "="),
                    (apps.org.models.post.Range("starts_at", "ends_at"), "&&"),
                ],
                name="shift_no_overlap",
            ),
        ),
    ]
