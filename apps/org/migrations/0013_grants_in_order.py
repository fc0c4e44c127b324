"""The rights of a duty come in the order they were written, whatever page a row was moved to."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("org", "0012_station_key_replaced")]

    operations = [
        migrations.AlterModelOptions(
            name="grant",
            options={
                "default_permissions": (),
                "ordering": ["id"],
                "verbose_name": "权限授予",
                "verbose_name_plural": "权限授予",
            },
        ),
    ]
