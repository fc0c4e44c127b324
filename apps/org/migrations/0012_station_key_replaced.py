"""When the key of a station was replaced, so that what was under way then is not taken for a copy."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0011_station_figures")]

    operations = [
        migrations.AddField(
            model_name="stationkey",
            name="replaced_at",
            field=models.DateTimeField(null=True),
        ),
    ]
