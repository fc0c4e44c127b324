from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("warranty", "0004_requests_of_claims")]

    operations = [
        migrations.RemoveField(
            model_name="claim",
            name="asked_of",
        ),
        migrations.RemoveField(
            model_name="historicalclaim",
            name="asked_of",
        ),
    ]
