import apps.core.money
import apps.core.pinyin
import apps.customers.derived
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0002_customers_and_vehicles"),
        ("org", "0001_organisation"),
        ("parts", "0002_ledger_append_only"),
        ("workorders", "0001_range_exclusion"),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="进店单号")),
                ("plate_no", models.CharField(blank=True, max_length=12, verbose_name="车牌")),
                ("sender_name", models.CharField(blank=True, max_length=40, verbose_name="送修人")),
                (
                    "sender_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="送修人电话"),
                ),
                (
                    "arrival",
                    models.CharField(
                        choices=[
                            ("walk_in", "直接进店"),
                            ("appointment", "预约"),
                            ("towed", "拖入"),
                        ],
                        default="walk_in",
                        max_length=12,
                        verbose_name="到店方式",
                    ),
                ),
                (
                    "work_class",
                    models.CharField(
                        choices=[
                            ("express", "快保快修"),
                            ("general", "一般维修"),
                            ("accident", "事故"),
                            ("body_paint", "钣喷"),
                            ("free_check", "免费检测"),
                            ("wash", "洗车"),
                            ("pdi", "PDI"),
                            ("internal", "内部"),
                            ("installation", "精品安装"),
                        ],
                        default="general",
                        max_length=16,
                        verbose_name="来店目的",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="进店时间")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="完工时间")),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="交车时间"),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="org.staff",
                        verbose_name="服务顾问",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="customers.customer",
                        verbose_name="车主",
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
                        related_name="visits",
                        to="customers.vehicle",
                        verbose_name="车辆",
                    ),
                ),
            ],
            options={
                "verbose_name": "进店",
                "ordering": ("-opened_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "-opened_at"], name="visit_store_opened"),
                    models.Index(fields=["store", "-delivered_at"], name="visit_store_delivered"),
                    models.Index(
                        condition=models.Q(("delivered_at", None)),
                        fields=["store", "opened_at"],
                        name="visit_store_in_house",
                    ),
                    models.Index(fields=["vehicle", "-opened_at"], name="visit_vehicle_history"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delivered_at", None),
                            ("delivered_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="visit_times_ordered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                ("text", models.TextField(verbose_name="客户陈述")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="workorders.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "客户陈述",
                "ordering": ("visit", "position", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="statement_not_empty"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=12, verbose_name="工位号")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mechanical", "机修"),
                            ("body", "钣金"),
                            ("paint", "喷漆"),
                            ("wash", "洗车"),
                            ("inspection", "检测"),
                        ],
                        default="mechanical",
                        max_length=12,
                        verbose_name="类型",
                    ),
                ),
                ("high_voltage", models.BooleanField(default=False, verbose_name="高压隔离工位")),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
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
                        related_name="bays",
                        to="org.orgunit",
                    ),
                ),
            ],
            options={
                "verbose_name": "工位",
                "ordering": ("store", "unit", "code"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("store", "code"), name="bay_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "odometer_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="里程（公里）"),
                ),
                (
                    "odometer_unreadable",
                    models.BooleanField(default=False, verbose_name="里程无法读取"),
                ),
                (
                    "previous_odometer_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="上次里程"),
                ),
                (
                    "rollback_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="里程减少原因"),
                ),
                (
                    "fuel_eighths",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="油量（八分之）"
                    ),
                ),
                (
                    "soc_pct",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="电量（%）"
                    ),
                ),
                (
                    "warning_lights",
                    models.CharField(blank=True, max_length=160, verbose_name="故障灯"),
                ),
                ("belongings", models.TextField(blank=True, verbose_name="车内物品")),
                ("covers_on", models.BooleanField(default=False, verbose_name="已铺三件套")),
                ("key_tag", models.CharField(blank=True, max_length=20, verbose_name="钥匙号")),
                ("parking_spot", models.CharField(blank=True, max_length=20, verbose_name="车位")),
                ("taken_at", models.DateTimeField(verbose_name="环检时间")),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="客户签字时间"),
                ),
                (
                    "unsigned_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="未签字原因"),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkins",
                        to="org.staff",
                        verbose_name="环检人",
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkin",
                        to="workorders.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "环车检查",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("odometer_km__isnull", False),
                            ("odometer_unreadable", True),
                            _connector="OR",
                        ),
                        name="checkin_odometer_or_unreadable",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("odometer_km", None),
                            ("previous_odometer_km", None),
                            ("odometer_km__gte", models.F("previous_odometer_km")),
                            models.Q(("rollback_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="checkin_rollback_explained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fuel_eighths", None), ("fuel_eighths__lte", 8), _connector="OR"
                        ),
                        name="checkin_fuel_in_eighths",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("soc_pct", None), ("soc_pct__lte", 100), _connector="OR"
                        ),
                        name="checkin_soc_percent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DamageMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "view",
                    models.CharField(
                        choices=[
                            ("top", "俯视"),
                            ("left", "左侧"),
                            ("right", "右侧"),
                            ("front", "前部"),
                            ("rear", "后部"),
                            ("interior", "内饰"),
                        ],
                        default="top",
                        max_length=10,
                        verbose_name="视图",
                    ),
                ),
                ("x", models.PositiveSmallIntegerField()),
                ("y", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scratch", "划痕"),
                            ("dent", "凹陷"),
                            ("chip", "掉漆"),
                            ("crack", "开裂"),
                            ("missing", "缺失"),
                            ("other", "其他"),
                        ],
                        default="scratch",
                        max_length=10,
                        verbose_name="损伤",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                (
                    "checkin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="damages",
                        to="workorders.checkin",
                    ),
                ),
            ],
            options={
                "verbose_name": "损伤标记",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("x__lte", 1000), ("y__lte", 1000)),
                        name="damage_on_the_map",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LabourOperation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="工时代码")),
                ("name", models.CharField(max_length=80, verbose_name="项目名称")),
                (
                    "name_initials",
                    apps.customers.derived.DerivedField(
                        derive=apps.core.pinyin.initials, max_length=80, source="name"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mechanical", "机修"),
                            ("electrical", "电器"),
                            ("high_voltage", "高压"),
                            ("body", "钣金"),
                            ("paint", "喷漆"),
                            ("installation", "精品安装"),
                            ("inspection", "检测"),
                            ("cleaning", "洗车"),
                        ],
                        default="mechanical",
                        max_length=16,
                        verbose_name="工种",
                    ),
                ),
                (
                    "repair_class",
                    models.CharField(
                        choices=[
                            ("whole_vehicle", "整车修理"),
                            ("assembly", "总成修理"),
                            ("level2", "二级维护"),
                            ("level1", "一级维护"),
                            ("minor", "小修"),
                        ],
                        default="minor",
                        max_length=16,
                        verbose_name="维修类别",
                    ),
                ),
                (
                    "std_hours",
                    apps.core.money.HoursField(
                        decimal_places=2, max_digits=7, verbose_name="标准工时"
                    ),
                ),
                ("high_voltage", models.BooleanField(default=False, verbose_name="涉高压")),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "工时项目",
                "ordering": ("code",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["name_initials"],
                        name="operation_initials_prefix",
                        opclasses=["text_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("std_hours__gte", 0), ("std_hours__lte", 999)),
                        name="operation_hours_sane",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="工单号")),
                (
                    "work_class",
                    models.CharField(
                        choices=[
                            ("express", "快保快修"),
                            ("general", "一般维修"),
                            ("accident", "事故"),
                            ("body_paint", "钣喷"),
                            ("free_check", "免费检测"),
                            ("wash", "洗车"),
                            ("pdi", "PDI"),
                            ("internal", "内部"),
                            ("installation", "精品安装"),
                        ],
                        default="general",
                        max_length=16,
                        verbose_name="业务类别",
                    ),
                ),
                (
                    "repair_class",
                    models.CharField(
                        choices=[
                            ("whole_vehicle", "整车修理"),
                            ("assembly", "总成修理"),
                            ("level2", "二级维护"),
                            ("level1", "一级维护"),
                            ("minor", "小修"),
                        ],
                        default="minor",
                        max_length=16,
                        verbose_name="维修类别",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "待签字"),
                            ("authorised", "已授权"),
                            ("queued", "待派工"),
                            ("in_progress", "维修中"),
                            ("waiting", "等待中"),
                            ("checking", "检验中"),
                            ("ready", "已完工"),
                            ("settled", "已结算"),
                            ("delivered", "已交车"),
                            ("closed", "已关闭"),
                            ("cancelled", "已取消"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="开单时间")),
                (
                    "first_promised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="首次承诺时间"),
                ),
                (
                    "promised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="预交车时间"),
                ),
                (
                    "old_parts",
                    models.CharField(
                        blank=True,
                        choices=[("take", "客户带走"), ("leave", "留店处理"), ("none", "无旧件")],
                        max_length=8,
                        verbose_name="旧件处理",
                    ),
                ),
                (
                    "oem_number",
                    models.CharField(blank=True, max_length=40, verbose_name="厂家单号"),
                ),
                (
                    "consent_medium",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "当面"), ("phone", "电话"), ("wechat", "微信")],
                        max_length=12,
                        verbose_name="授权方式",
                    ),
                ),
                ("signer_name", models.CharField(blank=True, max_length=40, verbose_name="签字人")),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="客户签字时间"),
                ),
                (
                    "cost_centre",
                    models.CharField(blank=True, max_length=40, verbose_name="成本中心"),
                ),
                (
                    "authorised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="授权时间"),
                ),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="完工时间")),
                (
                    "certificate_no",
                    models.CharField(blank=True, max_length=40, verbose_name="合格证号"),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="结算时间"),
                ),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="交车时间"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="关闭时间")),
                (
                    "labour_total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="工时费",
                    ),
                ),
                (
                    "parts_total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="材料费",
                    ),
                ),
                (
                    "total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="合计",
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="org.staff",
                        verbose_name="服务顾问",
                    ),
                ),
                (
                    "bill_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="billed_orders",
                        to="customers.customer",
                        verbose_name="付款客户",
                    ),
                ),
                (
                    "internal_approver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="workorders.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "工单",
                "ordering": ("-opened_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["store", "state", "promised_at"], name="order_store_state"
                    ),
                    models.Index(fields=["store", "-opened_at", "-id"], name="order_store_opened"),
                    models.Index(fields=["advisor", "state"], name="order_advisor_state"),
                    models.Index(fields=["store", "-settled_at"], name="order_store_settled"),
                    models.Index(fields=["store", "-delivered_at"], name="order_store_delivered"),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "draft",
                                    "authorised",
                                    "queued",
                                    "in_progress",
                                    "waiting",
                                    "checking",
                                    "ready",
                                ),
                            )
                        ),
                        fields=["store", "opened_at"],
                        name="order_store_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("labour_total__gte", 0), ("parts_total__gte", 0), ("total__gte", 0)
                        ),
                        name="order_totals_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("labour_total"), "+", models.F("parts_total")
                                ),
                            )
                        ),
                        name="order_total_is_sum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("promised_at", None),
                            ("first_promised_at__isnull", False),
                            _connector="OR",
                        ),
                        name="order_first_promise_kept",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                ("name", models.CharField(max_length=80, verbose_name="维修项目")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mechanical", "机修"),
                            ("electrical", "电器"),
                            ("high_voltage", "高压"),
                            ("body", "钣金"),
                            ("paint", "喷漆"),
                            ("installation", "精品安装"),
                            ("inspection", "检测"),
                            ("cleaning", "洗车"),
                        ],
                        default="mechanical",
                        max_length=16,
                        verbose_name="工种",
                    ),
                ),
                (
                    "std_hours",
                    apps.core.money.HoursField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=7,
                        verbose_name="标准工时",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "待派工"),
                            ("assigned", "已派工"),
                            ("working", "作业中"),
                            ("waiting", "等待中"),
                            ("self_checked", "已自检"),
                            ("leader_checked", "组检通过"),
                            ("done", "完工"),
                            ("failed", "返工"),
                            ("cancelled", "已取消"),
                        ],
                        default="pending",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "waiting_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("parts", "待料"),
                            ("approval", "待客户确认"),
                            ("oem", "待厂家批复"),
                            ("insurer", "待保险定损"),
                            ("sublet", "外加工"),
                            ("paused", "暂停"),
                        ],
                        max_length=12,
                        verbose_name="等待原因",
                    ),
                ),
                ("high_voltage", models.BooleanField(default=False, verbose_name="涉高压")),
                (
                    "isolated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="断电挂牌验电时间"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接单核对时间"),
                ),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="开工时间"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完工时间"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarded_jobs",
                        to="org.staff",
                        verbose_name="监护人",
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
                    "operation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="workorders.labouroperation",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="workorders.statement",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="workorders.workorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "维修作业",
                "ordering": ("order", "position", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "pending",
                                    "assigned",
                                    "working",
                                    "waiting",
                                    "self_checked",
                                    "leader_checked",
                                    "failed",
                                ),
                            )
                        ),
                        fields=["store", "state"],
                        name="job_store_unfinished",
                    ),
                    models.Index(fields=["unit", "state"], name="job_unit_state"),
                    models.Index(fields=["store", "-finished_at"], name="job_store_finished"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("std_hours__gte", 0), ("std_hours__lte", 999)),
                        name="job_hours_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "waiting"), models.Q(("waiting_cause", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True), ("waiting_cause", "")
                            ),
                            _connector="OR",
                        ),
                        name="job_waits_for_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="job_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("reported_at", models.DateTimeField(verbose_name="上报时间")),
                ("text", models.TextField(verbose_name="发现的问题")),
                ("suggested", models.JSONField(blank=True, default=list, verbose_name="建议项目")),
                ("safety", models.BooleanField(default=False, verbose_name="影响行车安全")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "待客户答复"),
                            ("accepted", "同意"),
                            ("declined", "不做"),
                            ("deferred", "下次再做"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "当面"), ("phone", "电话"), ("wechat", "微信")],
                        max_length=12,
                        verbose_name="沟通方式",
                    ),
                ),
                (
                    "decided_by_customer_name",
                    models.CharField(blank=True, max_length=40, verbose_name="答复人"),
                ),
                ("shown_text", models.TextField(blank=True, verbose_name="告知内容")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="不做的原因")),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
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
                    "taker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="记录人",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="workorders.job",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="workorders.workorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "增项",
                "ordering": ("order", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["store", "reported_at"],
                        name="finding_store_pending",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="finding_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("state", "pending")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("taker__isnull", False),
                                models.Q(("state", "pending"), _negated=True),
                                models.Q(("medium", ""), _negated=True),
                                models.Q(("decided_by_customer_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="finding_answer_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBay",
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
                ("code", models.CharField(max_length=12, verbose_name="工位号")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mechanical", "机修"),
                            ("body", "钣金"),
                            ("paint", "喷漆"),
                            ("wash", "洗车"),
                            ("inspection", "检测"),
                        ],
                        default="mechanical",
                        max_length=12,
                        verbose_name="类型",
                    ),
                ),
                ("high_voltage", models.BooleanField(default=False, verbose_name="高压隔离工位")),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
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
            ],
            options={
                "verbose_name": "historical 工位",
                "verbose_name_plural": "historical 工位s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDamageMark",
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
                    "view",
                    models.CharField(
                        choices=[
                            ("top", "俯视"),
                            ("left", "左侧"),
                            ("right", "右侧"),
                            ("front", "前部"),
                            ("rear", "后部"),
                            ("interior", "内饰"),
                        ],
                        default="top",
                        max_length=10,
                        verbose_name="视图",
                    ),
                ),
                ("x", models.PositiveSmallIntegerField()),
                ("y", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scratch", "划痕"),
                            ("dent", "凹陷"),
                            ("chip", "掉漆"),
                            ("crack", "开裂"),
                            ("missing", "缺失"),
                            ("other", "其他"),
                        ],
                        default="scratch",
                        max_length=10,
                        verbose_name="损伤",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
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
                    "checkin",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.checkin",
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
                "verbose_name": "historical 损伤标记",
                "verbose_name_plural": "historical 损伤标记s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLabourOperation",
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
                ("code", models.CharField(db_index=True, max_length=20, verbose_name="工时代码")),
                ("name", models.CharField(max_length=80, verbose_name="项目名称")),
                (
                    "name_initials",
                    apps.customers.derived.DerivedField(
                        derive=apps.core.pinyin.initials, max_length=80, source="name"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mechanical", "机修"),
                            ("electrical", "电器"),
                            ("high_voltage", "高压"),
                            ("body", "钣金"),
                            ("paint", "喷漆"),
                            ("installation", "精品安装"),
                            ("inspection", "检测"),
                            ("cleaning", "洗车"),
                        ],
                        default="mechanical",
                        max_length=16,
                        verbose_name="工种",
                    ),
                ),
                (
                    "repair_class",
                    models.CharField(
                        choices=[
                            ("whole_vehicle", "整车修理"),
                            ("assembly", "总成修理"),
                            ("level2", "二级维护"),
                            ("level1", "一级维护"),
                            ("minor", "小修"),
                        ],
                        default="minor",
                        max_length=16,
                        verbose_name="维修类别",
                    ),
                ),
                (
                    "std_hours",
                    apps.core.money.HoursField(
                        decimal_places=2, max_digits=7, verbose_name="标准工时"
                    ),
                ),
                ("high_voltage", models.BooleanField(default=False, verbose_name="涉高压")),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
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
                "verbose_name": "historical 工时项目",
                "verbose_name_plural": "historical 工时项目s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLabourRate",
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
                    "payer",
                    models.CharField(
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        default="CP",
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "rate",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="工时单价（元/小时，含税）"
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("13"), max_digits=4, verbose_name="税率%"
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
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
            ],
            options={
                "verbose_name": "historical 工时单价",
                "verbose_name_plural": "historical 工时单价s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVisit",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="进店单号")),
                ("plate_no", models.CharField(blank=True, max_length=12, verbose_name="车牌")),
                ("sender_name", models.CharField(blank=True, max_length=40, verbose_name="送修人")),
                (
                    "sender_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="送修人电话"),
                ),
                (
                    "arrival",
                    models.CharField(
                        choices=[
                            ("walk_in", "直接进店"),
                            ("appointment", "预约"),
                            ("towed", "拖入"),
                        ],
                        default="walk_in",
                        max_length=12,
                        verbose_name="到店方式",
                    ),
                ),
                (
                    "work_class",
                    models.CharField(
                        choices=[
                            ("express", "快保快修"),
                            ("general", "一般维修"),
                            ("accident", "事故"),
                            ("body_paint", "钣喷"),
                            ("free_check", "免费检测"),
                            ("wash", "洗车"),
                            ("pdi", "PDI"),
                            ("internal", "内部"),
                            ("installation", "精品安装"),
                        ],
                        default="general",
                        max_length=16,
                        verbose_name="来店目的",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="进店时间")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="完工时间")),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="交车时间"),
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
                (
                    "advisor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="服务顾问",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.customer",
                        verbose_name="车主",
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
                        verbose_name="车辆",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 进店",
                "verbose_name_plural": "historical 进店s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "level",
                    models.CharField(
                        choices=[("self", "自检"), ("leader", "组检"), ("final", "终检")],
                        max_length=8,
                        verbose_name="级别",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("pass", "合格"), ("fail", "不合格")],
                        max_length=4,
                        verbose_name="结果",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="检验时间")),
                ("items", models.JSONField(blank=True, default=list, verbose_name="检验项目")),
                (
                    "fail_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("workmanship", "工艺不到位"),
                            ("not_fixed", "故障未排除"),
                            ("omitted", "漏项"),
                            ("part", "配件问题"),
                            ("cleanliness", "清洁防护"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="不合格类别",
                    ),
                ),
                (
                    "fail_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="不合格说明"),
                ),
                (
                    "road_test_km",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="路试里程（公里）"
                    ),
                ),
                (
                    "inspector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="org.staff",
                        verbose_name="检验人",
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
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "检验",
                "ordering": ("job", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["store", "-at"], name="inspection_store_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fail_code", ""), ("result", "pass")),
                            models.Q(
                                ("result", "fail"),
                                models.Q(("fail_code", ""), _negated=True),
                                models.Q(("fail_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_fail_explained",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("parts", "待料"),
                            ("approval", "待客户确认"),
                            ("oem", "待厂家批复"),
                            ("insurer", "待保险定损"),
                            ("sublet", "外加工"),
                            ("paused", "暂停"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                ("from_at", models.DateTimeField(verbose_name="开始")),
                ("to_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "等待",
                "ordering": ("job", "from_at"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_at", None)),
                        fields=("job",),
                        name="hold_one_running",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_at", None), ("to_at__gte", models.F("from_at")), _connector="OR"
                        ),
                        name="hold_times_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRework",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="第几次返工")),
                (
                    "credited_hours",
                    apps.core.money.HoursField(
                        decimal_places=2, default=0, max_digits=7, verbose_name="计发工时"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="开始")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
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
                (
                    "inspection",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.inspection",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 返工",
                "verbose_name_plural": "historical 返工s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartLine",
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
                ("name", models.CharField(max_length=120, verbose_name="配件名称")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="零件号")),
                ("brand", models.CharField(blank=True, max_length=40, verbose_name="品牌")),
                (
                    "part_kind",
                    models.CharField(
                        choices=[
                            ("original", "原厂件"),
                            ("equivalent", "同质配件"),
                            ("reconditioned", "修复件/再制造件"),
                            ("customer_supplied", "客户自带"),
                        ],
                        default="original",
                        max_length=20,
                        verbose_name="配件性质",
                    ),
                ),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
                (
                    "unit_price",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="单价"
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, editable=False, max_digits=12, verbose_name="金额"
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("13"), max_digits=4, verbose_name="税率%"
                    ),
                ),
                (
                    "fitted_quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="装车数量",
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
                (
                    "demand",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.demand",
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
                    "part",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.part",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 材料行",
                "verbose_name_plural": "historical 材料行s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLabourLine",
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
                ("description", models.CharField(max_length=80, verbose_name="工时项目")),
                (
                    "hours",
                    apps.core.money.HoursField(decimal_places=2, max_digits=7, verbose_name="工时"),
                ),
                (
                    "unit_price",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="工时单价"
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, editable=False, max_digits=12, verbose_name="金额"
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("13"), max_digits=4, verbose_name="税率%"
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
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 工时行",
                "verbose_name_plural": "historical 工时行s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInspection",
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
                    "level",
                    models.CharField(
                        choices=[("self", "自检"), ("leader", "组检"), ("final", "终检")],
                        max_length=8,
                        verbose_name="级别",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("pass", "合格"), ("fail", "不合格")],
                        max_length=4,
                        verbose_name="结果",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="检验时间")),
                ("items", models.JSONField(blank=True, default=list, verbose_name="检验项目")),
                (
                    "fail_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("workmanship", "工艺不到位"),
                            ("not_fixed", "故障未排除"),
                            ("omitted", "漏项"),
                            ("part", "配件问题"),
                            ("cleanliness", "清洁防护"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="不合格类别",
                    ),
                ),
                (
                    "fail_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="不合格说明"),
                ),
                (
                    "road_test_km",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="路试里程（公里）"
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
                    "inspector",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="检验人",
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
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 检验",
                "verbose_name_plural": "historical 检验s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHold",
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
                    "cause",
                    models.CharField(
                        choices=[
                            ("parts", "待料"),
                            ("approval", "待客户确认"),
                            ("oem", "待厂家批复"),
                            ("insurer", "待保险定损"),
                            ("sublet", "外加工"),
                            ("paused", "暂停"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                ("from_at", models.DateTimeField(verbose_name="开始")),
                ("to_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
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
                    "by",
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
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 等待",
                "verbose_name_plural": "historical 等待s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClockEntry",
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
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="时段"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("work", "作业"), ("idle", "待工"), ("break", "休息")],
                        default="work",
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                (
                    "correction_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="更正原因"),
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
                (
                    "corrected_by",
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
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="技师",
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
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 打卡",
                "verbose_name_plural": "historical 打卡s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBaySlot",
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
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="时段"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="取消时间"),
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
                (
                    "bay",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.bay",
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
                    "planned_by",
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
                    "technician",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="技师",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 工位时段",
                "verbose_name_plural": "historical 工位时段s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssignment",
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
                    "share",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("100"),
                        max_digits=5,
                        verbose_name="分工比例%",
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
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="技师",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 分工",
                "verbose_name_plural": "historical 分工s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ClockEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="时段"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("work", "作业"), ("idle", "待工"), ("break", "休息")],
                        default="work",
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                (
                    "correction_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="更正原因"),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clock_entries",
                        to="org.staff",
                        verbose_name="技师",
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
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clock_entries",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "打卡",
                "ordering": ("staff", "during"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("during__upper_inf", True)),
                        fields=["job"],
                        name="clock_job_running",
                    )
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[("staff", "="), ("during", "&&")],
                        name="clock_no_overlap",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("during__upper_inf", True)),
                        fields=("staff",),
                        name="clock_one_running",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("during__isempty", False), ("during__lower_inf", False)
                        ),
                        name="clock_started",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("job__isnull", False), ("kind", "work")),
                            models.Q(models.Q(("kind", "work"), _negated=True), ("job", None)),
                            _connector="OR",
                        ),
                        name="clock_work_on_a_job",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrected_by", None),
                            models.Q(("correction_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="clock_correction_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BaySlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="时段"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="取消时间"),
                ),
                (
                    "bay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="workorders.bay",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "technician",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bay_slots",
                        to="org.staff",
                        verbose_name="技师",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "工位时段",
                "ordering": ("bay", "during"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[("bay", "="), ("during", "&&")],
                        name="bay_slot_no_overlap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("during__isempty", False),
                            ("during__lower_inf", False),
                            ("during__upper_inf", False),
                        ),
                        name="bay_slot_bounded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "share",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("100"),
                        max_digits=5,
                        verbose_name="分工比例%",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="org.staff",
                        verbose_name="技师",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "分工",
                "ordering": ("job", "-share", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("job", "staff"), name="assignment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("share__gte", 0), ("share__lte", Decimal("100"))),
                        name="assignment_share_percent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LabourLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("description", models.CharField(max_length=80, verbose_name="工时项目")),
                (
                    "hours",
                    apps.core.money.HoursField(decimal_places=2, max_digits=7, verbose_name="工时"),
                ),
                (
                    "unit_price",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="工时单价"
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, editable=False, max_digits=12, verbose_name="金额"
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("13"), max_digits=4, verbose_name="税率%"
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labour_lines",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "工时行",
                "ordering": ("job", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 0), ("hours__lte", 999)),
                        name="labourline_hours_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0),
                            ("unit_price__gte", 0),
                            ("unit_price__lte", Decimal("1000000")),
                        ),
                        name="labourline_price_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vat_rate__gte", 0), ("vat_rate__lt", 100)),
                        name="labourline_vat_percent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LabourRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        default="CP",
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "rate",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="工时单价（元/小时，含税）"
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("13"), max_digits=4, verbose_name="税率%"
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
                (
                    "store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
            ],
            options={
                "verbose_name": "工时单价",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("store", "payer", "effective_from"), name="labourrate_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gte", 0), ("vat_rate__gte", 0)),
                        name="labourrate_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="配件名称")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="零件号")),
                ("brand", models.CharField(blank=True, max_length=40, verbose_name="品牌")),
                (
                    "part_kind",
                    models.CharField(
                        choices=[
                            ("original", "原厂件"),
                            ("equivalent", "同质配件"),
                            ("reconditioned", "修复件/再制造件"),
                            ("customer_supplied", "客户自带"),
                        ],
                        default="original",
                        max_length=20,
                        verbose_name="配件性质",
                    ),
                ),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
                (
                    "unit_price",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="单价"
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, editable=False, max_digits=12, verbose_name="金额"
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("13"), max_digits=4, verbose_name="税率%"
                    ),
                ),
                (
                    "fitted_quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="装车数量",
                    ),
                ),
                (
                    "demand",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="part_line",
                        to="parts.demand",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="part_lines",
                        to="workorders.job",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_lines",
                        to="parts.part",
                    ),
                ),
            ],
            options={
                "verbose_name": "材料行",
                "ordering": ("job", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0), ("quantity__lte", 10000)),
                        name="partline_quantity_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fitted_quantity__gte", 0),
                            ("fitted_quantity__lte", models.F("quantity")),
                        ),
                        name="partline_fitted_within",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0),
                            ("unit_price__gte", 0),
                            ("unit_price__lte", Decimal("1000000")),
                        ),
                        name="partline_price_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vat_rate__gte", 0), ("vat_rate__lt", 100)),
                        name="partline_vat_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__isnull", False),
                            ("part_kind", "customer_supplied"),
                            _connector="OR",
                        ),
                        name="partline_part_or_brought",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("part_kind", "customer_supplied"), _negated=True),
                            models.Q(("demand", None), ("unit_price", Decimal("0.00"))),
                            _connector="OR",
                        ),
                        name="partline_brought_is_free",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rework",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几次返工")),
                (
                    "credited_hours",
                    apps.core.money.HoursField(
                        decimal_places=2, default=0, max_digits=7, verbose_name="计发工时"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="开始")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
                (
                    "inspection",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rework",
                        to="workorders.inspection",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reworks",
                        to="workorders.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "返工",
                "ordering": ("job", "number"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("job", "number"), name="rework_numbered_once"),
                    models.CheckConstraint(
                        condition=models.Q(("credited_hours", 0)), name="rework_without_hours"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="结算单号")),
                ("revision", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "待收银"),
                            ("settled", "已结算"),
                            ("reversed", "已冲销"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "gross",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="原价合计",
                    ),
                ),
                (
                    "discount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="折让",
                    ),
                ),
                (
                    "due",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="应收合计",
                    ),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="不含税",
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="税额",
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="准备时间")),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="结算时间"),
                ),
                (
                    "reversed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="冲销时间"),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="workorders.workorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "结算单",
                "ordering": ("order", "-revision"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "prepared")),
                        fields=["store", "prepared_at"],
                        name="settlement_store_prepared",
                    ),
                    models.Index(fields=["store", "-settled_at"], name="settlement_store_settled"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "revision"), name="settlement_revision_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "reversed"), _negated=True),
                        fields=("order",),
                        name="settlement_one_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("discount__gte", 0), ("due__gte", 0), ("gross__gte", 0)
                        ),
                        name="settlement_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("gross"), "-", models.F("discount")
                                ),
                            ),
                            (
                                "due",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net"), "+", models.F("vat")
                                ),
                            ),
                        ),
                        name="settlement_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSettlementBucket",
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
                    "payer",
                    models.CharField(
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "labour",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="工时费",
                    ),
                ),
                (
                    "parts",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="材料费",
                    ),
                ),
                (
                    "gross",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="原价",
                    ),
                ),
                (
                    "labour_discount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="工时折让",
                    ),
                ),
                (
                    "parts_discount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="材料折让",
                    ),
                ),
                (
                    "round_off",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="抹零",
                    ),
                ),
                (
                    "discount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="折让合计",
                    ),
                ),
                (
                    "due",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="应收",
                    ),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="不含税",
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="税额",
                    ),
                ),
                (
                    "paid",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已收",
                    ),
                ),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paid", "已收款"),
                            ("receivable", "转应收"),
                            ("zero", "无需收款"),
                        ],
                        max_length=12,
                        verbose_name="关闭方式",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="关闭时间")),
                (
                    "invoice_title",
                    models.CharField(blank=True, max_length=120, verbose_name="发票抬头"),
                ),
                ("tax_no", models.CharField(blank=True, max_length=20, verbose_name="税号")),
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
                (
                    "settlement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.settlement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 结算付款方",
                "verbose_name_plural": "historical 结算付款方s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SettlementBucket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "labour",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="工时费",
                    ),
                ),
                (
                    "parts",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="材料费",
                    ),
                ),
                (
                    "gross",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="原价",
                    ),
                ),
                (
                    "labour_discount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="工时折让",
                    ),
                ),
                (
                    "parts_discount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="材料折让",
                    ),
                ),
                (
                    "round_off",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="抹零",
                    ),
                ),
                (
                    "discount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="折让合计",
                    ),
                ),
                (
                    "due",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="应收",
                    ),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="不含税",
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="税额",
                    ),
                ),
                (
                    "paid",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已收",
                    ),
                ),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paid", "已收款"),
                            ("receivable", "转应收"),
                            ("zero", "无需收款"),
                        ],
                        max_length=12,
                        verbose_name="关闭方式",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="关闭时间")),
                (
                    "invoice_title",
                    models.CharField(blank=True, max_length=120, verbose_name="发票抬头"),
                ),
                ("tax_no", models.CharField(blank=True, max_length=20, verbose_name="税号")),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buckets",
                        to="workorders.settlement",
                    ),
                ),
            ],
            options={
                "verbose_name": "结算付款方",
                "ordering": ("settlement", "payer"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("settlement", "payer"), name="bucket_payer_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "discount",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("labour_discount"), "+", models.F("parts_discount")
                                    ),
                                    "+",
                                    models.F("round_off"),
                                ),
                            ),
                            (
                                "due",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("gross"), "-", models.F("discount")
                                ),
                            ),
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("labour"), "+", models.F("parts")
                                ),
                            ),
                            (
                                "due",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net"), "+", models.F("vat")
                                ),
                            ),
                        ),
                        name="bucket_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due__gte", 0),
                            ("labour__gte", 0),
                            ("labour_discount__gte", 0),
                            ("labour_discount__lte", models.F("labour")),
                            ("parts__gte", 0),
                            ("parts_discount__gte", 0),
                            ("parts_discount__lte", models.F("parts")),
                            ("round_off__gte", 0),
                        ),
                        name="bucket_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid__gte", 0), ("paid__lte", models.F("due"))),
                        name="bucket_not_overpaid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closing", "paid"), _negated=True),
                            ("paid", models.F("due")),
                            _connector="OR",
                        ),
                        name="bucket_paid_in_full",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closing", "zero"), _negated=True),
                            ("due", 0),
                            _connector="OR",
                        ),
                        name="bucket_zero_is_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="金额"
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="流水号")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="原因")),
                (
                    "reversal_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="workorders.payment",
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
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="org.staff",
                        verbose_name="收款人",
                    ),
                ),
                (
                    "bucket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="workorders.settlementbucket",
                    ),
                ),
            ],
            options={
                "verbose_name": "收款",
                "ordering": ("bucket", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "taken_by", "-at"], name="payment_cashier_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gt", 0), ("reversal_of", None)),
                            models.Q(
                                ("amount__lt", 0),
                                ("reversal_of__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="payment_sign",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("method", "cash"),
                            models.Q(("reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="payment_referenced",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWorkOrder",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="工单号")),
                (
                    "work_class",
                    models.CharField(
                        choices=[
                            ("express", "快保快修"),
                            ("general", "一般维修"),
                            ("accident", "事故"),
                            ("body_paint", "钣喷"),
                            ("free_check", "免费检测"),
                            ("wash", "洗车"),
                            ("pdi", "PDI"),
                            ("internal", "内部"),
                            ("installation", "精品安装"),
                        ],
                        default="general",
                        max_length=16,
                        verbose_name="业务类别",
                    ),
                ),
                (
                    "repair_class",
                    models.CharField(
                        choices=[
                            ("whole_vehicle", "整车修理"),
                            ("assembly", "总成修理"),
                            ("level2", "二级维护"),
                            ("level1", "一级维护"),
                            ("minor", "小修"),
                        ],
                        default="minor",
                        max_length=16,
                        verbose_name="维修类别",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "待签字"),
                            ("authorised", "已授权"),
                            ("queued", "待派工"),
                            ("in_progress", "维修中"),
                            ("waiting", "等待中"),
                            ("checking", "检验中"),
                            ("ready", "已完工"),
                            ("settled", "已结算"),
                            ("delivered", "已交车"),
                            ("closed", "已关闭"),
                            ("cancelled", "已取消"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="开单时间")),
                (
                    "first_promised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="首次承诺时间"),
                ),
                (
                    "promised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="预交车时间"),
                ),
                (
                    "old_parts",
                    models.CharField(
                        blank=True,
                        choices=[("take", "客户带走"), ("leave", "留店处理"), ("none", "无旧件")],
                        max_length=8,
                        verbose_name="旧件处理",
                    ),
                ),
                (
                    "oem_number",
                    models.CharField(blank=True, max_length=40, verbose_name="厂家单号"),
                ),
                (
                    "consent_medium",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "当面"), ("phone", "电话"), ("wechat", "微信")],
                        max_length=12,
                        verbose_name="授权方式",
                    ),
                ),
                ("signer_name", models.CharField(blank=True, max_length=40, verbose_name="签字人")),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="客户签字时间"),
                ),
                (
                    "cost_centre",
                    models.CharField(blank=True, max_length=40, verbose_name="成本中心"),
                ),
                (
                    "authorised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="授权时间"),
                ),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="完工时间")),
                (
                    "certificate_no",
                    models.CharField(blank=True, max_length=40, verbose_name="合格证号"),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="结算时间"),
                ),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="交车时间"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="关闭时间")),
                (
                    "labour_total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="工时费",
                    ),
                ),
                (
                    "parts_total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="材料费",
                    ),
                ),
                (
                    "total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="合计",
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
                (
                    "advisor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="服务顾问",
                    ),
                ),
                (
                    "bill_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.customer",
                        verbose_name="付款客户",
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
                    "internal_approver",
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
            ],
            options={
                "verbose_name": "historical 工单",
                "verbose_name_plural": "historical 工单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatement",
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
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                ("text", models.TextField(verbose_name="客户陈述")),
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
            ],
            options={
                "verbose_name": "historical 客户陈述",
                "verbose_name_plural": "historical 客户陈述s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCheckIn",
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
                    "odometer_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="里程（公里）"),
                ),
                (
                    "odometer_unreadable",
                    models.BooleanField(default=False, verbose_name="里程无法读取"),
                ),
                (
                    "previous_odometer_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="上次里程"),
                ),
                (
                    "rollback_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="里程减少原因"),
                ),
                (
                    "fuel_eighths",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="油量（八分之）"
                    ),
                ),
                (
                    "soc_pct",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="电量（%）"
                    ),
                ),
                (
                    "warning_lights",
                    models.CharField(blank=True, max_length=160, verbose_name="故障灯"),
                ),
                ("belongings", models.TextField(blank=True, verbose_name="车内物品")),
                ("covers_on", models.BooleanField(default=False, verbose_name="已铺三件套")),
                ("key_tag", models.CharField(blank=True, max_length=20, verbose_name="钥匙号")),
                ("parking_spot", models.CharField(blank=True, max_length=20, verbose_name="车位")),
                ("taken_at", models.DateTimeField(verbose_name="环检时间")),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="客户签字时间"),
                ),
                (
                    "unsigned_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="未签字原因"),
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
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="环检人",
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
            ],
            options={
                "verbose_name": "historical 环车检查",
                "verbose_name_plural": "historical 环车检查s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Receivable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="应收金额"
                    ),
                ),
                (
                    "open_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="未收金额"
                    ),
                ),
                ("posted_at", models.DateTimeField(verbose_name="挂账时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结清时间")),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receivables",
                        to="customers.customer",
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
                    "bucket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receivable",
                        to="workorders.settlementbucket",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receivables",
                        to="workorders.workorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "应收账款",
                "ordering": ("-posted_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("open_amount__gt", 0)),
                        fields=["store", "payer", "posted_at"],
                        name="receivable_store_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            ("open_amount__gte", 0),
                            ("open_amount__lte", models.F("amount")),
                        ),
                        name="receivable_open_within",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PromiseChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_at", models.DateTimeField(blank=True, null=True, verbose_name="原时间")),
                ("new_at", models.DateTimeField(verbose_name="新时间")),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="原因")),
                ("agreed", models.BooleanField(default=False, verbose_name="客户已同意")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="workorders.workorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "承诺时间变更",
                "ordering": ("order", "pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OrderComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="留言")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="workorders.workorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "留言",
                "ordering": ("order", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="comment_not_empty"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderBucket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "labour",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="工时费",
                    ),
                ),
                (
                    "parts",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="材料费",
                    ),
                ),
                (
                    "gross",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="含税金额",
                    ),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="不含税金额",
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="税额",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buckets",
                        to="workorders.workorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "付款方合计",
                "ordering": ("order", "payer"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("order", "payer"), name="orderbucket_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("labour"), "+", models.F("parts")
                                ),
                            ),
                            ("labour__gte", 0),
                            ("parts__gte", 0),
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net"), "+", models.F("vat")
                                ),
                            ),
                        ),
                        name="orderbucket_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSettlement",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="结算单号")),
                ("revision", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "待收银"),
                            ("settled", "已结算"),
                            ("reversed", "已冲销"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "gross",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="原价合计",
                    ),
                ),
                (
                    "discount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="折让",
                    ),
                ),
                (
                    "due",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="应收合计",
                    ),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="不含税",
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="税额",
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="准备时间")),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="结算时间"),
                ),
                (
                    "reversed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="冲销时间"),
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
                    "prepared_by",
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
                    "settled_by",
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
            ],
            options={
                "verbose_name": "historical 结算单",
                "verbose_name_plural": "historical 结算单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReceivable",
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
                    "payer",
                    models.CharField(
                        choices=[
                            ("CP", "客户自费"),
                            ("WAR", "厂家保修"),
                            ("FSV", "首保"),
                            ("CAM", "召回/服务活动"),
                            ("GWO", "厂家善意"),
                            ("GWD", "店端补偿"),
                            ("INS", "保险"),
                            ("EXT", "延保"),
                            ("INT", "内部"),
                            ("PDI", "售前检查"),
                            ("PKG", "保养套餐"),
                        ],
                        max_length=4,
                        verbose_name="付款方",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="应收金额"
                    ),
                ),
                (
                    "open_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="未收金额"
                    ),
                ),
                ("posted_at", models.DateTimeField(verbose_name="挂账时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结清时间")),
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
                    "bucket",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.settlementbucket",
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
            ],
            options={
                "verbose_name": "historical 应收账款",
                "verbose_name_plural": "historical 应收账款s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalJob",
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
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                ("name", models.CharField(max_length=80, verbose_name="维修项目")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mechanical", "机修"),
                            ("electrical", "电器"),
                            ("high_voltage", "高压"),
                            ("body", "钣金"),
                            ("paint", "喷漆"),
                            ("installation", "精品安装"),
                            ("inspection", "检测"),
                            ("cleaning", "洗车"),
                        ],
                        default="mechanical",
                        max_length=16,
                        verbose_name="工种",
                    ),
                ),
                (
                    "std_hours",
                    apps.core.money.HoursField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=7,
                        verbose_name="标准工时",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "待派工"),
                            ("assigned", "已派工"),
                            ("working", "作业中"),
                            ("waiting", "等待中"),
                            ("self_checked", "已自检"),
                            ("leader_checked", "组检通过"),
                            ("done", "完工"),
                            ("failed", "返工"),
                            ("cancelled", "已取消"),
                        ],
                        default="pending",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "waiting_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("parts", "待料"),
                            ("approval", "待客户确认"),
                            ("oem", "待厂家批复"),
                            ("insurer", "待保险定损"),
                            ("sublet", "外加工"),
                            ("paused", "暂停"),
                        ],
                        max_length=12,
                        verbose_name="等待原因",
                    ),
                ),
                ("high_voltage", models.BooleanField(default=False, verbose_name="涉高压")),
                (
                    "isolated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="断电挂牌验电时间"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接单核对时间"),
                ),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="开工时间"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完工时间"),
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
                (
                    "confirmed_by",
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
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.finding",
                    ),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="监护人",
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
                    "operation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.labouroperation",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.statement",
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
            ],
            options={
                "verbose_name": "historical 维修作业",
                "verbose_name_plural": "historical 维修作业s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGatePass",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="出门条号")),
                ("code", models.CharField(max_length=12, verbose_name="核验码")),
                ("issued_at", models.DateTimeField(verbose_name="开具时间")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="出门时间")),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
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
                    "checked_by",
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
                    "issued_by",
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
            ],
            options={
                "verbose_name": "historical 出门条",
                "verbose_name_plural": "historical 出门条s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFinding",
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
                ("reported_at", models.DateTimeField(verbose_name="上报时间")),
                ("text", models.TextField(verbose_name="发现的问题")),
                ("suggested", models.JSONField(blank=True, default=list, verbose_name="建议项目")),
                ("safety", models.BooleanField(default=False, verbose_name="影响行车安全")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "待客户答复"),
                            ("accepted", "同意"),
                            ("declined", "不做"),
                            ("deferred", "下次再做"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "当面"), ("phone", "电话"), ("wechat", "微信")],
                        max_length=12,
                        verbose_name="沟通方式",
                    ),
                ),
                (
                    "decided_by_customer_name",
                    models.CharField(blank=True, max_length=40, verbose_name="答复人"),
                ),
                ("shown_text", models.TextField(blank=True, verbose_name="告知内容")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="不做的原因")),
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
                (
                    "reported_by",
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
                    "taker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="记录人",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
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
            ],
            options={
                "verbose_name": "historical 增项",
                "verbose_name_plural": "historical 增项s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDelivery",
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
                ("at", models.DateTimeField(verbose_name="交车时间")),
                (
                    "receiver_name",
                    models.CharField(blank=True, max_length=40, verbose_name="接车人"),
                ),
                (
                    "old_parts",
                    models.CharField(
                        choices=[("take", "客户带走"), ("leave", "留店处理"), ("none", "无旧件")],
                        max_length=8,
                        verbose_name="旧件处理",
                    ),
                ),
                (
                    "km_out",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="出厂里程（公里）"
                    ),
                ),
                ("guarantee_until", models.DateField(verbose_name="质保至")),
                ("guarantee_km", models.PositiveIntegerField(verbose_name="质保里程（公里）")),
                (
                    "next_service_on",
                    models.DateField(blank=True, null=True, verbose_name="下次保养日期"),
                ),
                (
                    "next_service_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="下次保养里程"),
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
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="交车人",
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
            ],
            options={
                "verbose_name": "historical 交车",
                "verbose_name_plural": "historical 交车s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="GatePass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="出门条号")),
                ("code", models.CharField(max_length=12, verbose_name="核验码")),
                ("issued_at", models.DateTimeField(verbose_name="开具时间")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="出门时间")),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_passes",
                        to="workorders.workorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "出门条",
                "ordering": ("-issued_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("used_at", None), ("voided_at", None)),
                        fields=["store", "issued_at"],
                        name="gatepass_store_unused",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("order",),
                        name="gatepass_one_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", None), ("used_at", None)),
                            models.Q(
                                ("checked_by__isnull", False),
                                ("used_at__isnull", False),
                                ("voided_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="gatepass_checked_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("at", models.DateTimeField(verbose_name="交车时间")),
                (
                    "receiver_name",
                    models.CharField(blank=True, max_length=40, verbose_name="接车人"),
                ),
                (
                    "old_parts",
                    models.CharField(
                        choices=[("take", "客户带走"), ("leave", "留店处理"), ("none", "无旧件")],
                        max_length=8,
                        verbose_name="旧件处理",
                    ),
                ),
                (
                    "km_out",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="出厂里程（公里）"
                    ),
                ),
                ("guarantee_until", models.DateField(verbose_name="质保至")),
                ("guarantee_km", models.PositiveIntegerField(verbose_name="质保里程（公里）")),
                (
                    "next_service_on",
                    models.DateField(blank=True, null=True, verbose_name="下次保养日期"),
                ),
                (
                    "next_service_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="下次保养里程"),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="org.staff",
                        verbose_name="交车人",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delivery",
                        to="workorders.workorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "交车",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="Job",
            name="finding",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="added_jobs",
                to="workorders.finding",
            ),
        ),
    ]
