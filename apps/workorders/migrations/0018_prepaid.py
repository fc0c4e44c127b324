"""Packages paid for in advance: their services, uses and changes, and what goes back."""

import apps.core.money
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_ties_of_owners"),
        ("org", "0013_grants_in_order"),
        ("workorders", "0017_wall_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalPrepaidItem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_request", models.CharField(blank=True, max_length=32)),
                ("history_service", models.CharField(blank=True, max_length=120)),
                ("times", models.PositiveSmallIntegerField(verbose_name="总次数")),
                ("taken", models.PositiveSmallIntegerField(default=0, verbose_name="已用次数")),
                (
                    "share",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="分摊金额"
                    ),
                ),
                (
                    "taken_value",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已用金额",
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 预收套餐项目",
                "verbose_name_plural": "historical 预收套餐项目s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPrepaidPackage",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_request", models.CharField(blank=True, max_length=32)),
                ("history_service", models.CharField(blank=True, max_length=120)),
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="套餐单号")),
                (
                    "price",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="实付金额"
                    ),
                ),
                (
                    "drawn",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已核销金额",
                    ),
                ),
                (
                    "refunded",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已退还",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("cash", "现金"),
                            ("wechat", "微信"),
                            ("alipay", "支付宝"),
                            ("pos", "刷卡"),
                            ("transfer", "转账"),
                            ("deposit", "定金抵扣"),
                            ("prepaid", "套餐核销"),
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="流水号")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("sold_at", models.DateTimeField(verbose_name="售出时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="用完时间")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 预收套餐",
                "verbose_name_plural": "historical 预收套餐s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPrepaidRefund",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_request", models.CharField(blank=True, max_length=32)),
                ("history_service", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "待批"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(max_length=160, verbose_name="申请理由")),
                ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                ("due_at", models.DateTimeField(verbose_name="批复期限")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="催办时间"),
                ),
                (
                    "own_limits",
                    models.JSONField(blank=True, default=dict, verbose_name="申请人额度"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审批时间"),
                ),
                ("answer", models.CharField(blank=True, max_length=160, verbose_name="审批意见")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="退款金额"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 退套餐申请",
                "verbose_name_plural": "historical 退套餐申请s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPrepaidUse",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_request", models.CharField(blank=True, max_length=32)),
                ("history_service", models.CharField(blank=True, max_length=120)),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="核销金额"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="核销时间")),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 套餐核销",
                "verbose_name_plural": "historical 套餐核销s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PrepaidChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("extended", "延期"), ("transferred", "转让")],
                        max_length=12,
                        verbose_name="变更",
                    ),
                ),
                ("before", models.CharField(max_length=120, verbose_name="变更前")),
                ("after", models.CharField(max_length=120, verbose_name="变更后")),
                ("reason", models.CharField(max_length=160, verbose_name="原因")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "预收套餐变更",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PrepaidItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("times", models.PositiveSmallIntegerField(verbose_name="总次数")),
                ("taken", models.PositiveSmallIntegerField(default=0, verbose_name="已用次数")),
                (
                    "share",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="分摊金额"
                    ),
                ),
                (
                    "taken_value",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已用金额",
                    ),
                ),
            ],
            options={
                "verbose_name": "预收套餐项目",
                "ordering": ("prepaid", "pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PrepaidPackage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="套餐单号")),
                (
                    "price",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="实付金额"
                    ),
                ),
                (
                    "drawn",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已核销金额",
                    ),
                ),
                (
                    "refunded",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已退还",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("cash", "现金"),
                            ("wechat", "微信"),
                            ("alipay", "支付宝"),
                            ("pos", "刷卡"),
                            ("transfer", "转账"),
                            ("deposit", "定金抵扣"),
                            ("prepaid", "套餐核销"),
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="流水号")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("sold_at", models.DateTimeField(verbose_name="售出时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="用完时间")),
            ],
            options={
                "verbose_name": "预收套餐",
                "ordering": ("-sold_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PrepaidRefund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "待批"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(max_length=160, verbose_name="申请理由")),
                ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                ("due_at", models.DateTimeField(verbose_name="批复期限")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="催办时间"),
                ),
                (
                    "own_limits",
                    models.JSONField(blank=True, default=dict, verbose_name="申请人额度"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审批时间"),
                ),
                ("answer", models.CharField(blank=True, max_length=160, verbose_name="审批意见")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="退款金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "退套餐申请",
                "ordering": ("requested_at", "pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PrepaidUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="核销金额"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="核销时间")),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
            ],
            options={
                "verbose_name": "套餐核销",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="tillmove",
            name="tillmove_sign",
        ),
        migrations.AlterField(
            model_name="deposit",
            name="method",
            field=models.CharField(
                choices=[
                    ("cash", "现金"),
                    ("wechat", "微信"),
                    ("alipay", "支付宝"),
                    ("pos", "刷卡"),
                    ("transfer", "转账"),
                    ("deposit", "定金抵扣"),
                    ("prepaid", "套餐核销"),
                ],
                max_length=10,
                verbose_name="方式",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldeposit",
            name="method",
            field=models.CharField(
                choices=[
                    ("cash", "现金"),
                    ("wechat", "微信"),
                    ("alipay", "支付宝"),
                    ("pos", "刷卡"),
                    ("transfer", "转账"),
                    ("deposit", "定金抵扣"),
                    ("prepaid", "套餐核销"),
                ],
                max_length=10,
                verbose_name="方式",
            ),
        ),
        migrations.AlterField(
            model_name="historicalreceipt",
            name="method",
            field=models.CharField(
                choices=[
                    ("cash", "现金"),
                    ("wechat", "微信"),
                    ("alipay", "支付宝"),
                    ("pos", "刷卡"),
                    ("transfer", "转账"),
                    ("deposit", "定金抵扣"),
                    ("prepaid", "套餐核销"),
                ],
                max_length=10,
                verbose_name="方式",
            ),
        ),
        migrations.AlterField(
            model_name="payment",
            name="method",
            field=models.CharField(
                choices=[
                    ("cash", "现金"),
                    ("wechat", "微信"),
                    ("alipay", "支付宝"),
                    ("pos", "刷卡"),
                    ("transfer", "转账"),
                    ("deposit", "定金抵扣"),
                    ("prepaid", "套餐核销"),
                ],
                max_length=10,
                verbose_name="方式",
            ),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="method",
            field=models.CharField(
                choices=[
                    ("cash", "现金"),
                    ("wechat", "微信"),
                    ("alipay", "支付宝"),
                    ("pos", "刷卡"),
                    ("transfer", "转账"),
                    ("deposit", "定金抵扣"),
                    ("prepaid", "套餐核销"),
                ],
                max_length=10,
                verbose_name="方式",
            ),
        ),
        migrations.AlterField(
            model_name="shiftcount",
            name="method",
            field=models.CharField(
                choices=[
                    ("cash", "现金"),
                    ("wechat", "微信"),
                    ("alipay", "支付宝"),
                    ("pos", "刷卡"),
                    ("transfer", "转账"),
                    ("deposit", "定金抵扣"),
                    ("prepaid", "套餐核销"),
                ],
                max_length=10,
                verbose_name="方式",
            ),
        ),
        migrations.AlterField(
            model_name="tillmove",
            name="kind",
            field=models.CharField(
                choices=[
                    ("payment", "结算收款"),
                    ("refund", "退款"),
                    ("deposit", "收定金"),
                    ("deposit_back", "退定金"),
                    ("prepaid", "售套餐"),
                    ("prepaid_back", "退套餐"),
                    ("receipt", "应收回款"),
                ],
                max_length=14,
                verbose_name="类别",
            ),
        ),
        migrations.AlterField(
            model_name="tillmove",
            name="method",
            field=models.CharField(
                choices=[
                    ("cash", "现金"),
                    ("wechat", "微信"),
                    ("alipay", "支付宝"),
                    ("pos", "刷卡"),
                    ("transfer", "转账"),
                    ("deposit", "定金抵扣"),
                    ("prepaid", "套餐核销"),
                ],
                max_length=10,
                verbose_name="方式",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiditem",
            name="history_tenure",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.tenure",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiditem",
            name="history_user",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiditem",
            name="package",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workorders.servicepackage",
                verbose_name="服务套餐",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidpackage",
            name="advisor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.staff",
                verbose_name="经办顾问",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidpackage",
            name="customer",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="customers.customer",
                verbose_name="持有人",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidpackage",
            name="history_tenure",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.tenure",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidpackage",
            name="history_user",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidpackage",
            name="sold_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.staff",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidpackage",
            name="store",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.orgunit",
                verbose_name="售出门店",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidpackage",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.orgunit",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidpackage",
            name="vehicle",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="customers.vehicle",
                verbose_name="车辆",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidrefund",
            name="asked_of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.position",
                verbose_name="审批岗位",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidrefund",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.staff",
                verbose_name="审批人",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidrefund",
            name="decided_in",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.tenure",
                verbose_name="审批任职",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidrefund",
            name="history_tenure",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.tenure",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidrefund",
            name="history_user",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidrefund",
            name="requested_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.staff",
                verbose_name="申请人",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidrefund",
            name="store",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.orgunit",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiduse",
            name="by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.staff",
                verbose_name="经办人",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiduse",
            name="history_tenure",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.tenure",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiduse",
            name="history_user",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiduse",
            name="order",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workorders.workorder",
                verbose_name="工单",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiduse",
            name="store",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.orgunit",
                verbose_name="核销门店",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiduse",
            name="variant",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workorders.packagevariant",
            ),
        ),
        migrations.AddField(
            model_name="prepaidchange",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
                verbose_name="经办人",
            ),
        ),
        migrations.AddField(
            model_name="prepaiditem",
            name="package",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prepaid_items",
                to="workorders.servicepackage",
                verbose_name="服务套餐",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiduse",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workorders.prepaiditem",
            ),
        ),
        migrations.AddField(
            model_name="prepaidpackage",
            name="advisor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
                verbose_name="经办顾问",
            ),
        ),
        migrations.AddField(
            model_name="prepaidpackage",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prepaid_packages",
                to="customers.customer",
                verbose_name="持有人",
            ),
        ),
        migrations.AddField(
            model_name="prepaidpackage",
            name="sold_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.staff"
            ),
        ),
        migrations.AddField(
            model_name="prepaidpackage",
            name="store",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.orgunit",
                verbose_name="售出门店",
            ),
        ),
        migrations.AddField(
            model_name="prepaidpackage",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.orgunit"
            ),
        ),
        migrations.AddField(
            model_name="prepaidpackage",
            name="vehicle",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prepaid_packages",
                to="customers.vehicle",
                verbose_name="车辆",
            ),
        ),
        migrations.AddField(
            model_name="prepaiditem",
            name="prepaid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="workorders.prepaidpackage",
            ),
        ),
        migrations.AddField(
            model_name="prepaidchange",
            name="prepaid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="workorders.prepaidpackage",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaidrefund",
            name="prepaid",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workorders.prepaidpackage",
            ),
        ),
        migrations.AddField(
            model_name="historicalprepaiditem",
            name="prepaid",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workorders.prepaidpackage",
            ),
        ),
        migrations.AddField(
            model_name="tillmove",
            name="prepaid",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="workorders.prepaidpackage",
            ),
        ),
        migrations.AddConstraint(
            model_name="tillmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount__lt", 0), ("kind__in", ("refund", "deposit_back", "prepaid_back"))
                    ),
                    models.Q(
                        ("amount__gt", 0),
                        ("kind__in", ("payment", "deposit", "prepaid", "receipt")),
                    ),
                    _connector="OR",
                ),
                name="tillmove_sign",
            ),
        ),
        migrations.AddField(
            model_name="prepaidrefund",
            name="asked_of",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.position",
                verbose_name="审批岗位",
            ),
        ),
        migrations.AddField(
            model_name="prepaidrefund",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
                verbose_name="审批人",
            ),
        ),
        migrations.AddField(
            model_name="prepaidrefund",
            name="decided_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.tenure",
                verbose_name="审批任职",
            ),
        ),
        migrations.AddField(
            model_name="prepaidrefund",
            name="prepaid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refunds",
                to="workorders.prepaidpackage",
            ),
        ),
        migrations.AddField(
            model_name="prepaidrefund",
            name="requested_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
                verbose_name="申请人",
            ),
        ),
        migrations.AddField(
            model_name="prepaidrefund",
            name="store",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.orgunit"
            ),
        ),
        migrations.AddField(
            model_name="prepaiduse",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
                verbose_name="经办人",
            ),
        ),
        migrations.AddField(
            model_name="prepaiduse",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uses",
                to="workorders.prepaiditem",
            ),
        ),
        migrations.AddField(
            model_name="prepaiduse",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prepaid_uses",
                to="workorders.workorder",
                verbose_name="工单",
            ),
        ),
        migrations.AddField(
            model_name="prepaiduse",
            name="store",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.orgunit",
                verbose_name="核销门店",
            ),
        ),
        migrations.AddField(
            model_name="prepaiduse",
            name="variant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="workorders.packagevariant",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="prepaid_use",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="workorders.prepaiduse",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("method", "prepaid"), ("prepaid_use__isnull", False)),
                    models.Q(models.Q(("method", "prepaid"), _negated=True), ("prepaid_use", None)),
                    _connector="OR",
                ),
                name="payment_by_prepaid",
            ),
        ),
        migrations.AddIndex(
            model_name="prepaidpackage",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["store", "valid_until"],
                name="prepaid_store_standing",
            ),
        ),
        migrations.AddIndex(
            model_name="prepaidpackage",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["vehicle"], name="prepaid_car"
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaidpackage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("drawn__gte", 0),
                    ("price__gt", 0),
                    ("refunded__gte", 0),
                    (
                        "price__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("drawn"), "+", models.F("refunded")
                        ),
                    ),
                ),
                name="prepaid_not_overdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaiditem",
            constraint=models.UniqueConstraint(
                fields=("prepaid", "package"), name="prepaiditem_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaiditem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken__lte", models.F("times")),
                    ("times__gt", 0),
                    ("times__lte", 100),
                    ("share__gt", 0),
                    ("taken_value__gte", 0),
                    ("taken_value__lte", models.F("share")),
                ),
                name="prepaiditem_not_overused",
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaidchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="prepaidchange_explained"
            ),
        ),
        migrations.AddIndex(
            model_name="prepaidrefund",
            index=models.Index(
                condition=models.Q(("state", "pending")),
                fields=["store", "requested_at"],
                name="prepaidrefund_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaidrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("requested_by")), _negated=True),
                    _connector="OR",
                ),
                name="prepaidrefund_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaidrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by", None), ("state__in", ("pending", "withdrawn"))),
                    models.Q(
                        ("state__in", ("approved", "refused")),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="prepaidrefund_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaidrefund",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "pending")),
                fields=("prepaid",),
                name="prepaidrefund_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaidrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="prepaidrefund_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaiduse",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at", None)),
                fields=("item", "order"),
                name="prepaiduse_once_an_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="prepaiduse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gte", 0),
                    models.Q(("used_at", None), ("released_at", None), _connector="OR"),
                ),
                name="prepaiduse_used_or_released",
            ),
        ),
    ]
