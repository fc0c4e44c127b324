"""A change of owner keeps what ended with it, and whether the new owner may be contacted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0001_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalownerchange",
            name="contact_agreed",
            field=models.BooleanField(default=False, verbose_name="新车主同意回访和提醒"),
        ),
        migrations.AddField(
            model_name="historicalownerchange",
            name="ended",
            field=models.TextField(blank=True, verbose_name="与原车主的约定"),
        ),
        migrations.AddField(
            model_name="ownerchange",
            name="contact_agreed",
            field=models.BooleanField(default=False, verbose_name="新车主同意回访和提醒"),
        ),
        migrations.AddField(
            model_name="ownerchange",
            name="ended",
            field=models.TextField(blank=True, verbose_name="与原车主的约定"),
        ),
    ]
