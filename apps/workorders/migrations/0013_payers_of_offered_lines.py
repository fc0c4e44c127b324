"""Offered lines keep the customer's share; goodwill asked for a refused part keeps the word on it."""

import apps.core.money
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workorders", "0012_promises_by_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="estimateline",
            name="due",
            field=apps.core.money.MoneyField(
                decimal_places=2, max_digits=12, null=True, verbose_name="客户应付"
            ),
        ),
        migrations.AddField(
            model_name="goodwillrequest",
            name="consented_by",
            field=models.CharField(blank=True, max_length=40, verbose_name="同意人"),
        ),
        migrations.AddField(
            model_name="goodwillrequest",
            name="medium",
            field=models.CharField(
                blank=True,
                choices=[
                    ("in_person", "当面"),
                    ("phone", "电话"),
                    ("wechat", "微信"),
                    ("link", "报价链接"),
                ],
                max_length=12,
                verbose_name="客户同意方式",
            ),
        ),
        migrations.AddField(
            model_name="goodwillrequest",
            name="refusal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goodwill_requests",
                to="workorders.payerrefusal",
                verbose_name="付款方拒付",
            ),
        ),
        migrations.AddField(
            model_name="historicalgoodwillrequest",
            name="consented_by",
            field=models.CharField(blank=True, max_length=40, verbose_name="同意人"),
        ),
        migrations.AddField(
            model_name="historicalgoodwillrequest",
            name="medium",
            field=models.CharField(
                blank=True,
                choices=[
                    ("in_person", "当面"),
                    ("phone", "电话"),
                    ("wechat", "微信"),
                    ("link", "报价链接"),
                ],
                max_length=12,
                verbose_name="客户同意方式",
            ),
        ),
        migrations.AddField(
            model_name="historicalgoodwillrequest",
            name="refusal",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workorders.payerrefusal",
                verbose_name="付款方拒付",
            ),
        ),
    ]
