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
            name="CallAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("reached", "接通"),
                            ("no_answer", "无人接听"),
                            ("busy", "占线或不便"),
                            ("wrong_number", "号码不对"),
                        ],
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="备注")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "通话记录",
                "ordering": ("callback", "pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Callback",
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
                        choices=[("service", "维修回访"), ("recheck", "投诉复访")],
                        default="service",
                        max_length=8,
                        verbose_name="类型",
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
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="callbacks",
                        to="workorders.visit",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="callbacks",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="callbacks",
                        to="org.staff",
                        verbose_name="回访员",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="可回访时间")),
                ("due_at", models.DateTimeField(verbose_name="回访期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待回访"),
                            ("done", "已回访"),
                            ("unreachable", "无法联系"),
                            ("refused", "拒绝回访"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("do_not_call", models.BooleanField(default=False, verbose_name="不接受联系")),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="评分")),
                (
                    "fixed",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "修好了"), ("partly", "没完全修好"), ("no", "没修好")],
                        max_length=6,
                        verbose_name="是否修好",
                    ),
                ),
                (
                    "overall",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="总体满意度"
                    ),
                ),
                (
                    "recommend",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="推荐意愿"
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="客户意见")),
                ("satisfied", models.BooleanField(blank=True, null=True, verbose_name="满意")),
                (
                    "completed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="callbacks_made",
                        to="org.staff",
                    ),
                ),
                (
                    "completed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
                ),
            ],
            options={
                "verbose_name": "回访",
                "ordering": ("due_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "state", "due_at"], name="callback_store_state"),
                    models.Index(fields=["store", "due_at"], name="callback_store_due"),
                    models.Index(fields=["store", "completed_at"], name="callback_store_completed"),
                    models.Index(fields=["visit"], name="callback_visit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "service")),
                        fields=("order",),
                        name="callback_once_per_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("overall", None),
                            models.Q(("overall__gte", 1), ("overall__lte", 10)),
                            _connector="OR",
                        ),
                        name="callback_overall_of_ten",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(
                                ("completed_at__isnull", False),
                                ("overall__isnull", False),
                                ("satisfied__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="callback_done_is_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="投诉单号")),
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
                    "grade",
                    models.CharField(
                        choices=[
                            ("grumble", "抱怨"),
                            ("general", "一般投诉"),
                            ("escalated", "升级投诉"),
                            ("major", "重大投诉"),
                        ],
                        default="general",
                        max_length=10,
                        verbose_name="等级",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("not_fixed", "没修好"),
                            ("quality", "维修或产品质量"),
                            ("time", "交车时间"),
                            ("price", "费用"),
                            ("attitude", "服务态度"),
                            ("parts", "配件供应"),
                            ("other", "其他"),
                        ],
                        max_length=10,
                        verbose_name="投诉内容",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("callback", "回访"),
                            ("phone", "电话"),
                            ("counter", "到店"),
                            ("authority", "12315或厂家转来"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "已受理"),
                            ("assigned", "已转办"),
                            ("contacted", "处理中"),
                            ("handled", "待复访结案"),
                            ("closed", "已结案"),
                            ("closed_not_agreed", "未达成一致结案"),
                        ],
                        default="received",
                        max_length=18,
                        verbose_name="状态",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="customers.customer",
                    ),
                ),
                (
                    "vehicle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="customers.vehicle",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "callback",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="care.callback",
                    ),
                ),
                ("caller_name", models.CharField(max_length=80, verbose_name="投诉人")),
                (
                    "caller_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="联系电话"),
                ),
                ("statement", models.TextField(verbose_name="客户陈述")),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints_received",
                        to="org.staff",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="受理时间")),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints_handled",
                        to="org.staff",
                        verbose_name="处理人",
                    ),
                ),
                ("first_contact_due_at", models.DateTimeField(verbose_name="首次联系期限")),
                (
                    "first_contact_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="首次联系时间"),
                ),
                ("resolve_due_at", models.DateTimeField(verbose_name="处理期限")),
                ("cause", models.TextField(blank=True, verbose_name="原因")),
                (
                    "responsible_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                ("plan", models.TextField(blank=True, verbose_name="处理方案")),
                ("action", models.TextField(blank=True, verbose_name="已采取措施")),
                (
                    "goodwill",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="补偿金额",
                    ),
                ),
                ("agreed", models.BooleanField(default=False, verbose_name="客户已认可")),
                (
                    "agreement",
                    models.CharField(blank=True, max_length=160, verbose_name="认可凭据"),
                ),
                (
                    "repeat_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeats",
                        to="care.complaint",
                    ),
                ),
                (
                    "handled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="处理完成时间"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints_closed",
                        to="org.staff",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结案时间")),
            ],
            options={
                "verbose_name": "投诉",
                "ordering": ("-received_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["store", "state", "first_contact_due_at"],
                        name="complaint_store_state",
                    ),
                    models.Index(fields=["store", "-received_at"], name="complaint_store_received"),
                    models.Index(fields=["vehicle", "-received_at"], name="complaint_vehicle"),
                    models.Index(fields=["customer", "-received_at"], name="complaint_customer"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("statement", ""), _negated=True),
                        name="complaint_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("goodwill__gte", 0)), name="complaint_goodwill_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("agreed", True),
                                ("closed_at__isnull", False),
                                models.Q(("cause", ""), _negated=True),
                                models.Q(("action", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_closed_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed", False),
                            models.Q(("agreement", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_agreement_proven",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCallback",
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
                        choices=[("service", "维修回访"), ("recheck", "投诉复访")],
                        default="service",
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="可回访时间")),
                ("due_at", models.DateTimeField(verbose_name="回访期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待回访"),
                            ("done", "已回访"),
                            ("unreachable", "无法联系"),
                            ("refused", "拒绝回访"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("do_not_call", models.BooleanField(default=False, verbose_name="不接受联系")),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="评分")),
                (
                    "fixed",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "修好了"), ("partly", "没完全修好"), ("no", "没修好")],
                        max_length=6,
                        verbose_name="是否修好",
                    ),
                ),
                (
                    "overall",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="总体满意度"
                    ),
                ),
                (
                    "recommend",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="推荐意愿"
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="客户意见")),
                ("satisfied", models.BooleanField(blank=True, null=True, verbose_name="满意")),
                (
                    "completed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
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
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.visit",
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
                    "complaint",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="care.complaint",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="回访员",
                    ),
                ),
                (
                    "completed_by",
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
                "verbose_name": "historical 回访",
                "verbose_name_plural": "historical 回访s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComplaint",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="投诉单号")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("grumble", "抱怨"),
                            ("general", "一般投诉"),
                            ("escalated", "升级投诉"),
                            ("major", "重大投诉"),
                        ],
                        default="general",
                        max_length=10,
                        verbose_name="等级",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("not_fixed", "没修好"),
                            ("quality", "维修或产品质量"),
                            ("time", "交车时间"),
                            ("price", "费用"),
                            ("attitude", "服务态度"),
                            ("parts", "配件供应"),
                            ("other", "其他"),
                        ],
                        max_length=10,
                        verbose_name="投诉内容",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("callback", "回访"),
                            ("phone", "电话"),
                            ("counter", "到店"),
                            ("authority", "12315或厂家转来"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "已受理"),
                            ("assigned", "已转办"),
                            ("contacted", "处理中"),
                            ("handled", "待复访结案"),
                            ("closed", "已结案"),
                            ("closed_not_agreed", "未达成一致结案"),
                        ],
                        default="received",
                        max_length=18,
                        verbose_name="状态",
                    ),
                ),
                ("caller_name", models.CharField(max_length=80, verbose_name="投诉人")),
                (
                    "caller_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="联系电话"),
                ),
                ("statement", models.TextField(verbose_name="客户陈述")),
                ("received_at", models.DateTimeField(verbose_name="受理时间")),
                ("first_contact_due_at", models.DateTimeField(verbose_name="首次联系期限")),
                (
                    "first_contact_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="首次联系时间"),
                ),
                ("resolve_due_at", models.DateTimeField(verbose_name="处理期限")),
                ("cause", models.TextField(blank=True, verbose_name="原因")),
                ("plan", models.TextField(blank=True, verbose_name="处理方案")),
                ("action", models.TextField(blank=True, verbose_name="已采取措施")),
                (
                    "goodwill",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="补偿金额",
                    ),
                ),
                ("agreed", models.BooleanField(default=False, verbose_name="客户已认可")),
                (
                    "agreement",
                    models.CharField(blank=True, max_length=160, verbose_name="认可凭据"),
                ),
                (
                    "handled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="处理完成时间"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结案时间")),
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
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.customer",
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
                    "callback",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="care.callback",
                    ),
                ),
                (
                    "received_by",
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
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="处理人",
                    ),
                ),
                (
                    "responsible_unit",
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
                    "repeat_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="care.complaint",
                    ),
                ),
                (
                    "closed_by",
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
                "verbose_name": "historical 投诉",
                "verbose_name_plural": "historical 投诉s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ComplaintContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="care.complaint",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        choices=[("phone", "电话"), ("wechat", "微信"), ("in_person", "当面")],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("reached", "接通"),
                            ("no_answer", "无人接听"),
                            ("busy", "占线或不便"),
                            ("wrong_number", "号码不对"),
                        ],
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="沟通内容")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "投诉联系记录",
                "ordering": ("complaint", "pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ComplaintOpinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="care.complaint",
                    ),
                ),
                ("text", models.TextField(verbose_name="技术意见")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "技术意见",
                "ordering": ("complaint", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="opinion_not_empty"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRemedyRequest",
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
                        decimal_places=2, max_digits=12, verbose_name="补偿金额"
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
                    "complaint",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="care.complaint",
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
                "verbose_name": "historical 补偿申请",
                "verbose_name_plural": "historical 补偿申请s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RemedyRequest",
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
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remedy_requests",
                        to="care.complaint",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="补偿金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "补偿申请",
                "ordering": ("requested_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["store", "requested_at"],
                        name="remedyrequest_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="remedyrequest_by_another",
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
                        name="remedyrequest_answered_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("complaint",),
                        name="remedyrequest_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="remedyrequest_positive"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="callattempt",
            name="callback",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="care.callback",
            ),
        ),
        migrations.AddField(
            model_name="callback",
            name="complaint",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rechecks",
                to="care.complaint",
            ),
        ),
        migrations.AddConstraint(
            model_name="callback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "recheck"), ("state", "open")),
                fields=("complaint",),
                name="callback_one_recheck_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="callback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "service"), ("order__isnull", False), ("visit__isnull", False)
                    ),
                    models.Q(("complaint__isnull", False), ("kind", "recheck")),
                    _connector="OR",
                ),
                name="callback_about_something",
            ),
        ),
    ]
