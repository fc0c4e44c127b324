import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0005_positions_without_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactReveal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=60, verbose_name="对象")),
                ("object_id", models.BigIntegerField()),
                ("field", models.CharField(max_length=40, verbose_name="字段")),
                ("whom", models.CharField(max_length=120, verbose_name="查看谁的")),
                (
                    "how",
                    models.CharField(
                        choices=[("shown", "页面显示"), ("printed", "打印单据")],
                        default="shown",
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
                ("page", models.CharField(blank=True, max_length=200, verbose_name="页面")),
                ("request_id", models.CharField(blank=True, max_length=32)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "store",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
            ],
            options={
                "verbose_name": "联系方式查看记录",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["by", "-at"], name="reveal_of_person"),
                    models.Index(fields=["store", "-at"], name="reveal_of_store"),
                    models.Index(fields=["model", "object_id"], name="reveal_of_object"),
                ],
            },
        ),
    ]
