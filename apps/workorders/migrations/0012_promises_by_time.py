"""The promises of open orders are found by time in any reach."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workorders", "0011_figures_of_a_stay")]

    operations = [
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                fields=["promised_at"],
                condition=models.Q(
                    state__in=(
                        "draft",
                        "authorised",
                        "queued",
                        "in_progress",
                        "waiting",
                        "checking",
                        "ready",
                    )
                ),
                name="order_promised_open",
            ),
        ),
    ]
