import apps.core.money
import django.db.models.deletion
import simple_history.models
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0001_rows"),
        ("org", "0001_rows"),
        ("workorders", "0001_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalClaim",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "history_tenure",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
                ("history_request", models.CharField(blank=True, max_length=32)),
                ("history_service", models.CharField(blank=True, max_length=120)),
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="索赔单号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("WAR", "保修索赔"),
                            ("FSV", "首保索赔"),
                            ("CAM", "召回/服务活动"),
                        ],
                        max_length=4,
                        verbose_name="索赔类型",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "待鉴定"),
                            ("pending", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("judged", "已鉴定"),
                            ("reviewed", "待申报"),
                            ("submitted", "待答复"),
                            ("accepted", "全额接受"),
                            ("partly_accepted", "部分接受"),
                            ("returned", "退回修改"),
                            ("rejected", "拒赔"),
                            ("credited", "已入账"),
                            ("closed", "已关闭"),
                            ("void", "已撤销"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("complaint", models.TextField(blank=True, verbose_name="客户陈述")),
                ("cause", models.TextField(blank=True, verbose_name="故障原因")),
                ("correction", models.TextField(blank=True, verbose_name="维修措施")),
                (
                    "causal_part",
                    models.CharField(blank=True, max_length=40, verbose_name="主损件零件号"),
                ),
                ("dtc", models.CharField(blank=True, max_length=60, verbose_name="故障码")),
                (
                    "fault_group",
                    models.CharField(blank=True, max_length=40, verbose_name="同一质量问题归组"),
                ),
                ("safety", models.BooleanField(default=False, verbose_name="严重安全性能故障")),
                (
                    "prior_approval",
                    models.CharField(blank=True, max_length=40, verbose_name="事前授权号"),
                ),
                (
                    "odometer_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="进店里程"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="建单时间")),
                ("repair_ended_at", models.DateTimeField(verbose_name="修竣时间")),
                ("submit_by", models.DateTimeField(verbose_name="申报截止")),
                (
                    "claimed",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="索赔金额",
                    ),
                ),
                (
                    "approved",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="核准金额",
                    ),
                ),
                (
                    "credited",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="入账金额",
                    ),
                ),
                (
                    "loss",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="店端损失",
                    ),
                ),
                (
                    "loss_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="损失原因"),
                ),
                (
                    "judgement",
                    models.CharField(blank=True, max_length=200, verbose_name="鉴定意见"),
                ),
                (
                    "oem_number",
                    models.CharField(blank=True, max_length=40, verbose_name="厂家单号"),
                ),
                (
                    "submissions",
                    models.PositiveSmallIntegerField(default=0, verbose_name="申报次数"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="申报时间"),
                ),
                (
                    "first_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "待鉴定"),
                            ("pending", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("judged", "已鉴定"),
                            ("reviewed", "待申报"),
                            ("submitted", "待答复"),
                            ("accepted", "全额接受"),
                            ("partly_accepted", "部分接受"),
                            ("returned", "退回修改"),
                            ("rejected", "拒赔"),
                            ("credited", "已入账"),
                            ("closed", "已关闭"),
                            ("void", "已撤销"),
                        ],
                        max_length=16,
                        verbose_name="首次答复",
                    ),
                ),
                (
                    "first_answer_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="首次答复时间"),
                ),
                (
                    "credited_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="入账时间"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="关闭时间")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "vehicle",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.vehicle",
                    ),
                ),
                (
                    "store",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
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
                (
                    "history_user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 索赔单",
                "verbose_name_plural": "historical 索赔单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="索赔单号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("WAR", "保修索赔"),
                            ("FSV", "首保索赔"),
                            ("CAM", "召回/服务活动"),
                        ],
                        max_length=4,
                        verbose_name="索赔类型",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "vehicle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="customers.vehicle",
                    ),
                ),
                (
                    "store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "待鉴定"),
                            ("pending", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("judged", "已鉴定"),
                            ("reviewed", "待申报"),
                            ("submitted", "待答复"),
                            ("accepted", "全额接受"),
                            ("partly_accepted", "部分接受"),
                            ("returned", "退回修改"),
                            ("rejected", "拒赔"),
                            ("credited", "已入账"),
                            ("closed", "已关闭"),
                            ("void", "已撤销"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("complaint", models.TextField(blank=True, verbose_name="客户陈述")),
                ("cause", models.TextField(blank=True, verbose_name="故障原因")),
                ("correction", models.TextField(blank=True, verbose_name="维修措施")),
                (
                    "causal_part",
                    models.CharField(blank=True, max_length=40, verbose_name="主损件零件号"),
                ),
                ("dtc", models.CharField(blank=True, max_length=60, verbose_name="故障码")),
                (
                    "fault_group",
                    models.CharField(blank=True, max_length=40, verbose_name="同一质量问题归组"),
                ),
                ("safety", models.BooleanField(default=False, verbose_name="严重安全性能故障")),
                (
                    "prior_approval",
                    models.CharField(blank=True, max_length=40, verbose_name="事前授权号"),
                ),
                (
                    "odometer_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="进店里程"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="建单时间")),
                ("repair_ended_at", models.DateTimeField(verbose_name="修竣时间")),
                ("submit_by", models.DateTimeField(verbose_name="申报截止")),
                (
                    "claimed",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="索赔金额",
                    ),
                ),
                (
                    "approved",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="核准金额",
                    ),
                ),
                (
                    "credited",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="入账金额",
                    ),
                ),
                (
                    "loss",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="店端损失",
                    ),
                ),
                (
                    "loss_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="损失原因"),
                ),
                (
                    "judgement",
                    models.CharField(blank=True, max_length=200, verbose_name="鉴定意见"),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims_judged",
                        to="org.staff",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims_decided",
                        to="org.staff",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims_reviewed",
                        to="org.staff",
                    ),
                ),
                (
                    "oem_number",
                    models.CharField(blank=True, max_length=40, verbose_name="厂家单号"),
                ),
                (
                    "submissions",
                    models.PositiveSmallIntegerField(default=0, verbose_name="申报次数"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="申报时间"),
                ),
                (
                    "first_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "待鉴定"),
                            ("pending", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("judged", "已鉴定"),
                            ("reviewed", "待申报"),
                            ("submitted", "待答复"),
                            ("accepted", "全额接受"),
                            ("partly_accepted", "部分接受"),
                            ("returned", "退回修改"),
                            ("rejected", "拒赔"),
                            ("credited", "已入账"),
                            ("closed", "已关闭"),
                            ("void", "已撤销"),
                        ],
                        max_length=16,
                        verbose_name="首次答复",
                    ),
                ),
                (
                    "first_answer_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="首次答复时间"),
                ),
                (
                    "credited_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="入账时间"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="关闭时间")),
            ],
            options={
                "verbose_name": "索赔单",
                "ordering": ("-opened_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "state", "submit_by"], name="claim_store_state"),
                    models.Index(fields=["store", "-opened_at"], name="claim_store_opened"),
                    models.Index(fields=["store", "first_answer_at"], name="claim_store_answered"),
                    models.Index(fields=["store", "repair_ended_at"], name="claim_store_repaired"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "kind"), name="claim_once_per_order_and_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved__gte", 0),
                            ("claimed__gte", 0),
                            ("credited__gte", 0),
                            ("loss__gte", 0),
                        ),
                        name="claim_amounts_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved__lte", models.F("claimed")),
                            ("credited__lte", models.F("approved")),
                        ),
                        name="claim_amounts_descend",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(
                                models.Q(("reviewed_by", models.F("judged_by")), _negated=True),
                                models.Q(("reviewed_by", models.F("decided_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="claim_reviewed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("judged_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="claim_decided_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_at", None),
                            models.Q(("oem_number", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claim_submitted_with_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWarrantyPolicy",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "history_tenure",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
                ("history_request", models.CharField(blank=True, max_length=32)),
                ("history_service", models.CharField(blank=True, max_length=120)),
                ("brand", models.CharField(max_length=20, verbose_name="品牌")),
                ("series", models.CharField(blank=True, max_length=40, verbose_name="车系")),
                ("repair_months", models.PositiveSmallIntegerField(verbose_name="包修期（月）")),
                ("repair_km", models.PositiveIntegerField(verbose_name="包修里程（公里）")),
                ("rr_months", models.PositiveSmallIntegerField(verbose_name="三包有效期（月）")),
                ("rr_km", models.PositiveIntegerField(verbose_name="三包里程（公里）")),
                (
                    "wear_parts",
                    models.JSONField(blank=True, default=list, verbose_name="易损耗零部件"),
                ),
                ("effective_from", models.DateField(verbose_name="适用于此日起售出的车")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
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
                (
                    "history_user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 保修政策",
                "verbose_name_plural": "historical 保修政策s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="WarrantyPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("brand", models.CharField(max_length=20, verbose_name="品牌")),
                ("series", models.CharField(blank=True, max_length=40, verbose_name="车系")),
                ("repair_months", models.PositiveSmallIntegerField(verbose_name="包修期（月）")),
                ("repair_km", models.PositiveIntegerField(verbose_name="包修里程（公里）")),
                ("rr_months", models.PositiveSmallIntegerField(verbose_name="三包有效期（月）")),
                ("rr_km", models.PositiveIntegerField(verbose_name="三包里程（公里）")),
                (
                    "wear_parts",
                    models.JSONField(blank=True, default=list, verbose_name="易损耗零部件"),
                ),
                ("effective_from", models.DateField(verbose_name="适用于此日起售出的车")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
            ],
            options={
                "verbose_name": "保修政策",
                "ordering": ("brand", "series", "-effective_from"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("brand", "series", "effective_from"),
                        name="warrantypolicy_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repair_km__gte", models.F("rr_km")),
                            ("repair_months__gte", models.F("rr_months")),
                        ),
                        name="warrantypolicy_repair_outlasts_rr",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRecall",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "history_tenure",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
                ("history_request", models.CharField(blank=True, max_length=32)),
                ("history_service", models.CharField(blank=True, max_length=120)),
                ("number", models.CharField(db_index=True, max_length=40, verbose_name="活动编号")),
                (
                    "kind",
                    models.CharField(
                        choices=[("recall", "召回"), ("campaign", "服务活动")],
                        default="recall",
                        max_length=10,
                        verbose_name="类型",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("text", models.TextField(verbose_name="缺陷与处理办法")),
                ("brand", models.CharField(blank=True, max_length=20, verbose_name="品牌")),
                ("announced_on", models.DateField(verbose_name="公布日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
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
                (
                    "history_user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 召回与服务活动",
                "verbose_name_plural": "historical 召回与服务活动s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="活动编号")),
                (
                    "kind",
                    models.CharField(
                        choices=[("recall", "召回"), ("campaign", "服务活动")],
                        default="recall",
                        max_length=10,
                        verbose_name="类型",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("text", models.TextField(verbose_name="缺陷与处理办法")),
                ("brand", models.CharField(blank=True, max_length=20, verbose_name="品牌")),
                ("announced_on", models.DateField(verbose_name="公布日期")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
            ],
            options={
                "verbose_name": "召回与服务活动",
                "ordering": ("-announced_on", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            ("closed_on__gte", models.F("announced_on")),
                            _connector="OR",
                        ),
                        name="recall_dates_ordered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="recall_told",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalClaimLine",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "history_tenure",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
                ("history_request", models.CharField(blank=True, max_length=32)),
                ("history_service", models.CharField(blank=True, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("labour", "工时"), ("parts", "材料")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="编码")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("1"), max_digits=12, verbose_name="数量"
                    ),
                ),
                (
                    "claimed",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="索赔金额"
                    ),
                ),
                (
                    "approved",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="核准金额",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "接受"),
                            ("partly", "部分接受"),
                            ("rejected", "拒绝"),
                        ],
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="未接受原因")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="warranty.claim",
                    ),
                ),
                (
                    "labour_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.labourline",
                    ),
                ),
                (
                    "part_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.partline",
                    ),
                ),
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
                (
                    "history_user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 索赔行",
                "verbose_name_plural": "historical 索赔行s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ClaimLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="warranty.claim",
                    ),
                ),
                (
                    "labour_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim_lines",
                        to="workorders.labourline",
                    ),
                ),
                (
                    "part_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim_lines",
                        to="workorders.partline",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("labour", "工时"), ("parts", "材料")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="编码")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("1"), max_digits=12, verbose_name="数量"
                    ),
                ),
                (
                    "claimed",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="索赔金额"
                    ),
                ),
                (
                    "approved",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="核准金额",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "接受"),
                            ("partly", "部分接受"),
                            ("rejected", "拒绝"),
                        ],
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="未接受原因")),
            ],
            options={
                "verbose_name": "索赔行",
                "ordering": ("claim", "kind", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "labour_line"), name="claimline_labour_once"
                    ),
                    models.UniqueConstraint(
                        fields=("claim", "part_line"), name="claimline_part_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "labour"),
                                ("labour_line__isnull", False),
                                ("part_line", None),
                            ),
                            models.Q(
                                ("kind", "parts"),
                                ("labour_line", None),
                                ("part_line__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claimline_of_one_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved__gte", 0),
                            ("approved__lte", models.F("claimed")),
                            ("claimed__gte", 0),
                        ),
                        name="claimline_approved_within",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer__in", ("partly", "rejected")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="claimline_refusal_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRecallVehicle",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "history_tenure",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
                ("history_request", models.CharField(blank=True, max_length=32)),
                ("history_service", models.CharField(blank=True, max_length=120)),
                ("vin", models.CharField(max_length=17, verbose_name="车辆识别代号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待处理"),
                            ("done", "已完成"),
                            ("refused", "客户书面拒绝"),
                            ("no_parts", "缺件待约"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="处理结果",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="登记时间")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "recall",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="warranty.recall",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.workorder",
                        verbose_name="工单",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="经办人",
                    ),
                ),
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
                (
                    "history_user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 召回车辆",
                "verbose_name_plural": "historical 召回车辆s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RecallVehicle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vehicles",
                        to="warranty.recall",
                    ),
                ),
                ("vin", models.CharField(max_length=17, verbose_name="车辆识别代号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待处理"),
                            ("done", "已完成"),
                            ("refused", "客户书面拒绝"),
                            ("no_parts", "缺件待约"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="处理结果",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recalls",
                        to="workorders.workorder",
                        verbose_name="工单",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="经办人",
                    ),
                ),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "召回车辆",
                "ordering": ("recall", "vin"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["recall", "state"], name="recallvehicle_by_state")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("vin", "recall"), name="recallvehicle_once"),
                    models.CheckConstraint(
                        condition=models.Q(("vin__regex", "^[A-HJ-NPR-Z0-9]{17}$")),
                        name="recallvehicle_vin_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(("at__isnull", False), ("by__isnull", False)),
                            _connector="OR",
                        ),
                        name="recallvehicle_answered_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalClaimRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "history_tenure",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
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
                        decimal_places=2, max_digits=12, verbose_name="索赔金额"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "store",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                (
                    "asked_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.position",
                        verbose_name="审批岗位",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="审批人",
                    ),
                ),
                (
                    "decided_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.tenure",
                        verbose_name="审批任职",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="warranty.claim",
                    ),
                ),
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
                (
                    "history_user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 索赔申请",
                "verbose_name_plural": "historical 索赔申请s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ClaimRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
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
                (
                    "asked_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.position",
                        verbose_name="审批岗位",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="申请人",
                    ),
                ),
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="审批人",
                    ),
                ),
                (
                    "decided_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                        verbose_name="审批任职",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审批时间"),
                ),
                ("answer", models.CharField(blank=True, max_length=160, verbose_name="审批意见")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="warranty.claim",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="索赔金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "索赔申请",
                "ordering": ("requested_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["store", "requested_at"],
                        name="claimrequest_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="claimrequest_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by", None), ("state__in", ("pending", "withdrawn"))),
                            models.Q(
                                ("state__in", ("approved", "refused")),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claimrequest_answered_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("claim",),
                        name="claimrequest_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="claimrequest_positive"
                    ),
                ],
            },
        ),
    ]
