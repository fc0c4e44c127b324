import apps.core.money
import django.db.models.deletion
import simple_history.models
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0002_customers_and_vehicles"),
        ("org", "0001_organisation"),
        ("workorders", "0003_approval_requests"),
    ]

    operations = [
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
                (
                    "asked_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.position",
                        verbose_name="审批岗位",
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
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="workorders.workorder",
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
                    "vehicle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="customers.vehicle",
                    ),
                ),
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
            name="HistoricalClaim",
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
                    "history_tenure",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
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
            name="HistoricalClaimLine",
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
                    "history_tenure",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
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
            name="HistoricalWarrantyPolicy",
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
                    "history_tenure",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
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
    ]
