"""A position keeps no text beside its editions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("org", "0004_move_texts")]

    operations = [
        migrations.RemoveConstraint(
            model_name="position",
            name="position_not_own_superior",
        ),
        migrations.RemoveField(
            model_name="historicalposition",
            name="kpis",
        ),
        migrations.RemoveField(
            model_name="historicalposition",
            name="kpis_assumed",
        ),
        migrations.RemoveField(
            model_name="historicalposition",
            name="purpose",
        ),
        migrations.RemoveField(
            model_name="historicalposition",
            name="purpose_en",
        ),
        migrations.RemoveField(
            model_name="historicalposition",
            name="reports_to",
        ),
        migrations.RemoveField(
            model_name="historicalposition",
            name="requires",
        ),
        migrations.RemoveField(
            model_name="position",
            name="kpis",
        ),
        migrations.RemoveField(
            model_name="position",
            name="kpis_assumed",
        ),
        migrations.RemoveField(
            model_name="position",
            name="purpose",
        ),
        migrations.RemoveField(
            model_name="position",
            name="purpose_en",
        ),
        migrations.RemoveField(
            model_name="position",
            name="reports_to",
        ),
        migrations.RemoveField(
            model_name="position",
            name="requires",
        ),
    ]
