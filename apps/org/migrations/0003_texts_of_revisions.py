"""Room for the texts of a job description in its controlled editions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0002_names_of_models")]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="kpis",
            field=models.JSONField(blank=True, default=list, verbose_name="指标"),
        ),
        migrations.AddField(
            model_name="historicalduty",
            name="kpis",
            field=models.JSONField(blank=True, default=list, verbose_name="指标"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="kpis_assumed",
            field=models.BooleanField(default=False, verbose_name="指标为默认设定"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="purpose",
            field=models.TextField(blank=True, verbose_name="岗位目的"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="purpose_en",
            field=models.TextField(blank=True, verbose_name="岗位目的（英文）"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="reports_to",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.position",
                verbose_name="直接上级",
            ),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="requires",
            field=models.JSONField(blank=True, default=list, verbose_name="任职要求"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="text_of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.positionrevision",
                verbose_name="沿用版本",
            ),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="kpis_assumed",
            field=models.BooleanField(default=False, verbose_name="指标为默认设定"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="purpose",
            field=models.TextField(blank=True, verbose_name="岗位目的"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="purpose_en",
            field=models.TextField(blank=True, verbose_name="岗位目的（英文）"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="reports_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisions_below",
                to="org.position",
                verbose_name="直接上级",
            ),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="requires",
            field=models.JSONField(blank=True, default=list, verbose_name="任职要求"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="text_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="used_by",
                to="org.positionrevision",
                verbose_name="沿用版本",
            ),
        ),
        migrations.AddConstraint(
            model_name="positionrevision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reports_to", models.F("position")), _negated=True),
                name="revision_not_own_superior",
            ),
        ),
        migrations.AddConstraint(
            model_name="positionrevision",
            constraint=models.CheckConstraint(
                condition=models.Q(("text_of", models.F("id")), _negated=True),
                name="revision_not_its_own_text",
            ),
        ),
    ]
