from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_exports"),
    ]

    operations = [
        migrations.AddField(
            model_name="operation",
            name="request_id",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddIndex(
            model_name="operation",
            index=models.Index(
                condition=models.Q(("request_id", ""), _negated=True),
                fields=["request_id"],
                name="operation_of_request",
            ),
        ),
    ]
