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
        ("core", "0002_rows"),
        ("customers", "0001_rows"),
        ("org", "0001_rows"),
        ("parts", "0001_rows"),
    ]

    operations = [
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
                (
                    "includes",
                    models.JSONField(blank=True, default=list, verbose_name="包含的工时代码"),
                ),
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
                (
                    "includes",
                    models.JSONField(blank=True, default=list, verbose_name="包含的工时代码"),
                ),
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
            name="HistoricalLabourRate",
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
                    "kind",
                    models.CharField(
                        blank=True,
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
                        max_length=16,
                        verbose_name="工种",
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
                "verbose_name": "historical 工时单价",
                "verbose_name_plural": "historical 工时单价s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "store",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
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
                    "kind",
                    models.CharField(
                        blank=True,
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
                        max_length=16,
                        verbose_name="工种",
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
            ],
            options={
                "verbose_name": "工时单价",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("store", "payer", "kind", "effective_from"),
                        name="labourrate_once_a_day",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gte", 0), ("vat_rate__gte", 0)),
                        name="labourrate_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCashShift",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="班次号")),
                ("day", models.DateField(verbose_name="营业日")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "当班"), ("closed", "待接收"), ("accepted", "已接收")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="开班时间")),
                ("due_at", models.DateTimeField(verbose_name="应交班时间")),
                (
                    "float_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="备用金",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="交班时间")),
                (
                    "system_total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="系统合计",
                    ),
                ),
                (
                    "difference",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="差额",
                    ),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接收时间"),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
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
                    "cashier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="收银员",
                    ),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="接收人",
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
                "verbose_name": "historical 收银班次",
                "verbose_name_plural": "historical 收银班次s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CashShift",
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
                ("number", models.CharField(max_length=32, unique=True, verbose_name="班次号")),
                (
                    "cashier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cash_shifts",
                        to="org.staff",
                        verbose_name="收银员",
                    ),
                ),
                ("day", models.DateField(verbose_name="营业日")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "当班"), ("closed", "待接收"), ("accepted", "已接收")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="开班时间")),
                ("due_at", models.DateTimeField(verbose_name="应交班时间")),
                (
                    "float_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="备用金",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="交班时间")),
                (
                    "system_total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="系统合计",
                    ),
                ),
                (
                    "difference",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="差额",
                    ),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="接收人",
                    ),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接收时间"),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
            ],
            options={
                "verbose_name": "收银班次",
                "ordering": ("-opened_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "-opened_at"], name="cashshift_store_opened"),
                    models.Index(
                        condition=models.Q(("state", "accepted"), _negated=True),
                        fields=["store", "state"],
                        name="cashshift_store_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("store", "cashier", "day"),
                        name="cashshift_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_by", None), ("closed_at", None), ("state", "open")),
                            models.Q(
                                ("accepted_by", None),
                                ("closed_at__isnull", False),
                                ("state", "closed"),
                            ),
                            models.Q(
                                ("accepted_by__isnull", False),
                                ("closed_at__isnull", False),
                                ("state", "accepted"),
                                models.Q(("accepted_by", models.F("cashier")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cashshift_accepted_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("float_amount__gte", 0)), name="cashshift_float_sane"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCreditAccount",
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
                    "limit",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="挂账额度",
                    ),
                ),
                (
                    "term_days",
                    models.PositiveSmallIntegerField(default=30, verbose_name="账期（天）"),
                ),
                ("po_required", models.BooleanField(default=False, verbose_name="须有客户订单号")),
                (
                    "authorise_over",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="超过此金额须车队授权",
                    ),
                ),
                (
                    "manager_name",
                    models.CharField(blank=True, max_length=40, verbose_name="车队负责人"),
                ),
                (
                    "manager_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="负责人电话"),
                ),
                ("monthly", models.BooleanField(default=True, verbose_name="按月对账开票")),
                ("active", models.BooleanField(default=True, verbose_name="启用")),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="备注")),
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
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.customer",
                        verbose_name="客户",
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
                "verbose_name": "historical 挂账客户",
                "verbose_name_plural": "historical 挂账客户s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CreditAccount",
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
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_accounts",
                        to="customers.customer",
                        verbose_name="客户",
                    ),
                ),
                (
                    "limit",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="挂账额度",
                    ),
                ),
                (
                    "term_days",
                    models.PositiveSmallIntegerField(default=30, verbose_name="账期（天）"),
                ),
                ("po_required", models.BooleanField(default=False, verbose_name="须有客户订单号")),
                (
                    "authorise_over",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="超过此金额须车队授权",
                    ),
                ),
                (
                    "manager_name",
                    models.CharField(blank=True, max_length=40, verbose_name="车队负责人"),
                ),
                (
                    "manager_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="负责人电话"),
                ),
                ("monthly", models.BooleanField(default=True, verbose_name="按月对账开票")),
                ("active", models.BooleanField(default=True, verbose_name="启用")),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="备注")),
            ],
            options={
                "verbose_name": "挂账客户",
                "ordering": ("store", "customer"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("store", "customer"), name="creditaccount_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit__gte", 0),
                            ("term_days__lte", 365),
                            models.Q(
                                ("authorise_over", None),
                                ("authorise_over__gte", 0),
                                _connector="OR",
                            ),
                        ),
                        name="creditaccount_sane",
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
                "verbose_name": "historical 工位",
                "verbose_name_plural": "historical 工位s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
            name="HistoricalChecklist",
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
                        blank=True,
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
                        max_length=16,
                        verbose_name="工种",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("self", "自检"), ("leader", "组检"), ("final", "终检")],
                        max_length=8,
                        verbose_name="级别",
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("made_at", models.DateTimeField(verbose_name="生效时间")),
                ("reason", models.CharField(max_length=160, verbose_name="修订原因")),
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
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="制定人",
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
                "verbose_name": "historical 检验标准",
                "verbose_name_plural": "historical 检验标准s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Checklist",
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
                    "kind",
                    models.CharField(
                        blank=True,
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
                        max_length=16,
                        verbose_name="工种",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("self", "自检"), ("leader", "组检"), ("final", "终检")],
                        max_length=8,
                        verbose_name="级别",
                    ),
                ),
                ("edition", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="制定人",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="生效时间")),
                ("reason", models.CharField(max_length=160, verbose_name="修订原因")),
            ],
            options={
                "verbose_name": "检验标准",
                "ordering": ("store", "level", "kind", "-edition"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("store", "kind", "level", "edition"), name="checklist_edition_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 1)), name="checklist_edition_counts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalInvoice",
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
                ("number", models.CharField(db_index=True, max_length=20, verbose_name="数电票号")),
                ("title", models.CharField(max_length=120, verbose_name="发票抬头")),
                ("tax_no", models.CharField(blank=True, max_length=20, verbose_name="税号")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="价税合计"
                    ),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="不含税"
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="税额"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("issued", "已开具"), ("red", "已红冲")],
                        default="issued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "red_number",
                    models.CharField(blank=True, max_length=20, verbose_name="红字票号"),
                ),
                (
                    "red_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="红冲原因"),
                ),
                ("issued_at", models.DateTimeField(verbose_name="开票时间")),
                ("red_at", models.DateTimeField(blank=True, null=True, verbose_name="红冲时间")),
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
                    "red_by",
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
                "verbose_name": "historical 发票",
                "verbose_name_plural": "historical 发票s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Invoice",
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
                ("number", models.CharField(max_length=20, unique=True, verbose_name="数电票号")),
                ("title", models.CharField(max_length=120, verbose_name="发票抬头")),
                ("tax_no", models.CharField(blank=True, max_length=20, verbose_name="税号")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="价税合计"
                    ),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="不含税"
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="税额"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("issued", "已开具"), ("red", "已红冲")],
                        default="issued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "red_number",
                    models.CharField(blank=True, max_length=20, verbose_name="红字票号"),
                ),
                (
                    "red_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="红冲原因"),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="开票时间")),
                (
                    "red_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("red_at", models.DateTimeField(blank=True, null=True, verbose_name="红冲时间")),
            ],
            options={
                "verbose_name": "发票",
                "ordering": ("-issued_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "-issued_at"], name="invoice_store_issued")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            (
                                "amount",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net"), "+", models.F("vat")
                                ),
                            ),
                        ),
                        name="invoice_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("red_at", None), ("red_number", ""), ("state", "issued")),
                            models.Q(
                                ("red_at__isnull", False),
                                ("state", "red"),
                                models.Q(("red_number", ""), _negated=True),
                                models.Q(("red_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_red_has_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("red_number", ""), _negated=True),
                        fields=("red_number",),
                        name="invoice_red_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalServicePackage",
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
                ("code", models.CharField(max_length=20, verbose_name="套餐代码")),
                ("name", models.CharField(max_length=60, verbose_name="套餐名称")),
                (
                    "name_initials",
                    apps.customers.derived.DerivedField(
                        derive=apps.core.pinyin.initials, max_length=60, source="name"
                    ),
                ),
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
                ("express", models.BooleanField(default=False, verbose_name="快修项目")),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
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
                "verbose_name": "historical 服务套餐",
                "verbose_name_plural": "historical 服务套餐s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ServicePackage",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="套餐代码")),
                ("name", models.CharField(max_length=60, verbose_name="套餐名称")),
                (
                    "name_initials",
                    apps.customers.derived.DerivedField(
                        derive=apps.core.pinyin.initials, max_length=60, source="name"
                    ),
                ),
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
                ("express", models.BooleanField(default=False, verbose_name="快修项目")),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "服务套餐",
                "ordering": ("code", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("store", "code"),
                        name="servicepackage_code_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="servicepackage_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPartPrice",
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
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("part", "配件"),
                            ("accessory", "精品"),
                            ("gift", "赠品"),
                            ("consumable", "辅料"),
                            ("oil", "油液"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("list", "销售价"),
                            ("maker", "索赔价"),
                            ("cost", "平均成本（含税）"),
                        ],
                        default="list",
                        max_length=8,
                        verbose_name="计价基础",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="基础的百分比%",
                    ),
                ),
                (
                    "price",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="固定单价（含税）",
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
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
                    "part",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.part",
                        verbose_name="配件",
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
                "verbose_name": "historical 配件价格",
                "verbose_name_plural": "historical 配件价格s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PartPrice",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
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
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("part", "配件"),
                            ("accessory", "精品"),
                            ("gift", "赠品"),
                            ("consumable", "辅料"),
                            ("oil", "油液"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prices",
                        to="parts.part",
                        verbose_name="配件",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("list", "销售价"),
                            ("maker", "索赔价"),
                            ("cost", "平均成本（含税）"),
                        ],
                        default="list",
                        max_length=8,
                        verbose_name="计价基础",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="基础的百分比%",
                    ),
                ),
                (
                    "price",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="固定单价（含税）",
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
            ],
            options={
                "verbose_name": "配件价格",
                "ordering": ("payer", "part", "category", "-effective_from"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("store", "payer", "category", "part", "effective_from"),
                        name="partprice_once_a_day",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("percent__gt", 0), ("percent__lte", 1000), ("price", None)),
                            models.Q(
                                ("part__isnull", False),
                                ("percent", None),
                                ("price__gte", 0),
                                ("price__lte", 1000000),
                            ),
                            _connector="OR",
                        ),
                        name="partprice_fixed_or_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part", None), ("category", ""), _connector="OR"),
                        name="partprice_one_subject",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalReceipt",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="回款单号")),
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
                ("payer_name", models.CharField(max_length=80, verbose_name="付款单位")),
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
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="流水号")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="回款金额"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="到账时间")),
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
                "verbose_name": "historical 应收回款",
                "verbose_name_plural": "historical 应收回款s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Receipt",
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
                ("number", models.CharField(max_length=32, unique=True, verbose_name="回款单号")),
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
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="customers.customer",
                    ),
                ),
                ("payer_name", models.CharField(max_length=80, verbose_name="付款单位")),
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
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="流水号")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="回款金额"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="到账时间")),
            ],
            options={
                "verbose_name": "应收回款",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["store", "-at"], name="receipt_store_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="receipt_positive"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceivableReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="customers.customer",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="催收金额"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("wechat", "微信"), ("phone", "电话"), ("letter", "函件")],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("text", models.TextField(verbose_name="内容")),
                ("answer", models.CharField(blank=True, max_length=160, verbose_name="对方答复")),
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
                "verbose_name": "催收记录",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["store", "-at"], name="reminder_store_at")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRouteTemplate",
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
                ("name", models.CharField(db_index=True, max_length=40, verbose_name="路线名称")),
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
                "verbose_name": "historical 工序路线",
                "verbose_name_plural": "historical 工序路线s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RouteTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="路线名称")),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "工序路线",
                "ordering": ("name",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalMaintenanceSchedule",
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
                ("severe", models.BooleanField(default=False, verbose_name="苛刻使用条件")),
                ("effective_from", models.DateField(verbose_name="生效日")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.vehiclemodel",
                        verbose_name="车型",
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
                "verbose_name": "historical 保养计划",
                "verbose_name_plural": "historical 保养计划s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MaintenanceSchedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="customers.vehiclemodel",
                        verbose_name="车型",
                    ),
                ),
                ("severe", models.BooleanField(default=False, verbose_name="苛刻使用条件")),
                ("effective_from", models.DateField(verbose_name="生效日")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
            ],
            options={
                "verbose_name": "保养计划",
                "ordering": ("model", "severe", "-effective_from"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model", "severe", "effective_from"), name="schedule_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="schedule_has_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSlotQuota",
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
                    "weekday",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "周一"),
                            (1, "周二"),
                            (2, "周三"),
                            (3, "周四"),
                            (4, "周五"),
                            (5, "周六"),
                            (6, "周日"),
                        ],
                        null=True,
                        verbose_name="星期",
                    ),
                ),
                ("day", models.DateField(blank=True, null=True, verbose_name="日期")),
                ("starts", models.TimeField(blank=True, null=True, verbose_name="时段开始")),
                ("places", models.PositiveSmallIntegerField(verbose_name="名额")),
                (
                    "online",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="网上名额"
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
                ("note", models.CharField(blank=True, max_length=80, verbose_name="说明")),
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
                    "set_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="设置人",
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
                "verbose_name": "historical 预约名额",
                "verbose_name_plural": "historical 预约名额s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SlotQuota",
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
                    "weekday",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "周一"),
                            (1, "周二"),
                            (2, "周三"),
                            (3, "周四"),
                            (4, "周五"),
                            (5, "周六"),
                            (6, "周日"),
                        ],
                        null=True,
                        verbose_name="星期",
                    ),
                ),
                ("day", models.DateField(blank=True, null=True, verbose_name="日期")),
                ("starts", models.TimeField(blank=True, null=True, verbose_name="时段开始")),
                ("places", models.PositiveSmallIntegerField(verbose_name="名额")),
                (
                    "online",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="网上名额"
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
                ("note", models.CharField(blank=True, max_length=80, verbose_name="说明")),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="设置人",
                    ),
                ),
            ],
            options={
                "verbose_name": "预约名额",
                "ordering": ("store", "day", "weekday", "starts", "-effective_from"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("day", None), ("weekday", None), _connector="OR"),
                        name="slotquota_week_or_day",
                    ),
                    models.UniqueConstraint(
                        fields=("store", "weekday", "day", "starts", "effective_from"),
                        name="slotquota_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__lte", 99)), name="slotquota_places_sane"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("day", models.DateField()),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("store", "day"), name="bookedday_once")
                ],
            },
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
                "verbose_name": "historical 进店",
                "verbose_name_plural": "historical 进店s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
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
                ("plate_no", models.CharField(blank=True, max_length=12, verbose_name="车牌")),
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
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="org.staff",
                        verbose_name="服务顾问",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="进店时间")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="完工时间")),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="交车时间"),
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
            name="ShiftCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="workorders.cashshift",
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
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                (
                    "system",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="系统金额"
                    ),
                ),
                (
                    "counted",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="清点金额"
                    ),
                ),
                (
                    "difference",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="差额"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="差额原因")),
            ],
            options={
                "verbose_name": "班次清点",
                "ordering": ("shift", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("shift", "method"), name="shiftcount_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "difference",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("counted"), "-", models.F("system")
                                ),
                            ),
                            models.Q(
                                ("difference", 0),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="shiftcount_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalContractPrice",
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
                    "labour_rate",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="协议工时单价",
                    ),
                ),
                (
                    "labour_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="工时优惠%",
                    ),
                ),
                (
                    "parts_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="配件优惠%",
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
                ("until", models.DateField(blank=True, null=True, verbose_name="截止日")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.creditaccount",
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
                "verbose_name": "historical 协议价",
                "verbose_name_plural": "historical 协议价s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ContractPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prices",
                        to="workorders.creditaccount",
                    ),
                ),
                (
                    "labour_rate",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="协议工时单价",
                    ),
                ),
                (
                    "labour_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="工时优惠%",
                    ),
                ),
                (
                    "parts_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="配件优惠%",
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
                ("until", models.DateField(blank=True, null=True, verbose_name="截止日")),
            ],
            options={
                "verbose_name": "协议价",
                "ordering": ("account", "-effective_from"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "effective_from"), name="contractprice_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("labour_pct__gte", 0),
                            ("labour_pct__lte", 100),
                            ("parts_pct__gte", 0),
                            ("parts_pct__lte", 100),
                            models.Q(
                                ("labour_rate", None), ("labour_rate__gte", 0), _connector="OR"
                            ),
                            models.Q(
                                ("until", None),
                                ("until__gte", models.F("effective_from")),
                                _connector="OR",
                            ),
                        ),
                        name="contractprice_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAccountStatement",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="对账单号")),
                ("period_from", models.DateField(verbose_name="期间起")),
                ("period_until", models.DateField(verbose_name="期间止")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="对账金额"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "已出单"),
                            ("confirmed", "客户已确认"),
                            ("withdrawn", "已作废"),
                        ],
                        default="issued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="付款期限")),
                ("issued_at", models.DateTimeField(verbose_name="出单时间")),
                (
                    "confirmed_name",
                    models.CharField(blank=True, max_length=40, verbose_name="确认人"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
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
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.creditaccount",
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
                "verbose_name": "historical 月结对账单",
                "verbose_name_plural": "historical 月结对账单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AccountStatement",
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
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="workorders.creditaccount",
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="对账单号")),
                ("period_from", models.DateField(verbose_name="期间起")),
                ("period_until", models.DateField(verbose_name="期间止")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="对账金额"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "已出单"),
                            ("confirmed", "客户已确认"),
                            ("withdrawn", "已作废"),
                        ],
                        default="issued",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="付款期限")),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="出单时间")),
                (
                    "confirmed_name",
                    models.CharField(blank=True, max_length=40, verbose_name="确认人"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
            ],
            options={
                "verbose_name": "月结对账单",
                "ordering": ("-issued_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "-issued_at"], name="statement_store_issued")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0), ("period_until__gte", models.F("period_from"))
                        ),
                        name="accountstatement_sane",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="预约号")),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="customers.vehicle",
                        verbose_name="车辆",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="customers.customer",
                        verbose_name="客户",
                    ),
                ),
                ("plate_no", models.CharField(blank=True, max_length=12, verbose_name="车牌")),
                ("car_words", models.CharField(blank=True, max_length=60, verbose_name="车型")),
                ("caller_name", models.CharField(max_length=40, verbose_name="预约人")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
                ("concerns", models.TextField(blank=True, verbose_name="客户陈述")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                        default="express",
                        max_length=16,
                        verbose_name="业务类别",
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="org.staff",
                        verbose_name="服务顾问",
                    ),
                ),
                (
                    "bay",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="workorders.bay",
                        verbose_name="预留工位",
                    ),
                ),
                ("slot_at", models.DateTimeField(verbose_name="预约时间")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=30, verbose_name="时段（分钟）"),
                ),
                ("window_from", models.DateTimeField(verbose_name="到店窗口起")),
                ("window_until", models.DateTimeField(verbose_name="到店窗口止")),
                ("held_until", models.DateTimeField(verbose_name="保留至")),
                ("prepare_by", models.DateTimeField(verbose_name="准备截止")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("web", "网上"),
                            ("desk", "到店当面"),
                            ("care", "客服邀约"),
                            ("oem", "厂家转来"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "待确认"),
                            ("confirmed", "已确认"),
                            ("late", "迟到"),
                            ("arrived", "已到店"),
                            ("no_show", "爽约"),
                            ("cancelled_by_customer", "客户取消"),
                            ("cancelled_by_dealer", "店方取消"),
                            ("moved", "已改期"),
                        ],
                        default="booked",
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
                (
                    "booked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="登记人",
                    ),
                ),
                ("booked_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                (
                    "prepared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="准备完成"),
                ),
                (
                    "arrived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="到店时间"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                (
                    "moved_from",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_to",
                        to="workorders.appointment",
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment",
                        to="workorders.visit",
                        verbose_name="进店单",
                    ),
                ),
            ],
            options={
                "verbose_name": "预约",
                "ordering": ("slot_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "slot_at"], name="appointment_store_slot"),
                    models.Index(fields=["advisor", "slot_at"], name="appointment_advisor_slot"),
                    models.Index(
                        condition=models.Q(("state__in", ["booked", "confirmed", "late"])),
                        fields=["store", "held_until"],
                        name="appointment_store_awaited",
                    ),
                    models.Index(fields=["vehicle", "-slot_at"], name="appointment_of_vehicle"),
                    models.Index(fields=["store", "plate_no"], name="appointment_store_plate"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("plate_no", ""), _negated=True),
                            models.Q(("car_words", ""), _negated=True),
                            ("vehicle__isnull", False),
                            _connector="OR",
                        ),
                        name="appointment_of_a_car",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("window_from__lte", models.F("slot_at")),
                            ("window_until__gte", models.F("slot_at")),
                            ("held_until__gte", models.F("slot_at")),
                        ),
                        name="appointment_window_around_slot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "arrived"), _negated=True),
                            ("arrived_at__isnull", False),
                            _connector="OR",
                        ),
                        name="appointment_arrived_when",
                    ),
                ],
            },
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
                ("lights", models.JSONField(blank=True, default=list, verbose_name="亮起的故障灯")),
                (
                    "warning_lights",
                    models.CharField(blank=True, max_length=160, verbose_name="故障灯说明"),
                ),
                ("belongings", models.TextField(blank=True, verbose_name="车内物品")),
                ("covers", models.JSONField(blank=True, default=list, verbose_name="防护用品")),
                ("covers_on", models.BooleanField(default=False, verbose_name="已铺三件套")),
                (
                    "plate_seen",
                    models.CharField(blank=True, max_length=12, verbose_name="实车车牌"),
                ),
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
                "verbose_name": "historical 环车检查",
                "verbose_name_plural": "historical 环车检查s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkin",
                        to="workorders.visit",
                    ),
                ),
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
                ("lights", models.JSONField(blank=True, default=list, verbose_name="亮起的故障灯")),
                (
                    "warning_lights",
                    models.CharField(blank=True, max_length=160, verbose_name="故障灯说明"),
                ),
                ("belongings", models.TextField(blank=True, verbose_name="车内物品")),
                ("covers", models.JSONField(blank=True, default=list, verbose_name="防护用品")),
                ("covers_on", models.BooleanField(default=False, verbose_name="已铺三件套")),
                (
                    "plate_seen",
                    models.CharField(blank=True, max_length=12, verbose_name="实车车牌"),
                ),
                ("key_tag", models.CharField(blank=True, max_length=20, verbose_name="钥匙号")),
                ("parking_spot", models.CharField(blank=True, max_length=20, verbose_name="车位")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkins",
                        to="org.staff",
                        verbose_name="环检人",
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="环检时间")),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="客户签字时间"),
                ),
                (
                    "unsigned_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="未签字原因"),
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
            name="HistoricalChecklistItem",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("name", models.CharField(max_length=80, verbose_name="检验项目")),
                ("unit", models.CharField(blank=True, max_length=12, verbose_name="单位")),
                (
                    "low",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="下限"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="上限"
                    ),
                ),
                ("photo", models.BooleanField(default=False, verbose_name="须拍照")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "checklist",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.checklist",
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
                "verbose_name": "historical 检验标准项目",
                "verbose_name_plural": "historical 检验标准项目s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="workorders.checklist",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("name", models.CharField(max_length=80, verbose_name="检验项目")),
                ("unit", models.CharField(blank=True, max_length=12, verbose_name="单位")),
                (
                    "low",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="下限"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="上限"
                    ),
                ),
                ("photo", models.BooleanField(default=False, verbose_name="须拍照")),
            ],
            options={
                "verbose_name": "检验标准项目",
                "ordering": ("checklist", "position"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checklist", "position"), name="checklist_item_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="checklist_item_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low", None),
                            ("high", None),
                            ("low__lte", models.F("high")),
                            _connector="OR",
                        ),
                        name="checklist_item_limits_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCustodyItem",
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
                        choices=[
                            ("key", "钥匙"),
                            ("tyre", "轮胎"),
                            ("belonging", "随车物品"),
                            ("paper", "证件"),
                            ("part", "旧件"),
                        ],
                        default="belonging",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("what", models.CharField(max_length=120, verbose_name="物品")),
                ("quantity", models.PositiveSmallIntegerField(default=1, verbose_name="数量")),
                ("tag", models.CharField(max_length=32, verbose_name="标签号")),
                ("location", models.CharField(max_length=40, verbose_name="存放位置")),
                ("received_from", models.CharField(max_length=40, verbose_name="交来人")),
                ("received_at", models.DateTimeField(verbose_name="收存时间")),
                ("returned_to", models.CharField(blank=True, max_length=40, verbose_name="领取人")),
                (
                    "returned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="领取时间"),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                ("history_change_reason", models.TextField(null=True)),
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
                    "returned_by",
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
                "verbose_name": "historical 保管物品",
                "verbose_name_plural": "historical 保管物品s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CustodyItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custody",
                        to="workorders.visit",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("key", "钥匙"),
                            ("tyre", "轮胎"),
                            ("belonging", "随车物品"),
                            ("paper", "证件"),
                            ("part", "旧件"),
                        ],
                        default="belonging",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("what", models.CharField(max_length=120, verbose_name="物品")),
                ("quantity", models.PositiveSmallIntegerField(default=1, verbose_name="数量")),
                ("tag", models.CharField(max_length=32, verbose_name="标签号")),
                ("location", models.CharField(max_length=40, verbose_name="存放位置")),
                ("received_from", models.CharField(max_length=40, verbose_name="交来人")),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="收存时间")),
                ("returned_to", models.CharField(blank=True, max_length=40, verbose_name="领取人")),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "returned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="领取时间"),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
            ],
            options={
                "verbose_name": "保管物品",
                "ordering": ("-received_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("returned_at", None)),
                        fields=["store", "received_at"],
                        name="custody_store_kept",
                    ),
                    models.Index(fields=["store", "-received_at"], name="custody_store_received"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("tag", ""), _negated=True),
                            models.Q(("location", ""), _negated=True),
                            models.Q(("received_from", ""), _negated=True),
                        ),
                        name="custody_told_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returned_at", None), ("returned_by", None), ("returned_to", "")
                            ),
                            models.Q(
                                ("returned_at__isnull", False),
                                ("returned_by__isnull", False),
                                models.Q(("returned_to", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="custody_returned_to_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("returned_at", None)),
                        fields=("store", "tag"),
                        name="custody_tag_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="custody_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProvisionalIntake",
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
                    "why",
                    models.CharField(
                        choices=[
                            ("tow", "拖车送来"),
                            ("night", "夜间投放"),
                            ("police", "交警扣留"),
                            ("other", "其他暂存"),
                        ],
                        max_length=8,
                        verbose_name="来店情形",
                    ),
                ),
                ("brought_by", models.CharField(max_length=40, verbose_name="送来人")),
                (
                    "brought_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="送来人电话"),
                ),
                (
                    "from_where",
                    models.CharField(blank=True, max_length=80, verbose_name="来自何处"),
                ),
                ("keys_note", models.CharField(blank=True, max_length=80, verbose_name="钥匙情况")),
                (
                    "hold_number",
                    models.CharField(blank=True, max_length=40, verbose_name="扣车单号"),
                ),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("recording", "电话录音"),
                            ("link", "链接确认"),
                            ("paper", "书面签字"),
                        ],
                        max_length=10,
                        verbose_name="车主同意方式",
                    ),
                ),
                (
                    "consent_note",
                    models.CharField(blank=True, max_length=120, verbose_name="同意记录"),
                ),
                (
                    "consent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="同意时间"),
                ),
                ("taken_at", models.DateTimeField(verbose_name="接收时间")),
                ("history_change_reason", models.TextField(null=True)),
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
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="接收人",
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
                "verbose_name": "historical 临时接收",
                "verbose_name_plural": "historical 临时接收s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ProvisionalIntake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake",
                        to="workorders.visit",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("tow", "拖车送来"),
                            ("night", "夜间投放"),
                            ("police", "交警扣留"),
                            ("other", "其他暂存"),
                        ],
                        max_length=8,
                        verbose_name="来店情形",
                    ),
                ),
                ("brought_by", models.CharField(max_length=40, verbose_name="送来人")),
                (
                    "brought_phone",
                    models.CharField(blank=True, max_length=20, verbose_name="送来人电话"),
                ),
                (
                    "from_where",
                    models.CharField(blank=True, max_length=80, verbose_name="来自何处"),
                ),
                ("keys_note", models.CharField(blank=True, max_length=80, verbose_name="钥匙情况")),
                (
                    "hold_number",
                    models.CharField(blank=True, max_length=40, verbose_name="扣车单号"),
                ),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("recording", "电话录音"),
                            ("link", "链接确认"),
                            ("paper", "书面签字"),
                        ],
                        max_length=10,
                        verbose_name="车主同意方式",
                    ),
                ),
                (
                    "consent_note",
                    models.CharField(blank=True, max_length=120, verbose_name="同意记录"),
                ),
                (
                    "consent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="同意时间"),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="接收人",
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="接收时间")),
            ],
            options={
                "verbose_name": "临时接收",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("brought_by", ""), _negated=True),
                        name="intake_brought_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent", ""), ("consent_at", None)),
                            models.Q(
                                ("consent_at__isnull", False),
                                models.Q(("consent", ""), _negated=True),
                                models.Q(("consent_note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="intake_consent_recorded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStorageNotice",
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
                        choices=[
                            ("reminder", "取车提醒"),
                            ("fee", "停车保管费通知"),
                            ("lien", "留置通知"),
                        ],
                        max_length=10,
                        verbose_name="通知",
                    ),
                ),
                ("text", models.TextField(verbose_name="内容")),
                ("days", models.PositiveSmallIntegerField(verbose_name="已停天数")),
                (
                    "fee",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="保管费"
                    ),
                ),
                ("sent_to", models.CharField(max_length=40, verbose_name="收件人")),
                ("at", models.DateTimeField(verbose_name="通知时间")),
                ("history_change_reason", models.TextField(null=True)),
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
                "verbose_name": "historical 存车通知",
                "verbose_name_plural": "historical 存车通知s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="StorageNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="storage_notices",
                        to="workorders.visit",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reminder", "取车提醒"),
                            ("fee", "停车保管费通知"),
                            ("lien", "留置通知"),
                        ],
                        max_length=10,
                        verbose_name="通知",
                    ),
                ),
                ("text", models.TextField(verbose_name="内容")),
                ("days", models.PositiveSmallIntegerField(verbose_name="已停天数")),
                (
                    "fee",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="保管费"
                    ),
                ),
                ("sent_to", models.CharField(max_length=40, verbose_name="收件人")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="经办人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="通知时间")),
            ],
            options={
                "verbose_name": "存车通知",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fee__gte", 0)), name="storagenotice_fee_not_negative"
                    )
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
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
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
                    "sale_number",
                    models.CharField(blank=True, max_length=40, verbose_name="精品销售单号"),
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
                "verbose_name": "historical 工单",
                "verbose_name_plural": "historical 工单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="workorders.visit",
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
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="org.staff",
                        verbose_name="服务顾问",
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
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
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
                    "cost_centre",
                    models.CharField(blank=True, max_length=40, verbose_name="成本中心"),
                ),
                (
                    "sale_number",
                    models.CharField(blank=True, max_length=40, verbose_name="精品销售单号"),
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
                    models.Index(fields=["-opened_at", "-id"], name="order_opened"),
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
            name="HistoricalBayOutage",
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
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="时段"),
                ),
                ("reason", models.CharField(max_length=80, verbose_name="原因")),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="取消时间"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "bay",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.bay",
                        verbose_name="工位",
                    ),
                ),
                (
                    "recorded_by",
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
                "verbose_name": "historical 工位停用",
                "verbose_name_plural": "historical 工位停用s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="BayOutage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "bay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outages",
                        to="workorders.bay",
                        verbose_name="工位",
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="时段"),
                ),
                ("reason", models.CharField(max_length=80, verbose_name="原因")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="取消时间"
                    ),
                ),
            ],
            options={
                "verbose_name": "工位停用",
                "ordering": ("bay", "during"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        expressions=[("bay", "="), ("during", "&&")],
                        name="bay_outage_no_overlap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("during__isempty", False),
                            ("during__lower_inf", False),
                            ("during__upper_inf", False),
                        ),
                        name="bay_outage_bounded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="bay_outage_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPackageVariant",
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
                    "price",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="套餐价（含税）",
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "package",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.servicepackage",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.vehiclemodel",
                        verbose_name="车型",
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
                "verbose_name": "historical 套餐内容",
                "verbose_name_plural": "historical 套餐内容s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PackageVariant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variants",
                        to="workorders.servicepackage",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="customers.vehiclemodel",
                        verbose_name="车型",
                    ),
                ),
                (
                    "price",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="套餐价（含税）",
                    ),
                ),
                ("effective_from", models.DateField(verbose_name="生效日")),
            ],
            options={
                "verbose_name": "套餐内容",
                "ordering": ("package", "model", "-effective_from"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("package", "model", "effective_from"),
                        name="packagevariant_once_a_day",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("price", None),
                            models.Q(("price__gt", 0), ("price__lte", 1000000)),
                            _connector="OR",
                        ),
                        name="packagevariant_price_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalVisitPerson",
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
                    "role",
                    models.CharField(
                        choices=[("authoriser", "授权人"), ("payer", "付款人")],
                        max_length=12,
                        verbose_name="身份",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="姓名")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
                (
                    "relation",
                    models.CharField(blank=True, max_length=20, verbose_name="与车主关系"),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                "verbose_name": "historical 进店相关人",
                "verbose_name_plural": "historical 进店相关人s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="VisitPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="workorders.visit",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("authoriser", "授权人"), ("payer", "付款人")],
                        max_length=12,
                        verbose_name="身份",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="customers.customer",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="姓名")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
                (
                    "relation",
                    models.CharField(blank=True, max_length=20, verbose_name="与车主关系"),
                ),
            ],
            options={
                "verbose_name": "进店相关人",
                "ordering": ("visit", "role"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "role"), name="visitperson_one_per_role"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="visitperson_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRouteTemplateStep",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("teardown", "拆检"),
                            ("body", "钣金"),
                            ("primer", "底漆"),
                            ("paint", "喷漆"),
                            ("polish", "抛光"),
                            ("assembly", "总装"),
                            ("quality", "质检"),
                        ],
                        max_length=12,
                        verbose_name="工序",
                    ),
                ),
                (
                    "share",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        verbose_name="工时占比%",
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.routetemplate",
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
                "verbose_name": "historical 路线工序",
                "verbose_name_plural": "historical 路线工序s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RouteTemplateStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="workorders.routetemplate",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("teardown", "拆检"),
                            ("body", "钣金"),
                            ("primer", "底漆"),
                            ("paint", "喷漆"),
                            ("polish", "抛光"),
                            ("assembly", "总装"),
                            ("quality", "质检"),
                        ],
                        max_length=12,
                        verbose_name="工序",
                    ),
                ),
                (
                    "share",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        verbose_name="工时占比%",
                    ),
                ),
            ],
            options={
                "verbose_name": "路线工序",
                "ordering": ("template", "position"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "position"), name="templatestep_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gte", 0), ("share__lte", 100)),
                        name="templatestep_share_percent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalScheduleItem",
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
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                (
                    "every_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="每隔公里"),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="每隔月数"
                    ),
                ),
                (
                    "first_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="首次公里"),
                ),
                (
                    "first_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="首次月数"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "schedule",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.maintenanceschedule",
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
                        verbose_name="工时项目",
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
                "verbose_name": "historical 保养计划项目",
                "verbose_name_plural": "historical 保养计划项目s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ScheduleItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="workorders.maintenanceschedule",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedule_items",
                        to="workorders.labouroperation",
                        verbose_name="工时项目",
                    ),
                ),
                (
                    "every_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="每隔公里"),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="每隔月数"
                    ),
                ),
                (
                    "first_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="首次公里"),
                ),
                (
                    "first_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="首次月数"
                    ),
                ),
            ],
            options={
                "verbose_name": "保养计划项目",
                "ordering": ("schedule", "position", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("schedule", "operation"), name="scheduleitem_operation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("every_km__gt", 0), ("every_months__gt", 0), _connector="OR"
                        ),
                        name="scheduleitem_has_interval",
                    ),
                ],
            },
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
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                ("text", models.TextField(verbose_name="客户陈述")),
                ("history_change_reason", models.TextField(null=True)),
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
                "verbose_name": "historical 客户陈述",
                "verbose_name_plural": "historical 客户陈述s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="workorders.visit",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                ("text", models.TextField(verbose_name="客户陈述")),
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
            name="HistoricalAccidentFile",
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
                    "side",
                    models.CharField(
                        choices=[("own", "本车保险"), ("third_party", "对方保险")],
                        default="own",
                        max_length=12,
                        verbose_name="投保方",
                    ),
                ),
                ("insurer", models.CharField(max_length=60, verbose_name="保险公司")),
                ("report_no", models.CharField(max_length=40, verbose_name="报案号")),
                (
                    "surveyor",
                    models.CharField(blank=True, max_length=40, verbose_name="查勘定损员"),
                ),
                (
                    "teardown_by",
                    models.CharField(blank=True, max_length=40, verbose_name="拆检授权人"),
                ),
                (
                    "teardown_medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="授权方式",
                    ),
                ),
                (
                    "teardown_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="拆检授权时间"),
                ),
                (
                    "total_loss_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="推定全损时间"),
                ),
                (
                    "storage_from",
                    models.DateField(blank=True, null=True, verbose_name="停放计费起"),
                ),
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
                "verbose_name": "historical 事故案件",
                "verbose_name_plural": "historical 事故案件s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AccidentFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accident",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("own", "本车保险"), ("third_party", "对方保险")],
                        default="own",
                        max_length=12,
                        verbose_name="投保方",
                    ),
                ),
                ("insurer", models.CharField(max_length=60, verbose_name="保险公司")),
                ("report_no", models.CharField(max_length=40, verbose_name="报案号")),
                (
                    "surveyor",
                    models.CharField(blank=True, max_length=40, verbose_name="查勘定损员"),
                ),
                (
                    "teardown_by",
                    models.CharField(blank=True, max_length=40, verbose_name="拆检授权人"),
                ),
                (
                    "teardown_medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="授权方式",
                    ),
                ),
                (
                    "teardown_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="拆检授权时间"),
                ),
                (
                    "total_loss_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="推定全损时间"),
                ),
                (
                    "storage_from",
                    models.DateField(blank=True, null=True, verbose_name="停放计费起"),
                ),
            ],
            options={
                "verbose_name": "事故案件",
                "ordering": ("-pk",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["report_no"], name="accidentfile_report")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("report_no", ""), _negated=True),
                        name="accidentfile_report_no",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("teardown_at", None),
                            models.Q(
                                models.Q(("teardown_by", ""), _negated=True),
                                models.Q(("teardown_medium", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="accidentfile_teardown_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssessment",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("scope", models.TextField(blank=True, verbose_name="申报内容")),
                ("asked_at", models.DateTimeField(verbose_name="申报时间")),
                (
                    "asked_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="申报金额",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40, verbose_name="定损单号")),
                (
                    "labour_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="核定工时",
                    ),
                ),
                (
                    "parts_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="核定材料",
                    ),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="定损时间"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="定损意见")),
                ("agreed_name", models.CharField(blank=True, max_length=40, verbose_name="授权人")),
                (
                    "agreed_medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="授权方式",
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="授权时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待定损"),
                            ("assessed", "已定损"),
                            ("agreed", "已授权"),
                            ("disputed", "有异议"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
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
                    "asked_by",
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
                "verbose_name": "historical 定损",
                "verbose_name_plural": "historical 定损s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="workorders.workorder",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("scope", models.TextField(blank=True, verbose_name="申报内容")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申报时间")),
                (
                    "asked_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="申报金额",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40, verbose_name="定损单号")),
                (
                    "labour_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="核定工时",
                    ),
                ),
                (
                    "parts_amount",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="核定材料",
                    ),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="定损时间"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="定损意见")),
                ("agreed_name", models.CharField(blank=True, max_length=40, verbose_name="授权人")),
                (
                    "agreed_medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="授权方式",
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="授权时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待定损"),
                            ("assessed", "已定损"),
                            ("agreed", "已授权"),
                            ("disputed", "有异议"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "verbose_name": "定损",
                "ordering": ("order", "number"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "agreed"), _negated=True),
                        fields=["store", "asked_at"],
                        name="assessment_store_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "number"), name="assessment_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_amount__gte", 0),
                            ("labour_amount__gte", 0),
                            ("parts_amount__gte", 0),
                        ),
                        name="assessment_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            models.Q(
                                ("agreed_at__isnull", False),
                                models.Q(("agreed_name", ""), _negated=True),
                                models.Q(("agreed_medium", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_agreed_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDeposit",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="定金单号")),
                ("payer_name", models.CharField(max_length=40, verbose_name="交款人")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="定金金额"
                    ),
                ),
                (
                    "applied",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已抵扣",
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
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="流水号")),
                ("purpose", models.CharField(max_length=80, verbose_name="用途")),
                ("at", models.DateTimeField(verbose_name="收款时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="用完时间")),
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
                    "advisor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="经办顾问",
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
                "verbose_name": "historical 定金",
                "verbose_name_plural": "historical 定金s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Deposit",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="定金单号")),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deposits",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deposits",
                        to="customers.customer",
                    ),
                ),
                ("payer_name", models.CharField(max_length=40, verbose_name="交款人")),
                (
                    "advisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="经办顾问",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="定金金额"
                    ),
                ),
                (
                    "applied",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已抵扣",
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
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="流水号")),
                ("purpose", models.CharField(max_length=80, verbose_name="用途")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="收款时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="用完时间")),
            ],
            options={
                "verbose_name": "定金",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["store", "at"],
                        name="deposit_store_held",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            ("applied__gte", 0),
                            ("refunded__gte", 0),
                            (
                                "amount__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("applied"), "+", models.F("refunded")
                                ),
                            ),
                        ),
                        name="deposit_not_overdrawn",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAppointment",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="预约号")),
                ("plate_no", models.CharField(blank=True, max_length=12, verbose_name="车牌")),
                ("car_words", models.CharField(blank=True, max_length=60, verbose_name="车型")),
                ("caller_name", models.CharField(max_length=40, verbose_name="预约人")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
                ("concerns", models.TextField(blank=True, verbose_name="客户陈述")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                        default="express",
                        max_length=16,
                        verbose_name="业务类别",
                    ),
                ),
                ("slot_at", models.DateTimeField(verbose_name="预约时间")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=30, verbose_name="时段（分钟）"),
                ),
                ("window_from", models.DateTimeField(verbose_name="到店窗口起")),
                ("window_until", models.DateTimeField(verbose_name="到店窗口止")),
                ("held_until", models.DateTimeField(verbose_name="保留至")),
                ("prepare_by", models.DateTimeField(verbose_name="准备截止")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("web", "网上"),
                            ("desk", "到店当面"),
                            ("care", "客服邀约"),
                            ("oem", "厂家转来"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="来源",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "待确认"),
                            ("confirmed", "已确认"),
                            ("late", "迟到"),
                            ("arrived", "已到店"),
                            ("no_show", "爽约"),
                            ("cancelled_by_customer", "客户取消"),
                            ("cancelled_by_dealer", "店方取消"),
                            ("moved", "已改期"),
                        ],
                        default="booked",
                        max_length=24,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
                ("booked_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                (
                    "prepared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="准备完成"),
                ),
                (
                    "arrived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="到店时间"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
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
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.customer",
                        verbose_name="客户",
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
                    "bay",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.bay",
                        verbose_name="预留工位",
                    ),
                ),
                (
                    "booked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="登记人",
                    ),
                ),
                (
                    "moved_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.appointment",
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
                        verbose_name="进店单",
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
                "verbose_name": "historical 预约",
                "verbose_name_plural": "historical 预约s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAppointmentWork",
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
                    "hours",
                    apps.core.money.HoursField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=7,
                        verbose_name="预计工时",
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.appointment",
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
                "verbose_name": "historical 预约项目",
                "verbose_name_plural": "historical 预约项目s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AppointmentWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="works",
                        to="workorders.appointment",
                    ),
                ),
                (
                    "operation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.labouroperation",
                    ),
                ),
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
                    "hours",
                    apps.core.money.HoursField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=7,
                        verbose_name="预计工时",
                    ),
                ),
            ],
            options={
                "verbose_name": "预约项目",
                "ordering": ("appointment", "position", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 0), ("hours__lte", 99)),
                        name="appointmentwork_hours_sane",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAppointmentPart",
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
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.appointment",
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
                "verbose_name": "historical 预约配件",
                "verbose_name_plural": "historical 预约配件s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AppointmentPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="workorders.appointment",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parts.part",
                    ),
                ),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
                (
                    "demand",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment_part",
                        to="parts.demand",
                    ),
                ),
            ],
            options={
                "verbose_name": "预约配件",
                "ordering": ("appointment", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("appointment", "part"), name="appointmentpart_once_per_part"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="appointmentpart_of_some"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPreparationTick",
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
                    "item",
                    models.CharField(
                        choices=[
                            ("bay", "工位"),
                            ("parts", "配件"),
                            ("history", "历史"),
                            ("recall", "召回"),
                        ],
                        max_length=8,
                        verbose_name="事项",
                    ),
                ),
                ("ready", models.BooleanField(default=True, verbose_name="就绪")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.appointment",
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
                "verbose_name": "historical 预约准备",
                "verbose_name_plural": "historical 预约准备s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PreparationTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ticks",
                        to="workorders.appointment",
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("bay", "工位"),
                            ("parts", "配件"),
                            ("history", "历史"),
                            ("recall", "召回"),
                        ],
                        max_length=8,
                        verbose_name="事项",
                    ),
                ),
                ("ready", models.BooleanField(default=True, verbose_name="就绪")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="经办人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "预约准备",
                "ordering": ("appointment", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("appointment", "item"), name="preparation_item_once"
                    )
                ],
            },
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
                            ("glass", "玻璃损伤"),
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
                "verbose_name": "historical 损伤标记",
                "verbose_name_plural": "historical 损伤标记s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "checkin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="damages",
                        to="workorders.checkin",
                    ),
                ),
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
                            ("glass", "玻璃损伤"),
                            ("missing", "缺失"),
                            ("other", "其他"),
                        ],
                        default="scratch",
                        max_length=10,
                        verbose_name="损伤",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
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
            name="HistoricalGatePass",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="出门条号")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("delivery", "交车"),
                            ("away", "待料放车"),
                            ("sublet", "外加工"),
                            ("transfer", "调往他店"),
                            ("tow", "拖离"),
                        ],
                        default="delivery",
                        max_length=10,
                        verbose_name="出门原因",
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="核验码")),
                ("issued_at", models.DateTimeField(verbose_name="开具时间")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="出门时间")),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
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
                "verbose_name": "historical 出门条",
                "verbose_name_plural": "historical 出门条s",
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
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_passes",
                        to="workorders.workorder",
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
                ("number", models.CharField(max_length=32, unique=True, verbose_name="出门条号")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("delivery", "交车"),
                            ("away", "待料放车"),
                            ("sublet", "外加工"),
                            ("transfer", "调往他店"),
                            ("tow", "拖离"),
                        ],
                        default="delivery",
                        max_length=10,
                        verbose_name="出门原因",
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="核验码")),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="开具时间")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="出门时间")),
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
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
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
                        condition=models.Q(("purpose", "delivery"), ("voided_at", None)),
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
            name="HistoricalDelivery",
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
                "verbose_name": "historical 交车",
                "verbose_name_plural": "historical 交车s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delivery",
                        to="workorders.workorder",
                    ),
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
            ],
            options={
                "verbose_name": "交车",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalEnding",
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
                    "decided_by",
                    models.CharField(
                        choices=[("customer", "客户解除委托"), ("manager", "经理决定")],
                        max_length=10,
                        verbose_name="决定方",
                    ),
                ),
                ("decider_name", models.CharField(max_length=40, verbose_name="决定人")),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="沟通方式",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="原因")),
                ("reassembled_by", models.CharField(max_length=40, verbose_name="装复确认人")),
                (
                    "work_fee",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已完成作业费",
                    ),
                ),
                (
                    "diagnosis_fee",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="检测诊断费",
                    ),
                ),
                (
                    "waived_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="免收原因"),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
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
                "verbose_name": "historical 终止维修",
                "verbose_name_plural": "historical 终止维修s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ending",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(
                        choices=[("customer", "客户解除委托"), ("manager", "经理决定")],
                        max_length=10,
                        verbose_name="决定方",
                    ),
                ),
                ("decider_name", models.CharField(max_length=40, verbose_name="决定人")),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="沟通方式",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="原因")),
                ("reassembled_by", models.CharField(max_length=40, verbose_name="装复确认人")),
                (
                    "work_fee",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="已完成作业费",
                    ),
                ),
                (
                    "diagnosis_fee",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="检测诊断费",
                    ),
                ),
                (
                    "waived_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="免收原因"),
                ),
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
                "verbose_name": "终止维修",
                "ordering": ("-at",),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("diagnosis_fee__gte", 0), ("work_fee__gte", 0)),
                        name="ending_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEstimate",
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
                ("number", models.CharField(db_index=True, max_length=40, verbose_name="报价单号")),
                ("edition", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "待客户答复"),
                            ("answered", "客户已答复"),
                            ("replaced", "已有新版"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="报价时间")),
                ("valid_until", models.DateTimeField(verbose_name="有效期至")),
                (
                    "promised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="预交车时间"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("text", models.TextField(verbose_name="客户所见原文")),
                (
                    "content_key",
                    models.CharField(editable=False, max_length=64, verbose_name="内容指纹"),
                ),
                (
                    "total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="客户应付合计",
                    ),
                ),
                (
                    "agreed",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="客户同意金额",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="答复方式",
                    ),
                ),
                (
                    "customer_name",
                    models.CharField(blank=True, max_length=40, verbose_name="答复人"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                (
                    "seen_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="顾问查看时间"),
                ),
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
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="报价人",
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
                "verbose_name": "historical 报价单",
                "verbose_name_plural": "historical 报价单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Estimate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="estimates",
                        to="workorders.workorder",
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
                ("number", models.CharField(max_length=40, unique=True, verbose_name="报价单号")),
                ("edition", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "待客户答复"),
                            ("answered", "客户已答复"),
                            ("replaced", "已有新版"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="estimates",
                        to="org.staff",
                        verbose_name="报价人",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="报价时间")),
                ("valid_until", models.DateTimeField(verbose_name="有效期至")),
                (
                    "promised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="预交车时间"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("text", models.TextField(verbose_name="客户所见原文")),
                (
                    "content_key",
                    models.CharField(editable=False, max_length=64, verbose_name="内容指纹"),
                ),
                (
                    "total",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="客户应付合计",
                    ),
                ),
                (
                    "agreed",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="客户同意金额",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="答复方式",
                    ),
                ),
                (
                    "customer_name",
                    models.CharField(blank=True, max_length=40, verbose_name="答复人"),
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
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                (
                    "seen_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="顾问查看时间"),
                ),
            ],
            options={
                "verbose_name": "报价单",
                "ordering": ("order", "-edition"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "sent")),
                        fields=["store", "valid_until"],
                        name="estimate_store_sent",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("medium", "link"), ("seen_at", None), ("state", "answered")
                        ),
                        fields=["store", "answered_at"],
                        name="estimate_store_unseen",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "edition"), name="estimate_edition_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "sent")),
                        fields=("order",),
                        name="estimate_one_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(
                                ("agreed__isnull", False),
                                ("answered_at__isnull", False),
                                models.Q(("medium", ""), _negated=True),
                                models.Q(("customer_name", ""), _negated=True),
                                models.Q(
                                    ("taker__isnull", False), ("medium", "link"), _connector="OR"
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="estimate_answer_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalQuarantine",
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
                    "cause",
                    models.CharField(
                        choices=[
                            ("flooded", "泡水"),
                            ("crashed", "碰撞"),
                            ("hot", "过热、冒烟或漏液"),
                        ],
                        max_length=8,
                        verbose_name="原因",
                    ),
                ),
                ("place", models.CharField(max_length=60, verbose_name="隔离位置")),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                ("from_at", models.DateTimeField(verbose_name="开始")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="解除时间")),
                (
                    "lifted_note",
                    models.CharField(blank=True, max_length=160, verbose_name="解除依据"),
                ),
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
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="登记人",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="解除人",
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
                "verbose_name": "historical 电池隔离",
                "verbose_name_plural": "historical 电池隔离s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Quarantine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quarantines",
                        to="workorders.workorder",
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
                    "cause",
                    models.CharField(
                        choices=[
                            ("flooded", "泡水"),
                            ("crashed", "碰撞"),
                            ("hot", "过热、冒烟或漏液"),
                        ],
                        max_length=8,
                        verbose_name="原因",
                    ),
                ),
                ("place", models.CharField(max_length=60, verbose_name="隔离位置")),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="登记人",
                    ),
                ),
                ("from_at", models.DateTimeField(verbose_name="开始")),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="解除人",
                    ),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="解除时间")),
                (
                    "lifted_note",
                    models.CharField(blank=True, max_length=160, verbose_name="解除依据"),
                ),
            ],
            options={
                "verbose_name": "电池隔离",
                "ordering": ("order", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("order",),
                        name="quarantine_one_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_at", None),
                            models.Q(
                                ("lifted_by__isnull", False),
                                models.Q(("lifted_note", ""), _negated=True),
                                models.Q(("lifted_by", models.F("by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="quarantine_lifted_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPayerTerms",
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
                    "document_no",
                    models.CharField(blank=True, max_length=60, verbose_name="付款方单据号"),
                ),
                (
                    "cost_centre",
                    models.CharField(blank=True, max_length=40, verbose_name="成本中心"),
                ),
                ("insurer", models.CharField(blank=True, max_length=60, verbose_name="保险公司")),
                (
                    "assessed",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="定损金额",
                    ),
                ),
                (
                    "deductible",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="免赔额",
                    ),
                ),
                ("agreed_by", models.CharField(blank=True, max_length=40, verbose_name="同意人")),
                (
                    "agreed_medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="同意方式",
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="同意时间")),
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
                    "requester",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="需求人",
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
                "verbose_name": "historical 付款条件",
                "verbose_name_plural": "historical 付款条件s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PayerTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payer_terms",
                        to="workorders.workorder",
                    ),
                ),
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
                    "document_no",
                    models.CharField(blank=True, max_length=60, verbose_name="付款方单据号"),
                ),
                (
                    "cost_centre",
                    models.CharField(blank=True, max_length=40, verbose_name="成本中心"),
                ),
                (
                    "requester",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="需求人",
                    ),
                ),
                ("insurer", models.CharField(blank=True, max_length=60, verbose_name="保险公司")),
                (
                    "assessed",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="定损金额",
                    ),
                ),
                (
                    "deductible",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="免赔额",
                    ),
                ),
                ("agreed_by", models.CharField(blank=True, max_length=40, verbose_name="同意人")),
                (
                    "agreed_medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="同意方式",
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="同意时间")),
            ],
            options={
                "verbose_name": "付款条件",
                "ordering": ("order", "payer"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("order", "payer"), name="payerterms_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deductible__gte", 0),
                            models.Q(("assessed", None), ("assessed__gte", 0), _connector="OR"),
                        ),
                        name="payerterms_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayerChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payer_changes",
                        to="workorders.workorder",
                    ),
                ),
                ("line_words", models.CharField(max_length=160, verbose_name="项目")),
                ("before", models.CharField(max_length=200, verbose_name="原付款方")),
                ("after", models.CharField(max_length=200, verbose_name="新付款方")),
                (
                    "customer_before",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="客户原付"
                    ),
                ),
                (
                    "customer_after",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="客户现付"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="原因")),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="沟通方式",
                    ),
                ),
                (
                    "consented_by",
                    models.CharField(blank=True, max_length=40, verbose_name="同意人"),
                ),
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
                "verbose_name": "付款方变更",
                "ordering": ("order", "pk"),
                "abstract": False,
                "default_permissions": (),
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
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buckets",
                        to="workorders.workorder",
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
            name="PromiseChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("old_at", models.DateTimeField(blank=True, null=True, verbose_name="原时间")),
                ("new_at", models.DateTimeField(verbose_name="新时间")),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="原因")),
                ("agreed", models.BooleanField(default=False, verbose_name="客户已同意")),
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
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="workorders.workorder",
                    ),
                ),
                ("text", models.TextField(verbose_name="留言")),
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
            name="HistoricalPackageItem",
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
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                (
                    "hours",
                    apps.core.money.HoursField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="工时"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "variant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.packagevariant",
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
                        verbose_name="工时项目",
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
                "verbose_name": "historical 套餐项目",
                "verbose_name_plural": "historical 套餐项目s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PackageItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="workorders.packagevariant",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="序号")),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package_items",
                        to="workorders.labouroperation",
                        verbose_name="工时项目",
                    ),
                ),
                (
                    "hours",
                    apps.core.money.HoursField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="工时"
                    ),
                ),
            ],
            options={
                "verbose_name": "套餐项目",
                "ordering": ("variant", "position", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("variant", "operation"), name="packageitem_operation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours", None),
                            models.Q(("hours__gte", 0), ("hours__lte", 100)),
                            _connector="OR",
                        ),
                        name="packageitem_hours_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalQueueTicket",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="排队单号")),
                ("code", models.CharField(max_length=6, verbose_name="排队号")),
                ("plate_no", models.CharField(blank=True, max_length=12, verbose_name="车牌")),
                ("caller_name", models.CharField(blank=True, max_length=40, verbose_name="称呼")),
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
                        default="express",
                        max_length=16,
                        verbose_name="来店目的",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "等候"),
                            ("called", "已叫号"),
                            ("served", "已接待"),
                            ("left", "已离开"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("turn_at", models.DateTimeField(verbose_name="排队时间")),
                ("taken_at", models.DateTimeField(verbose_name="取号时间")),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="叫号时间")),
                ("calls", models.PositiveSmallIntegerField(default=0, verbose_name="叫号次数")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
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
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.appointment",
                        verbose_name="预约",
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
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="发号人",
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
                "verbose_name": "historical 排队号",
                "verbose_name_plural": "historical 排队号s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="QueueTicket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="排队单号")),
                ("code", models.CharField(max_length=6, verbose_name="排队号")),
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
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="workorders.appointment",
                        verbose_name="预约",
                    ),
                ),
                ("plate_no", models.CharField(blank=True, max_length=12, verbose_name="车牌")),
                ("caller_name", models.CharField(blank=True, max_length=40, verbose_name="称呼")),
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
                        default="express",
                        max_length=16,
                        verbose_name="来店目的",
                    ),
                ),
                (
                    "advisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="queue_tickets",
                        to="org.staff",
                        verbose_name="服务顾问",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "等候"),
                            ("called", "已叫号"),
                            ("served", "已接待"),
                            ("left", "已离开"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("turn_at", models.DateTimeField(verbose_name="排队时间")),
                ("taken_at", models.DateTimeField(verbose_name="取号时间")),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="发号人",
                    ),
                ),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="叫号时间")),
                ("calls", models.PositiveSmallIntegerField(default=0, verbose_name="叫号次数")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
            ],
            options={
                "verbose_name": "排队号",
                "ordering": ("-taken_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "-taken_at"], name="queueticket_store_taken"),
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "called"])),
                        fields=["store", "turn_at"],
                        name="queueticket_store_in_line",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "called"])),
                        fields=("appointment",),
                        name="queueticket_one_per_appointment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSchedulePart",
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
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.scheduleitem",
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
                "verbose_name": "historical 保养计划配件",
                "verbose_name_plural": "historical 保养计划配件s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SchedulePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="workorders.scheduleitem",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedule_parts",
                        to="parts.part",
                    ),
                ),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
            ],
            options={
                "verbose_name": "保养计划配件",
                "ordering": ("item", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("quantity__lte", 10000)),
                        name="schedulepart_quantity_sane",
                    )
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
                "verbose_name": "historical 结算单",
                "verbose_name_plural": "historical 结算单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="workorders.workorder",
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
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="准备时间")),
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
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="结算时间"),
                ),
                (
                    "reversed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="冲销时间"),
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
            name="HistoricalFieldCash",
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
                    "number",
                    models.CharField(db_index=True, max_length=32, verbose_name="现场收款号"),
                ),
                ("payer_name", models.CharField(max_length=40, verbose_name="交款人")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="金额"
                    ),
                ),
                ("place", models.CharField(max_length=120, verbose_name="地点与事由")),
                ("at", models.DateTimeField(verbose_name="收款时间")),
                ("due_at", models.DateTimeField(verbose_name="应交回时间")),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="交回时间")),
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
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="收款人",
                    ),
                ),
                (
                    "handed_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="接收人",
                    ),
                ),
                (
                    "deposit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.deposit",
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
                "verbose_name": "historical 现场收款",
                "verbose_name_plural": "historical 现场收款s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="FieldCash",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="现场收款号")),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="field_cash",
                        to="workorders.workorder",
                    ),
                ),
                ("payer_name", models.CharField(max_length=40, verbose_name="交款人")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="金额"
                    ),
                ),
                ("place", models.CharField(max_length=120, verbose_name="地点与事由")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="field_cash",
                        to="org.staff",
                        verbose_name="收款人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="收款时间")),
                ("due_at", models.DateTimeField(verbose_name="应交回时间")),
                (
                    "handed_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="接收人",
                    ),
                ),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="交回时间")),
                (
                    "deposit",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="field_cash",
                        to="workorders.deposit",
                    ),
                ),
            ],
            options={
                "verbose_name": "现场收款",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("handed_at", None)),
                        fields=["store", "at"],
                        name="fieldcash_store_out",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="fieldcash_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deposit", None), ("handed_at", None), ("handed_to", None)),
                            models.Q(
                                ("deposit__isnull", False),
                                ("handed_at__isnull", False),
                                ("handed_to__isnull", False),
                                models.Q(("handed_to", models.F("taken_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fieldcash_handed_to_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCarAway",
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
                ("reason", models.CharField(max_length=160, verbose_name="放车原因")),
                (
                    "safe_to_drive",
                    models.BooleanField(default=False, verbose_name="确认可安全行驶"),
                ),
                ("left_at", models.DateTimeField(verbose_name="离店时间")),
                (
                    "left_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="离店里程"),
                ),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="预计到料")),
                (
                    "arrived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="配件到齐时间"),
                ),
                (
                    "called_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="通知客户时间"),
                ),
                (
                    "call_note",
                    models.CharField(blank=True, max_length=160, verbose_name="通知结果"),
                ),
                ("back_at", models.DateTimeField(blank=True, null=True, verbose_name="返店时间")),
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
                    "from_visit",
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
                    "gate_pass",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.gatepass",
                    ),
                ),
                (
                    "left_by",
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
                    "called_by",
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
                    "back_visit",
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
                "verbose_name": "historical 待料放车",
                "verbose_name_plural": "historical 待料放车s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CarAway",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aways",
                        to="workorders.workorder",
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
                    "from_visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.visit",
                    ),
                ),
                (
                    "gate_pass",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="away",
                        to="workorders.gatepass",
                    ),
                ),
                ("reason", models.CharField(max_length=160, verbose_name="放车原因")),
                (
                    "safe_to_drive",
                    models.BooleanField(default=False, verbose_name="确认可安全行驶"),
                ),
                ("left_at", models.DateTimeField(verbose_name="离店时间")),
                (
                    "left_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "left_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="离店里程"),
                ),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="预计到料")),
                (
                    "arrived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="配件到齐时间"),
                ),
                (
                    "called_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="通知客户时间"),
                ),
                (
                    "called_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "call_note",
                    models.CharField(blank=True, max_length=160, verbose_name="通知结果"),
                ),
                ("back_at", models.DateTimeField(blank=True, null=True, verbose_name="返店时间")),
                (
                    "back_visit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continues",
                        to="workorders.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "待料放车",
                "ordering": ("-left_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("back_at", None)),
                        fields=["store", "left_at"],
                        name="away_store_out",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("back_at", None)),
                        fields=("order",),
                        name="away_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("back_at", None), ("back_visit", None)),
                            models.Q(
                                ("back_at__gte", models.F("left_at")), ("back_visit__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="away_back_in_a_visit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEstimateLink",
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
                    "token_hash",
                    models.CharField(
                        db_index=True, editable=False, max_length=64, verbose_name="令牌指纹"
                    ),
                ),
                ("nonce", models.UUIDField(editable=False, verbose_name="随机数")),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                ("expires_at", models.DateTimeField(verbose_name="失效时间")),
                (
                    "opened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="客户打开时间"),
                ),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="使用时间")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "estimate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.estimate",
                    ),
                ),
                (
                    "made_by",
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
                "verbose_name": "historical 报价链接",
                "verbose_name_plural": "historical 报价链接s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="EstimateLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "estimate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="workorders.estimate",
                    ),
                ),
                (
                    "token_hash",
                    models.CharField(
                        editable=False, max_length=64, unique=True, verbose_name="令牌指纹"
                    ),
                ),
                ("nonce", models.UUIDField(editable=False, verbose_name="随机数")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                ("expires_at", models.DateTimeField(verbose_name="失效时间")),
                (
                    "opened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="客户打开时间"),
                ),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="使用时间")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
            ],
            options={
                "verbose_name": "报价链接",
                "ordering": ("estimate", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None), ("used_at", None)),
                        fields=("estimate",),
                        name="estimatelink_one_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCreditRequest",
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
                        decimal_places=2, max_digits=12, verbose_name="欠款金额"
                    ),
                ),
                ("pay_by", models.DateField(verbose_name="承诺付款日")),
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
                "verbose_name": "historical 欠款放行申请",
                "verbose_name_plural": "historical 欠款放行申请s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CreditRequest",
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
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_requests",
                        to="workorders.settlement",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="欠款金额"
                    ),
                ),
                ("pay_by", models.DateField(verbose_name="承诺付款日")),
            ],
            options={
                "verbose_name": "欠款放行申请",
                "ordering": ("requested_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["store", "requested_at"],
                        name="creditrequest_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="creditrequest_by_another",
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
                        name="creditrequest_answered_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("settlement",),
                        name="creditrequest_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="creditrequest_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDepositRefund",
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
                        decimal_places=2, max_digits=12, verbose_name="退款金额"
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
                    "deposit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.deposit",
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
                "verbose_name": "historical 退定金申请",
                "verbose_name_plural": "historical 退定金申请s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="DepositRefund",
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
                    "deposit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="workorders.deposit",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="退款金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "退定金申请",
                "ordering": ("requested_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["store", "requested_at"],
                        name="depositrefund_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="depositrefund_by_another",
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
                        name="depositrefund_answered_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("deposit",),
                        name="depositrefund_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="depositrefund_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPackagePart",
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
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.packageitem",
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
                "verbose_name": "historical 套餐配件",
                "verbose_name_plural": "historical 套餐配件s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PackagePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="workorders.packageitem",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package_parts",
                        to="parts.part",
                    ),
                ),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
            ],
            options={
                "verbose_name": "套餐配件",
                "ordering": ("item", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("quantity__lte", 10000)),
                        name="packagepart_quantity_sane",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CarPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "checkin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="car_photos",
                        to="workorders.checkin",
                    ),
                ),
                (
                    "mark",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="workorders.damagemark",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="拍摄时间")),
            ],
            options={
                "verbose_name": "接车照片",
                "ordering": ("pk",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("checkin", None)),
                        fields=["by", "at"],
                        name="carphoto_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mark", None), ("checkin__isnull", False), _connector="OR"
                        ),
                        name="carphoto_mark_of_a_sheet",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDiscountRequest",
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
                    "labour_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="工时折让%",
                    ),
                ),
                (
                    "parts_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="材料折让%",
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
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="折让金额"
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
                "verbose_name": "historical 折让申请",
                "verbose_name_plural": "historical 折让申请s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="DiscountRequest",
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
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discount_requests",
                        to="workorders.settlement",
                    ),
                ),
                (
                    "labour_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="工时折让%",
                    ),
                ),
                (
                    "parts_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="材料折让%",
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
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="折让金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "折让申请",
                "ordering": ("requested_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["store", "requested_at"],
                        name="discountrequest_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="discountrequest_by_another",
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
                        name="discountrequest_answered_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("settlement",),
                        name="discountrequest_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            ("labour_pct__gte", 0),
                            ("labour_pct__lte", Decimal("100")),
                            ("parts_pct__gte", 0),
                            ("parts_pct__lte", Decimal("100")),
                            ("round_off__gte", 0),
                        ),
                        name="discountrequest_sane",
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
                ("posted_at", models.DateTimeField(blank=True, null=True, verbose_name="入账时间")),
                (
                    "held_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="暂不关闭的原因"),
                ),
                (
                    "invoice_title",
                    models.CharField(blank=True, max_length=120, verbose_name="发票抬头"),
                ),
                ("tax_no", models.CharField(blank=True, max_length=20, verbose_name="税号")),
                ("history_change_reason", models.TextField(null=True)),
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
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buckets",
                        to="workorders.settlement",
                    ),
                ),
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
                ("posted_at", models.DateTimeField(blank=True, null=True, verbose_name="入账时间")),
                (
                    "held_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="暂不关闭的原因"),
                ),
                (
                    "invoice_title",
                    models.CharField(blank=True, max_length=120, verbose_name="发票抬头"),
                ),
                ("tax_no", models.CharField(blank=True, max_length=20, verbose_name="税号")),
            ],
            options={
                "verbose_name": "结算付款方",
                "ordering": ("settlement", "payer"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("posted_at__isnull", False)),
                        fields=["posted_at"],
                        name="bucket_posted",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("closing", ""), models.Q(("held_reason", ""), _negated=True)
                        ),
                        fields=["settlement"],
                        name="bucket_held",
                    ),
                ],
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
            name="InvoiceItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="workorders.invoice",
                    ),
                ),
                (
                    "bucket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice_items",
                        to="workorders.settlementbucket",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="金额"
                    ),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="不含税"
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="税额"
                    ),
                ),
                ("standing", models.BooleanField(default=True, verbose_name="有效")),
            ],
            options={
                "verbose_name": "发票明细",
                "ordering": ("invoice", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standing", True)),
                        fields=("bucket",),
                        name="invoiceitem_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            (
                                "amount",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net"), "+", models.F("vat")
                                ),
                            ),
                        ),
                        name="invoiceitem_adds_up",
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
                    "store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
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
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="org.staff",
                        verbose_name="收款人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
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
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="原因")),
                (
                    "tendered",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="实收现金",
                    ),
                ),
                (
                    "deposit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="workorders.deposit",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deposit__isnull", False), ("method", "deposit")),
                            models.Q(
                                models.Q(("method", "deposit"), _negated=True), ("deposit", None)
                            ),
                            _connector="OR",
                        ),
                        name="payment_by_deposit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tendered", None),
                            models.Q(("method", "cash"), ("tendered__gte", models.F("amount"))),
                            _connector="OR",
                        ),
                        name="payment_change",
                    ),
                ],
            },
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
                ("due_on", models.DateField(blank=True, null=True, verbose_name="应付日")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结清时间")),
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
                "verbose_name": "historical 应收账款",
                "verbose_name_plural": "historical 应收账款s",
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
                        related_name="receivables",
                        to="workorders.workorder",
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
                ("due_on", models.DateField(blank=True, null=True, verbose_name="应付日")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结清时间")),
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
                    ),
                    models.Index(
                        condition=models.Q(("open_amount__gt", 0)),
                        fields=["customer", "posted_at"],
                        name="receivable_customer_open",
                    ),
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
            name="TillMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "shift",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="workorders.cashshift",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("payment", "结算收款"),
                            ("refund", "退款"),
                            ("deposit", "收定金"),
                            ("deposit_back", "退定金"),
                            ("receipt", "应收回款"),
                        ],
                        max_length=14,
                        verbose_name="类别",
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
                ("standing", models.BooleanField(default=True, verbose_name="有效")),
                (
                    "payment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="move",
                        to="workorders.payment",
                    ),
                ),
                (
                    "deposit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="workorders.deposit",
                    ),
                ),
                (
                    "receipt",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="move",
                        to="workorders.receipt",
                    ),
                ),
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
                "verbose_name": "收款流水",
                "ordering": ("at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["store", "-at"], name="tillmove_store_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__lt", 0), ("kind__in", ("refund", "deposit_back"))),
                            models.Q(
                                ("amount__gt", 0), ("kind__in", ("payment", "deposit", "receipt"))
                            ),
                            _connector="OR",
                        ),
                        name="tillmove_sign",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            ("standing", True),
                            models.Q(("reference", ""), _negated=True),
                        ),
                        fields=("store", "method", "reference"),
                        name="tillmove_reference_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountStatementLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="workorders.accountstatement",
                    ),
                ),
                (
                    "receivable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement_lines",
                        to="workorders.receivable",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="金额"
                    ),
                ),
                ("standing", models.BooleanField(default=True, verbose_name="有效")),
            ],
            options={
                "verbose_name": "对账单明细",
                "ordering": ("statement", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standing", True)),
                        fields=("receivable",),
                        name="statementline_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="statementline_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptAllocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="workorders.receipt",
                    ),
                ),
                (
                    "receivable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="workorders.receivable",
                    ),
                ),
                (
                    "payment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocation",
                        to="workorders.payment",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="核销金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "回款核销",
                "ordering": ("receipt", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("receipt", "receivable"), name="allocation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="allocation_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRefundRequest",
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
                        decimal_places=2, max_digits=12, verbose_name="退款金额"
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
                (
                    "payment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.payment",
                        verbose_name="收款",
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
                "verbose_name": "historical 退款申请",
                "verbose_name_plural": "historical 退款申请s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RefundRequest",
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
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refund_requests",
                        to="workorders.settlement",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refund_requests",
                        to="workorders.payment",
                        verbose_name="收款",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="退款金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "退款申请",
                "ordering": ("requested_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["store", "requested_at"],
                        name="refundrequest_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="refundrequest_by_another",
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
                        name="refundrequest_answered_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("settlement",),
                        name="refundrequest_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="refundrequest_not_negative"
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
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="org.staff",
                        verbose_name="技师",
                    ),
                ),
                (
                    "share",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("100"),
                        max_digits=5,
                        verbose_name="分工比例%",
                    ),
                ),
            ],
            options={
                "verbose_name": "分工",
                "ordering": ("job", "-share", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("share__gte", 0), ("share__lte", Decimal("100"))),
                        name="assignment_share_percent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CarTransfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="调车单号")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="workorders.workorder",
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
                    "to_store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                        verbose_name="承做店",
                    ),
                ),
                ("reason", models.CharField(max_length=160, verbose_name="原因")),
                (
                    "price",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="内部结算价",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="登记时间")),
                ("due_at", models.DateTimeField(verbose_name="约定返回")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "待送出"),
                            ("sent", "在途"),
                            ("received", "对方已接车"),
                            ("returning", "返程在途"),
                            ("back", "已返回"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "verbose_name": "调车",
                "ordering": ("-planned_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("back", "cancelled")), _negated=True),
                        fields=["store", "due_at"],
                        name="transfer_store_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("back", "cancelled")), _negated=True),
                        fields=("order",),
                        name="transfer_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("store", models.F("to_store")), _negated=True),
                        name="transfer_to_another_store",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0)), name="transfer_price_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHandover",
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
                    "leg",
                    models.CharField(
                        choices=[("out", "送出"), ("back", "返回")],
                        max_length=4,
                        verbose_name="行程",
                    ),
                ),
                ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="交出时间")),
                (
                    "given_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="交出里程"),
                ),
                (
                    "given_condition",
                    models.CharField(blank=True, max_length=300, verbose_name="交出车况"),
                ),
                (
                    "custody",
                    models.CharField(blank=True, max_length=300, verbose_name="随车钥匙与物品"),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="接收时间")),
                (
                    "taken_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="接收里程"),
                ),
                (
                    "taken_condition",
                    models.CharField(blank=True, max_length=300, verbose_name="接收车况"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "transfer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.cartransfer",
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
                    "given_by",
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
                    "taken_by",
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
                "verbose_name": "historical 车辆交接",
                "verbose_name_plural": "historical 车辆交接s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="workorders.cartransfer",
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
                    "leg",
                    models.CharField(
                        choices=[("out", "送出"), ("back", "返回")],
                        max_length=4,
                        verbose_name="行程",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("given_at", models.DateTimeField(blank=True, null=True, verbose_name="交出时间")),
                (
                    "given_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="交出里程"),
                ),
                (
                    "given_condition",
                    models.CharField(blank=True, max_length=300, verbose_name="交出车况"),
                ),
                (
                    "custody",
                    models.CharField(blank=True, max_length=300, verbose_name="随车钥匙与物品"),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="接收时间")),
                (
                    "taken_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="接收里程"),
                ),
                (
                    "taken_condition",
                    models.CharField(blank=True, max_length=300, verbose_name="接收车况"),
                ),
            ],
            options={
                "verbose_name": "车辆交接",
                "ordering": ("transfer", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("transfer", "leg"), name="handover_leg_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_at", None), ("given_at__isnull", False), _connector="OR"
                        ),
                        name="handover_given_before_taken",
                    ),
                ],
            },
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
                    "store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
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
                    "correction_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="更正原因"),
                ),
            ],
            options={
                "verbose_name": "打卡",
                "ordering": ("staff", "during"),
                "abstract": False,
                "default_permissions": (),
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
            name="ClockShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="beside",
                        to="workorders.clockentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "并行作业",
                "ordering": ("entry", "pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Comeback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comebacks",
                        to="workorders.workorder",
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
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comeback",
                        to="workorders.statement",
                        verbose_name="客户陈述",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="came_back_as",
                        to="workorders.workorder",
                        verbose_name="原工单",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suspected", "疑似返修"),
                            ("confirmed", "待判定"),
                            ("proposed", "待技术专家会签"),
                            ("judged", "已判定"),
                            ("dismissed", "不是返修"),
                        ],
                        default="suspected",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="距上次交车（天）")),
                (
                    "km",
                    models.IntegerField(blank=True, null=True, verbose_name="距上次交车（公里）"),
                ),
                ("guaranteed", models.BooleanField(verbose_name="在质量保证期内")),
                (
                    "failed_before",
                    models.PositiveSmallIntegerField(default=0, verbose_name="此前未修好次数"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="发现时间")),
                ("proof_due_at", models.DateTimeField(verbose_name="举证期限")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="确认人",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("workmanship", "维修质量"),
                            ("part", "配件质量"),
                            ("new_fault", "新故障"),
                            ("not_proven", "无法证明"),
                        ],
                        max_length=12,
                        verbose_name="判定",
                    ),
                ),
                ("grounds", models.CharField(blank=True, max_length=400, verbose_name="判定依据")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="质检判定人",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="会签技术专家",
                    ),
                ),
                ("judged_at", models.DateTimeField(blank=True, null=True, verbose_name="判定时间")),
            ],
            options={
                "verbose_name": "返修判定",
                "ordering": ("-opened_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "-opened_at"], name="comeback_store_opened")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("proposed", "judged")), _negated=True),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True),
                                models.Q(("grounds", ""), _negated=True),
                                ("proposed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="comeback_verdict_grounded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "judged"), _negated=True),
                            models.Q(
                                ("judged_at__isnull", False),
                                ("judged_by__isnull", False),
                                models.Q(("judged_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="comeback_judged_by_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        choices=[
                            ("approved", "同意"),
                            ("declined", "不做"),
                            ("deferred", "下次再做"),
                        ],
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("price", "价格高"),
                            ("time", "没有时间"),
                            ("elsewhere", "去别处做"),
                            ("next_visit", "下次再做"),
                            ("not_needed", "认为不需要"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="答复方式",
                    ),
                ),
                ("customer_name", models.CharField(max_length=40, verbose_name="答复人")),
                (
                    "taker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="记录人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="答复时间")),
            ],
            options={
                "verbose_name": "客户答复",
                "ordering": ("pk",),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("word", "approved"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_refusal_explained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taker__isnull", False), ("medium", "link"), _connector="OR"
                        ),
                        name="consent_taken",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consults",
                        to="workorders.workorder",
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
                ("question", models.TextField(verbose_name="问题")),
                ("tried", models.TextField(blank=True, verbose_name="已做检查")),
                ("urgent", models.BooleanField(default=False, verbose_name="加急")),
                ("blocks", models.BooleanField(default=False, verbose_name="等待答复期间停工")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consults",
                        to="org.staff",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                ("due_at", models.DateTimeField(verbose_name="应答期限")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diagnoses",
                        to="org.staff",
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="解答时间"),
                ),
                ("diagnosis", models.TextField(blank=True, verbose_name="诊断意见")),
                ("advice", models.TextField(blank=True, verbose_name="处理建议")),
                ("readings", models.JSONField(blank=True, default=list, verbose_name="检测数据")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待解答"),
                            ("answered", "已解答"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "verbose_name": "技术支援",
                "ordering": ("-asked_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "asked")),
                        fields=["store", "due_at"],
                        name="consult_store_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("question", ""), _negated=True),
                        name="consult_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("diagnosis", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consult_answer_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EstimateLine",
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
                        choices=[("labour", "工时"), ("part", "配件")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parts.part",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="零件号")),
                ("brand", models.CharField(blank=True, max_length=40, verbose_name="品牌")),
                (
                    "part_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("original", "原厂件"),
                            ("equivalent", "同质配件"),
                            ("reconditioned", "修复件/再制造件"),
                            ("customer_supplied", "客户自带"),
                        ],
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
                        decimal_places=2, max_digits=12, verbose_name="金额"
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
                    models.DecimalField(decimal_places=2, max_digits=4, verbose_name="税率%"),
                ),
            ],
            options={
                "verbose_name": "报价明细",
                "ordering": ("item", "pk"),
                "abstract": False,
                "default_permissions": (),
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
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="workorders.workorder",
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
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="org.staff",
                    ),
                ),
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
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="沟通方式",
                    ),
                ),
                (
                    "decided_by_customer_name",
                    models.CharField(blank=True, max_length=40, verbose_name="答复人"),
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
                ("shown_text", models.TextField(blank=True, verbose_name="告知内容")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="不做的原因")),
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
                                models.Q(
                                    ("taker__isnull", False), ("medium", "link"), _connector="OR"
                                ),
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
            name="HistoricalJob",
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
                            ("diagnosis", "待技术支援"),
                            ("paused", "暂停"),
                        ],
                        max_length=12,
                        verbose_name="等待原因",
                    ),
                ),
                ("high_voltage", models.BooleanField(default=False, verbose_name="涉高压")),
                ("teardown", models.BooleanField(default=False, verbose_name="拆检项目")),
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
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.assessment",
                        verbose_name="定损轮次",
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
                "verbose_name": "historical 维修作业",
                "verbose_name_plural": "historical 维修作业s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="workorders.workorder",
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
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="added_jobs",
                        to="workorders.finding",
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
                            ("diagnosis", "待技术支援"),
                            ("paused", "暂停"),
                        ],
                        max_length=12,
                        verbose_name="等待原因",
                    ),
                ),
                ("high_voltage", models.BooleanField(default=False, verbose_name="涉高压")),
                ("teardown", models.BooleanField(default=False, verbose_name="拆检项目")),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="workorders.assessment",
                        verbose_name="定损轮次",
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
                    "isolated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="断电挂牌验电时间"),
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
            name="HistoricalClockEntry",
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
                "verbose_name": "historical 打卡",
                "verbose_name_plural": "historical 打卡s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClockShare",
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
                ("history_change_reason", models.TextField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.clockentry",
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
                "verbose_name": "historical 并行作业",
                "verbose_name_plural": "historical 并行作业s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LateAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="操作号")),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="技师",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_acts",
                        to="workorders.job",
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
                ("act", models.CharField(max_length=20, verbose_name="操作")),
                ("tapped_at", models.DateTimeField(verbose_name="点按时间")),
                ("received_at", models.DateTimeField(verbose_name="收到时间")),
            ],
            options={
                "verbose_name": "断网补传",
                "ordering": ("-received_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "-tapped_at"], name="late_act_store_tapped")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("received_at__gte", models.F("tapped_at"))),
                        name="late_act_after_tap",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalComeback",
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
                            ("suspected", "疑似返修"),
                            ("confirmed", "待判定"),
                            ("proposed", "待技术专家会签"),
                            ("judged", "已判定"),
                            ("dismissed", "不是返修"),
                        ],
                        default="suspected",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="距上次交车（天）")),
                (
                    "km",
                    models.IntegerField(blank=True, null=True, verbose_name="距上次交车（公里）"),
                ),
                ("guaranteed", models.BooleanField(verbose_name="在质量保证期内")),
                (
                    "failed_before",
                    models.PositiveSmallIntegerField(default=0, verbose_name="此前未修好次数"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="发现时间")),
                ("proof_due_at", models.DateTimeField(verbose_name="举证期限")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("workmanship", "维修质量"),
                            ("part", "配件质量"),
                            ("new_fault", "新故障"),
                            ("not_proven", "无法证明"),
                        ],
                        max_length=12,
                        verbose_name="判定",
                    ),
                ),
                ("grounds", models.CharField(blank=True, max_length=400, verbose_name="判定依据")),
                ("judged_at", models.DateTimeField(blank=True, null=True, verbose_name="判定时间")),
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
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.statement",
                        verbose_name="客户陈述",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.workorder",
                        verbose_name="原工单",
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
                        verbose_name="原项目",
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
                        verbose_name="确认人",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="质检判定人",
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
                        verbose_name="会签技术专家",
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
                "verbose_name": "historical 返修判定",
                "verbose_name_plural": "historical 返修判定s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsult",
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
                ("question", models.TextField(verbose_name="问题")),
                ("tried", models.TextField(blank=True, verbose_name="已做检查")),
                ("urgent", models.BooleanField(default=False, verbose_name="加急")),
                ("blocks", models.BooleanField(default=False, verbose_name="等待答复期间停工")),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                ("due_at", models.DateTimeField(verbose_name="应答期限")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="解答时间"),
                ),
                ("diagnosis", models.TextField(blank=True, verbose_name="诊断意见")),
                ("advice", models.TextField(blank=True, verbose_name="处理建议")),
                ("readings", models.JSONField(blank=True, default=list, verbose_name="检测数据")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待解答"),
                            ("answered", "已解答"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
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
                        verbose_name="维修项目",
                    ),
                ),
                (
                    "asked_by",
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
                    "answered_by",
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
                "verbose_name": "historical 技术支援",
                "verbose_name_plural": "historical 技术支援s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPayerRefusal",
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
                        verbose_name="拒付方",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="拒付原因")),
                ("reference", models.CharField(blank=True, max_length=40, verbose_name="批复编号")),
                ("refused_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "new_payer",
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
                        verbose_name="新付款方",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="沟通方式",
                    ),
                ),
                (
                    "customer_name",
                    models.CharField(blank=True, max_length=40, verbose_name="答复人"),
                ),
                ("shown_text", models.TextField(blank=True, verbose_name="告知内容")),
                (
                    "reassembly_fee",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="装复费用",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="处理时间"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待重新报价"),
                            ("rebilled", "已改付款方"),
                            ("reassembled", "装复不修"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
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
                (
                    "refused_by",
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
                "verbose_name": "historical 付款方拒付",
                "verbose_name_plural": "historical 付款方拒付s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PayerRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusals",
                        to="workorders.workorder",
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
                        related_name="refusals",
                        to="workorders.job",
                    ),
                ),
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
                        verbose_name="拒付方",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="拒付原因")),
                ("reference", models.CharField(blank=True, max_length=40, verbose_name="批复编号")),
                (
                    "refused_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("refused_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "new_payer",
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
                        verbose_name="新付款方",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="沟通方式",
                    ),
                ),
                (
                    "customer_name",
                    models.CharField(blank=True, max_length=40, verbose_name="答复人"),
                ),
                ("shown_text", models.TextField(blank=True, verbose_name="告知内容")),
                (
                    "reassembly_fee",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="装复费用",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="处理时间"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待重新报价"),
                            ("rebilled", "已改付款方"),
                            ("reassembled", "装复不修"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "verbose_name": "付款方拒付",
                "ordering": ("-refused_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("job",),
                        name="refusal_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("customer_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="refusal_decision_complete",
                    ),
                ],
            },
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
                ("description", models.CharField(max_length=80, verbose_name="工时项目")),
                (
                    "kind",
                    models.CharField(
                        choices=[("labour", "工时"), ("sublet", "外加工"), ("fee", "其他费用")],
                        default="labour",
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
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
                    "package_amount",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        editable=False,
                        max_digits=12,
                        null=True,
                        verbose_name="套餐分摊",
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                    "package",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.packagevariant",
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
                "verbose_name": "historical 工时行",
                "verbose_name_plural": "historical 工时行s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="labour_lines",
                        to="workorders.job",
                    ),
                ),
                ("description", models.CharField(max_length=80, verbose_name="工时项目")),
                (
                    "kind",
                    models.CharField(
                        choices=[("labour", "工时"), ("sublet", "外加工"), ("fee", "其他费用")],
                        default="labour",
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
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
                    "package",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.packagevariant",
                    ),
                ),
                (
                    "package_amount",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        editable=False,
                        max_digits=12,
                        null=True,
                        verbose_name="套餐分摊",
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
            name="HistoricalPartLine",
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
                    "package_amount",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        editable=False,
                        max_digits=12,
                        null=True,
                        verbose_name="套餐分摊",
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                    "package",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.packagevariant",
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
                "verbose_name": "historical 材料行",
                "verbose_name_plural": "historical 材料行s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "package",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.packagevariant",
                    ),
                ),
                (
                    "package_amount",
                    apps.core.money.MoneyField(
                        blank=True,
                        decimal_places=2,
                        editable=False,
                        max_digits=12,
                        null=True,
                        verbose_name="套餐分摊",
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
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="workorders.job",
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="other_ways",
                        to="workorders.offer",
                        verbose_name="替代的方案",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="workorders.finding",
                    ),
                ),
                (
                    "operation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.labouroperation",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="项目")),
                ("option", models.CharField(blank=True, max_length=40, verbose_name="方案名称")),
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待选择"),
                            ("taken", "已采用"),
                            ("left", "未采用"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="拟定时间")),
                (
                    "became",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="from_offers",
                        to="workorders.job",
                        verbose_name="成为的维修项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "报价方案",
                "ordering": ("order", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["order"],
                        name="offer_order_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="offer_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("job", None), ("instead_of", None), _connector="OR"),
                        name="offer_one_place",
                    ),
                ],
            },
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
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
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
                "verbose_name": "historical 增项",
                "verbose_name_plural": "historical 增项s",
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
                    "odometer_km",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="检验后里程（公里）"
                    ),
                ),
                (
                    "road_test_km",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="路试里程（公里）"
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
                    "checklist",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.checklist",
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
                "verbose_name": "historical 检验",
                "verbose_name_plural": "historical 检验s",
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
                (
                    "inspector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="org.staff",
                        verbose_name="检验人",
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
                    "checklist",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="workorders.checklist",
                    ),
                ),
                (
                    "odometer_km",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="检验后里程（公里）"
                    ),
                ),
                (
                    "road_test_km",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="路试里程（公里）"
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
            name="HistoricalAssignment",
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
                "verbose_name": "historical 分工",
                "verbose_name_plural": "historical 分工s",
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
                    "cause",
                    models.CharField(
                        choices=[
                            ("parts", "待料"),
                            ("approval", "待客户确认"),
                            ("oem", "待厂家批复"),
                            ("insurer", "待保险定损"),
                            ("sublet", "外加工"),
                            ("diagnosis", "待技术支援"),
                            ("paused", "暂停"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                (
                    "owner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("parts", "备件"),
                            ("advisor", "服务顾问"),
                            ("manufacturer", "厂家（索赔员跟进）"),
                            ("insurer", "保险公司（事故专员跟进）"),
                            ("vendor", "外协单位"),
                            ("expert", "技术专家"),
                            ("technician", "技师"),
                        ],
                        max_length=12,
                        verbose_name="等谁",
                    ),
                ),
                ("expected_at", models.DateTimeField(blank=True, null=True, verbose_name="预计到")),
                ("ended_by", models.CharField(blank=True, max_length=40, verbose_name="解除事件")),
                ("from_at", models.DateTimeField(verbose_name="开始")),
                ("to_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
                ("history_change_reason", models.TextField(null=True)),
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
                "verbose_name": "historical 等待",
                "verbose_name_plural": "historical 等待s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="workorders.job",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("parts", "待料"),
                            ("approval", "待客户确认"),
                            ("oem", "待厂家批复"),
                            ("insurer", "待保险定损"),
                            ("sublet", "外加工"),
                            ("diagnosis", "待技术支援"),
                            ("paused", "暂停"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                (
                    "owner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("parts", "备件"),
                            ("advisor", "服务顾问"),
                            ("manufacturer", "厂家（索赔员跟进）"),
                            ("insurer", "保险公司（事故专员跟进）"),
                            ("vendor", "外协单位"),
                            ("expert", "技术专家"),
                            ("technician", "技师"),
                        ],
                        max_length=12,
                        verbose_name="等谁",
                    ),
                ),
                ("expected_at", models.DateTimeField(blank=True, null=True, verbose_name="预计到")),
                ("ended_by", models.CharField(blank=True, max_length=40, verbose_name="解除事件")),
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
            ],
            options={
                "verbose_name": "等待",
                "ordering": ("job", "from_at"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("to_at", None)),
                        fields=["cause", "from_at"],
                        name="hold_running",
                    )
                ],
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
            name="HistoricalLockOut",
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
                ("permit_no", models.CharField(max_length=40, verbose_name="高压作业证号")),
                ("off_at", models.DateTimeField(verbose_name="断电时间")),
                ("tag_no", models.CharField(max_length=20, verbose_name="锁/牌编号")),
                (
                    "volts",
                    models.DecimalField(
                        decimal_places=1, max_digits=6, verbose_name="验电读数（V）"
                    ),
                ),
                ("tool_no", models.CharField(max_length=20, verbose_name="验电仪器编号")),
                (
                    "insulation",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="绝缘电阻（MΩ）",
                    ),
                ),
                (
                    "charge",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="电量SOC（%）"
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="监护人确认时间"),
                ),
                (
                    "restore_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="申请恢复供电时间"),
                ),
                (
                    "insulation_after",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="恢复前绝缘电阻（MΩ）",
                    ),
                ),
                (
                    "restored_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="恢复供电时间"),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                    "technician",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="操作人",
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
                    "bay",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.bay",
                        verbose_name="隔离工位",
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
                "verbose_name": "historical 高压断电挂牌记录",
                "verbose_name_plural": "historical 高压断电挂牌记录s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LockOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lockouts",
                        to="workorders.job",
                    ),
                ),
                (
                    "technician",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lockouts",
                        to="org.staff",
                        verbose_name="操作人",
                    ),
                ),
                ("permit_no", models.CharField(max_length=40, verbose_name="高压作业证号")),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarded_lockouts",
                        to="org.staff",
                        verbose_name="监护人",
                    ),
                ),
                (
                    "bay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.bay",
                        verbose_name="隔离工位",
                    ),
                ),
                ("off_at", models.DateTimeField(verbose_name="断电时间")),
                ("tag_no", models.CharField(max_length=20, verbose_name="锁/牌编号")),
                (
                    "volts",
                    models.DecimalField(
                        decimal_places=1, max_digits=6, verbose_name="验电读数（V）"
                    ),
                ),
                ("tool_no", models.CharField(max_length=20, verbose_name="验电仪器编号")),
                (
                    "insulation",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="绝缘电阻（MΩ）",
                    ),
                ),
                (
                    "charge",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="电量SOC（%）"
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="监护人确认时间"),
                ),
                (
                    "restore_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="申请恢复供电时间"),
                ),
                (
                    "insulation_after",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="恢复前绝缘电阻（MΩ）",
                    ),
                ),
                (
                    "restored_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="恢复供电时间"),
                ),
            ],
            options={
                "verbose_name": "高压断电挂牌记录",
                "ordering": ("job", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("restored_at", None)),
                        fields=("job",),
                        name="lockout_one_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("guardian", models.F("technician")), _negated=True),
                        name="lockout_two_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("volts__gte", 0), ("volts__lt", Decimal("60"))),
                        name="lockout_measured_dead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("charge", None), ("charge__lte", 100), _connector="OR"),
                        name="lockout_charge_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("restored_at", None),
                            models.Q(
                                ("confirmed_at__isnull", False), ("restore_asked_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="lockout_confirmed_before_restored",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalGoodwill",
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
                    "maker_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="厂家承担%",
                    ),
                ),
                (
                    "dealer_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="店端承担%",
                    ),
                ),
                (
                    "customer_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="客户承担%",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="善意金额"
                    ),
                ),
                ("reason", models.CharField(max_length=160, verbose_name="原因")),
                ("at", models.DateTimeField(verbose_name="时间")),
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
                (
                    "given_by",
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
                    "approved_by",
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
                "verbose_name": "historical 善意补偿",
                "verbose_name_plural": "historical 善意补偿s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Goodwill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goodwill",
                        to="workorders.workorder",
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
                        related_name="goodwill",
                        to="workorders.job",
                    ),
                ),
                (
                    "maker_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="厂家承担%",
                    ),
                ),
                (
                    "dealer_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="店端承担%",
                    ),
                ),
                (
                    "customer_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="客户承担%",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="善意金额"
                    ),
                ),
                ("reason", models.CharField(max_length=160, verbose_name="原因")),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "善意补偿",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("customer_pct__gte", 0),
                            ("customer_pct__lt", Decimal("100")),
                            ("dealer_pct__gte", 0),
                            ("maker_pct__gte", 0),
                            (
                                "customer_pct",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.Value(Decimal("100")), "-", models.F("maker_pct")
                                    ),
                                    "-",
                                    models.F("dealer_pct"),
                                ),
                            ),
                        ),
                        name="goodwill_adds_up",
                    ),
                    models.UniqueConstraint(fields=("job",), name="goodwill_job_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalGoodwillRequest",
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
                    "maker_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="厂家承担%",
                    ),
                ),
                (
                    "dealer_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="店端承担%",
                    ),
                ),
                (
                    "customer_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="客户承担%",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="善意金额"
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
                "verbose_name": "historical 善意补偿申请",
                "verbose_name_plural": "historical 善意补偿申请s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="GoodwillRequest",
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
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goodwill_requests",
                        to="workorders.job",
                    ),
                ),
                (
                    "maker_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="厂家承担%",
                    ),
                ),
                (
                    "dealer_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="店端承担%",
                    ),
                ),
                (
                    "customer_pct",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=5,
                        verbose_name="客户承担%",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="善意金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "善意补偿申请",
                "ordering": ("requested_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["store", "requested_at"],
                        name="goodwillrequest_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="goodwillrequest_by_another",
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
                        name="goodwillrequest_answered_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("job",),
                        name="goodwillrequest_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            ("customer_pct__gte", 0),
                            ("dealer_pct__gte", 0),
                            ("maker_pct__gte", 0),
                            (
                                "customer_pct",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.Value(Decimal("100")), "-", models.F("maker_pct")
                                    ),
                                    "-",
                                    models.F("dealer_pct"),
                                ),
                            ),
                        ),
                        name="goodwillrequest_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalReading",
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
                ("measure", models.CharField(max_length=60, verbose_name="检测项目")),
                ("unit", models.CharField(max_length=12, verbose_name="单位")),
                (
                    "value",
                    models.DecimalField(decimal_places=3, max_digits=10, verbose_name="测量值"),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="下限"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="上限"
                    ),
                ),
                ("passed", models.BooleanField(verbose_name="合格")),
                (
                    "tool_no",
                    models.CharField(blank=True, max_length=20, verbose_name="仪器/工具编号"),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("history_change_reason", models.TextField(null=True)),
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
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="测量人",
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
                "verbose_name": "historical 检测数据",
                "verbose_name_plural": "historical 检测数据s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="workorders.job",
                    ),
                ),
                ("measure", models.CharField(max_length=60, verbose_name="检测项目")),
                ("unit", models.CharField(max_length=12, verbose_name="单位")),
                (
                    "value",
                    models.DecimalField(decimal_places=3, max_digits=10, verbose_name="测量值"),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="下限"
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=10, null=True, verbose_name="上限"
                    ),
                ),
                ("passed", models.BooleanField(verbose_name="合格")),
                (
                    "tool_no",
                    models.CharField(blank=True, max_length=20, verbose_name="仪器/工具编号"),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="测量人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "检测数据",
                "ordering": ("job", "at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("measure", ""), _negated=True),
                            models.Q(("unit", ""), _negated=True),
                        ),
                        name="reading_measure_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low", None),
                            ("high", None),
                            ("low__lte", models.F("high")),
                            _connector="OR",
                        ),
                        name="reading_limits_ordered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passed", False),
                            models.Q(
                                models.Q(
                                    ("low", None), ("value__gte", models.F("low")), _connector="OR"
                                ),
                                models.Q(
                                    ("high", None),
                                    ("value__lte", models.F("high")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="reading_passed_inside_limits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRouteStep",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("teardown", "拆检"),
                            ("body", "钣金"),
                            ("primer", "底漆"),
                            ("paint", "喷漆"),
                            ("polish", "抛光"),
                            ("assembly", "总装"),
                            ("quality", "质检"),
                        ],
                        max_length=12,
                        verbose_name="工序",
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
                            ("pending", "未到"),
                            ("ready", "可开工"),
                            ("working", "进行中"),
                            ("done", "完成"),
                            ("skipped", "跳过"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "ready_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="可开工时间"),
                ),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="开工时间"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
                ),
                (
                    "skip_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="跳过原因"),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                "verbose_name": "historical 工序",
                "verbose_name_plural": "historical 工序s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RouteStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="workorders.job",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("teardown", "拆检"),
                            ("body", "钣金"),
                            ("primer", "底漆"),
                            ("paint", "喷漆"),
                            ("polish", "抛光"),
                            ("assembly", "总装"),
                            ("quality", "质检"),
                        ],
                        max_length=12,
                        verbose_name="工序",
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
                    "technician",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="route_steps",
                        to="org.staff",
                        verbose_name="技师",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "未到"),
                            ("ready", "可开工"),
                            ("working", "进行中"),
                            ("done", "完成"),
                            ("skipped", "跳过"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "ready_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="可开工时间"),
                ),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="开工时间"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
                ),
                (
                    "skip_reason",
                    models.CharField(blank=True, max_length=160, verbose_name="跳过原因"),
                ),
            ],
            options={
                "verbose_name": "工序",
                "ordering": ("job", "position"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("job", "position"), name="routestep_position"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("ready", "working"))),
                        fields=("job",),
                        name="routestep_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "skipped"), _negated=True),
                            models.Q(("skip_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="routestep_skip_explained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("std_hours__gte", 0), ("std_hours__lte", 999)),
                        name="routestep_hours_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCarTransfer",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="调车单号")),
                ("reason", models.CharField(max_length=160, verbose_name="原因")),
                (
                    "price",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="内部结算价",
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="登记时间")),
                ("due_at", models.DateTimeField(verbose_name="约定返回")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "待送出"),
                            ("sent", "在途"),
                            ("received", "对方已接车"),
                            ("returning", "返程在途"),
                            ("back", "已返回"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
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
                    "to_store",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.orgunit",
                        verbose_name="承做店",
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
                "verbose_name": "historical 调车",
                "verbose_name_plural": "historical 调车s",
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
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="时段"),
                ),
                ("pinned", models.BooleanField(default=False, verbose_name="已固定")),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="取消时间"),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                    "step",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.routestep",
                        verbose_name="工序",
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
                "verbose_name": "historical 工位时段",
                "verbose_name_plural": "historical 工位时段s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "bay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="workorders.bay",
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
                    "step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="workorders.routestep",
                        verbose_name="工序",
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="时段"),
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
                ("pinned", models.BooleanField(default=False, verbose_name="已固定")),
                (
                    "cancelled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="取消时间"),
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
            name="AgreedLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed_lines",
                        to="workorders.consent",
                    ),
                ),
                (
                    "labour_line",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreed",
                        to="workorders.labourline",
                    ),
                ),
                (
                    "part_line",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreed",
                        to="workorders.partline",
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="内容")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="客户同意金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "客户同意的明细",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("labour_line__isnull", False), ("part_line", None)),
                            models.Q(("labour_line", None), ("part_line__isnull", False)),
                            _connector="OR",
                        ),
                        name="agreedline_one_line",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartWaiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part_line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waiver",
                        to="workorders.partline",
                    ),
                ),
                ("text", models.TextField(verbose_name="客户所见原文")),
                ("signer_name", models.CharField(max_length=40, verbose_name="签字人")),
                ("on_paper", models.BooleanField(default=False, verbose_name="纸上签字")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="记录人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="签字时间")),
            ],
            options={
                "verbose_name": "自带件免责声明",
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalOffer",
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
                ("name", models.CharField(max_length=80, verbose_name="项目")),
                ("option", models.CharField(blank=True, max_length=40, verbose_name="方案名称")),
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待选择"),
                            ("taken", "已采用"),
                            ("left", "未采用"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="拟定时间")),
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
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.offer",
                        verbose_name="替代的方案",
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
                    "made_by",
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
                    "became",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                        verbose_name="成为的维修项目",
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
                "verbose_name": "historical 报价方案",
                "verbose_name_plural": "historical 报价方案s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOfferLine",
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
                        choices=[("labour", "工时"), ("part", "配件")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="零件号")),
                ("brand", models.CharField(blank=True, max_length=40, verbose_name="品牌")),
                (
                    "part_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("original", "原厂件"),
                            ("equivalent", "同质配件"),
                            ("reconditioned", "修复件/再制造件"),
                            ("customer_supplied", "客户自带"),
                        ],
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
                    "vat_rate",
                    models.DecimalField(decimal_places=2, max_digits=4, verbose_name="税率%"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.offer",
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
                "verbose_name": "historical 报价方案明细",
                "verbose_name_plural": "historical 报价方案明细s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OfferLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="workorders.offer",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("labour", "工时"), ("part", "配件")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parts.part",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="零件号")),
                ("brand", models.CharField(blank=True, max_length=40, verbose_name="品牌")),
                (
                    "part_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("original", "原厂件"),
                            ("equivalent", "同质配件"),
                            ("reconditioned", "修复件/再制造件"),
                            ("customer_supplied", "客户自带"),
                        ],
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
                    "vat_rate",
                    models.DecimalField(decimal_places=2, max_digits=4, verbose_name="税率%"),
                ),
            ],
            options={
                "verbose_name": "报价方案明细",
                "ordering": ("offer", "kind", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0), ("quantity__lte", 10000)),
                        name="offerline_quantity_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0),
                            ("unit_price__gte", 0),
                            ("unit_price__lte", Decimal("1000000")),
                        ),
                        name="offerline_price_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "labour"), ("part", None), ("part_kind", "")),
                            models.Q(("kind", "part"), ("part__isnull", False)),
                            _connector="OR",
                        ),
                        name="offerline_labour_or_part",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EstimateItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "estimate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="workorders.estimate",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("group", models.PositiveSmallIntegerField(verbose_name="组")),
                ("heading", models.TextField(blank=True, verbose_name="客户陈述")),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.job",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="workorders.offer",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="workorders.finding",
                    ),
                ),
                (
                    "operation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.labouroperation",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="项目")),
                ("option", models.CharField(blank=True, max_length=40, verbose_name="方案名称")),
                ("safety", models.BooleanField(default=False, verbose_name="影响行车安全")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="金额"
                    ),
                ),
                (
                    "due",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="客户应付"
                    ),
                ),
            ],
            options={
                "verbose_name": "报价项目",
                "ordering": ("estimate", "position"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("estimate", "position"), name="estimateitem_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", models.F("due")), ("due__gte", 0)),
                        name="estimateitem_due_within",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalQualityIncident",
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
                ("number", models.CharField(db_index=True, max_length=32, verbose_name="编号")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("inspection", "检验不合格"),
                            ("comeback", "返修"),
                            ("complaint", "客户投诉"),
                            ("floor", "现场发现"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                ("what", models.CharField(max_length=400, verbose_name="事故经过")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待分析"), ("acting", "整改中"), ("closed", "已关闭")],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "cause_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "人员技能或责任"),
                            ("tool", "设备工具"),
                            ("part", "配件质量"),
                            ("method", "工艺方法"),
                            ("place", "作业环境"),
                        ],
                        max_length=8,
                        verbose_name="原因类别",
                    ),
                ),
                ("cause", models.CharField(blank=True, max_length=400, verbose_name="原因分析")),
                ("measure", models.CharField(blank=True, max_length=400, verbose_name="整改措施")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="关闭时间")),
                ("proof", models.CharField(blank=True, max_length=400, verbose_name="验证结果")),
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
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="登记人",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="责任人",
                    ),
                ),
                (
                    "analysed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="分析人",
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
                        verbose_name="验证人",
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
                "verbose_name": "historical 质量事故",
                "verbose_name_plural": "historical 质量事故s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="QualityIncident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="编号")),
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
                        related_name="incidents",
                        to="workorders.job",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="workorders.inspection",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("inspection", "检验不合格"),
                            ("comeback", "返修"),
                            ("complaint", "客户投诉"),
                            ("floor", "现场发现"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                ("what", models.CharField(max_length=400, verbose_name="事故经过")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待分析"), ("acting", "整改中"), ("closed", "已关闭")],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="登记人",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "cause_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "人员技能或责任"),
                            ("tool", "设备工具"),
                            ("part", "配件质量"),
                            ("method", "工艺方法"),
                            ("place", "作业环境"),
                        ],
                        max_length=8,
                        verbose_name="原因类别",
                    ),
                ),
                ("cause", models.CharField(blank=True, max_length=400, verbose_name="原因分析")),
                ("measure", models.CharField(blank=True, max_length=400, verbose_name="整改措施")),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="责任人",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                (
                    "analysed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="分析人",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="验证人",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="关闭时间")),
                ("proof", models.CharField(blank=True, max_length=400, verbose_name="验证结果")),
            ],
            options={
                "verbose_name": "质量事故",
                "ordering": ("-opened_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "-opened_at"], name="incident_store_opened")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(
                                models.Q(("cause", ""), _negated=True),
                                models.Q(("measure", ""), _negated=True),
                                ("analysed_by__isnull", False),
                                ("due_on__isnull", False),
                                ("responsible__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="incident_analysed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("proof", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="incident_closed_with_proof",
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
                "verbose_name": "historical 返工",
                "verbose_name_plural": "historical 返工s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reworks",
                        to="workorders.job",
                    ),
                ),
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
                ("number", models.PositiveSmallIntegerField(verbose_name="第几次返工")),
                (
                    "credited_hours",
                    apps.core.money.HoursField(
                        decimal_places=2, default=0, max_digits=7, verbose_name="计发工时"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="开始")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
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
            name="HistoricalPayerSplit",
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
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="顺序")),
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
                    "percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="比例%"
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="金额"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                "verbose_name": "historical 付款方拆分",
                "verbose_name_plural": "historical 付款方拆分s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PayerSplit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "labour_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="splits",
                        to="workorders.labourline",
                    ),
                ),
                (
                    "part_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="splits",
                        to="workorders.partline",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="splits",
                        to="workorders.workorder",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="顺序")),
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
                    "percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="比例%"
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "付款方拆分",
                "ordering": ("position", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("labour_line__isnull", False), ("part_line", None)),
                            models.Q(("labour_line", None), ("part_line__isnull", False)),
                            _connector="OR",
                        ),
                        name="payersplit_of_one_line",
                    ),
                    models.UniqueConstraint(
                        fields=("labour_line", "payer"), name="payersplit_labour_payer_once"
                    ),
                    models.UniqueConstraint(
                        fields=("part_line", "payer"), name="payersplit_part_payer_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0),
                            models.Q(
                                ("percent", None),
                                models.Q(("percent__gt", 0), ("percent__lt", Decimal("100"))),
                                _connector="OR",
                            ),
                        ),
                        name="payersplit_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPartCheck",
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
                ("right", models.BooleanField(verbose_name="型号与安装正确")),
                (
                    "batch_no",
                    models.CharField(blank=True, max_length=40, verbose_name="批次/序列号"),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "line",
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
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="检查人",
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
                "verbose_name": "historical 换件检查",
                "verbose_name_plural": "historical 换件检查s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PartCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="workorders.partline",
                    ),
                ),
                ("right", models.BooleanField(verbose_name="型号与安装正确")),
                (
                    "batch_no",
                    models.CharField(blank=True, max_length=40, verbose_name="批次/序列号"),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="检查人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "换件检查",
                "ordering": ("line", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("right", True), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="part_check_wrong_explained",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSublet",
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
                    "number",
                    models.CharField(db_index=True, max_length=32, verbose_name="外加工单号"),
                ),
                ("what", models.CharField(max_length=160, verbose_name="加工内容")),
                ("main_work", models.BooleanField(default=False, verbose_name="属于主要工作")),
                ("whole_car", models.BooleanField(default=False, verbose_name="整车送出")),
                (
                    "consent_name",
                    models.CharField(blank=True, max_length=40, verbose_name="同意人"),
                ),
                (
                    "consent_medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="同意方式",
                    ),
                ),
                (
                    "consent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="同意时间"),
                ),
                (
                    "purchase_no",
                    models.CharField(blank=True, max_length=40, verbose_name="采购单号"),
                ),
                (
                    "cost",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="外协成本",
                    ),
                ),
                (
                    "price",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="对客价格",
                    ),
                ),
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
                ("planned_at", models.DateTimeField(verbose_name="登记时间")),
                ("due_at", models.DateTimeField(verbose_name="约定取回")),
                ("out_at", models.DateTimeField(blank=True, null=True, verbose_name="送出时间")),
                (
                    "out_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="送出里程"),
                ),
                ("back_at", models.DateTimeField(blank=True, null=True, verbose_name="取回时间")),
                (
                    "back_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="取回里程"),
                ),
                (
                    "back_note",
                    models.CharField(blank=True, max_length=300, verbose_name="取回验收"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "待送出"),
                            ("out", "已送出"),
                            ("back", "已取回"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="状态",
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
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.supplier",
                        verbose_name="外协单位",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.labourline",
                        verbose_name="工单行",
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
                    "out_by",
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
                    "back_by",
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
                "verbose_name": "historical 外加工",
                "verbose_name_plural": "historical 外加工s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Sublet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="外加工单号")),
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
                        related_name="sublets",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sublets",
                        to="workorders.job",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sublets",
                        to="parts.supplier",
                        verbose_name="外协单位",
                    ),
                ),
                ("what", models.CharField(max_length=160, verbose_name="加工内容")),
                ("main_work", models.BooleanField(default=False, verbose_name="属于主要工作")),
                ("whole_car", models.BooleanField(default=False, verbose_name="整车送出")),
                (
                    "consent_name",
                    models.CharField(blank=True, max_length=40, verbose_name="同意人"),
                ),
                (
                    "consent_medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("phone", "电话"),
                            ("wechat", "微信"),
                            ("link", "报价链接"),
                        ],
                        max_length=12,
                        verbose_name="同意方式",
                    ),
                ),
                (
                    "consent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="同意时间"),
                ),
                (
                    "purchase_no",
                    models.CharField(blank=True, max_length=40, verbose_name="采购单号"),
                ),
                (
                    "cost",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="外协成本",
                    ),
                ),
                (
                    "price",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0.00"),
                        max_digits=12,
                        verbose_name="对客价格",
                    ),
                ),
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
                    "line",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sublet",
                        to="workorders.labourline",
                        verbose_name="工单行",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="登记时间")),
                ("due_at", models.DateTimeField(verbose_name="约定取回")),
                ("out_at", models.DateTimeField(blank=True, null=True, verbose_name="送出时间")),
                (
                    "out_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "out_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="送出里程"),
                ),
                ("back_at", models.DateTimeField(blank=True, null=True, verbose_name="取回时间")),
                (
                    "back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "back_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="取回里程"),
                ),
                (
                    "back_note",
                    models.CharField(blank=True, max_length=300, verbose_name="取回验收"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "待送出"),
                            ("out", "已送出"),
                            ("back", "已取回"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "verbose_name": "外加工",
                "ordering": ("-planned_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("planned", "out"))),
                        fields=["store", "due_at"],
                        name="sublet_store_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0), ("price__gte", 0)),
                        name="sublet_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("back_at", None), ("back_at__gte", models.F("out_at")), _connector="OR"
                        ),
                        name="sublet_times_ordered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("back_km", None),
                            ("out_km", None),
                            ("back_km__gte", models.F("out_km")),
                            _connector="OR",
                        ),
                        name="sublet_readings_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDeclinedWork",
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
                ("name", models.CharField(max_length=80, verbose_name="项目")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="当时报价"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        choices=[
                            ("approved", "同意"),
                            ("declined", "不做"),
                            ("deferred", "下次再做"),
                        ],
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("price", "价格高"),
                            ("time", "没有时间"),
                            ("elsewhere", "去别处做"),
                            ("next_visit", "下次再做"),
                            ("not_needed", "认为不需要"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                ("safety", models.BooleanField(default=False, verbose_name="影响行车安全")),
                (
                    "odometer_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="当时里程"),
                ),
                ("declined_at", models.DateTimeField(verbose_name="答复时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待跟进"),
                            ("revived", "已再次报价"),
                            ("closed", "不再跟进"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "risk_signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="风险告知签字时间"),
                ),
                ("call_at", models.DateTimeField(blank=True, null=True, verbose_name="回访时间")),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="上次回访")),
                (
                    "call_note",
                    models.CharField(blank=True, max_length=160, verbose_name="回访结果"),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.estimateitem",
                    ),
                ),
                (
                    "revived_job",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.job",
                        verbose_name="再次报价的项目",
                    ),
                ),
                (
                    "revived_offer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workorders.offer",
                        verbose_name="再次报价的方案",
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
                "verbose_name": "historical 未做项目",
                "verbose_name_plural": "historical 未做项目s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="DeclinedWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "vehicle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declined_works",
                        to="customers.vehicle",
                        verbose_name="车辆",
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
                        related_name="declined_works",
                        to="workorders.workorder",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declined_work",
                        to="workorders.estimateitem",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="项目")),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="当时报价"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        choices=[
                            ("approved", "同意"),
                            ("declined", "不做"),
                            ("deferred", "下次再做"),
                        ],
                        max_length=10,
                        verbose_name="答复",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("price", "价格高"),
                            ("time", "没有时间"),
                            ("elsewhere", "去别处做"),
                            ("next_visit", "下次再做"),
                            ("not_needed", "认为不需要"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                ("safety", models.BooleanField(default=False, verbose_name="影响行车安全")),
                (
                    "odometer_km",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="当时里程"),
                ),
                ("declined_at", models.DateTimeField(verbose_name="答复时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待跟进"),
                            ("revived", "已再次报价"),
                            ("closed", "不再跟进"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                (
                    "risk_signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="风险告知签字时间"),
                ),
                ("call_at", models.DateTimeField(blank=True, null=True, verbose_name="回访时间")),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="上次回访")),
                (
                    "call_note",
                    models.CharField(blank=True, max_length=160, verbose_name="回访结果"),
                ),
                (
                    "revived_job",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revived_from",
                        to="workorders.job",
                        verbose_name="再次报价的项目",
                    ),
                ),
                (
                    "revived_offer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revived_from",
                        to="workorders.offer",
                        verbose_name="再次报价的方案",
                    ),
                ),
            ],
            options={
                "verbose_name": "未做项目",
                "ordering": ("-declined_at", "-pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["vehicle"],
                        name="declined_vehicle_open",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["store", "call_at"],
                        name="declined_store_call",
                    ),
                    models.Index(fields=["store", "-declined_at", "-id"], name="declined_store_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SlotMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="workorders.bayslot",
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("plan", "派工"),
                            ("move", "移动"),
                            ("swap", "互换"),
                            ("person", "换技师"),
                            ("withdraw", "撤回"),
                            ("push", "超时顺延"),
                            ("extend", "超时延长"),
                            ("carry", "结转次日"),
                            ("undo", "撤销"),
                        ],
                        max_length=10,
                        verbose_name="操作",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
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
                    "from_bay",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.bay",
                    ),
                ),
                ("from_start", models.DateTimeField(null=True, verbose_name="原开始")),
                ("from_end", models.DateTimeField(null=True, verbose_name="原结束")),
                (
                    "from_technician",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "to_bay",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.bay",
                    ),
                ),
                ("to_start", models.DateTimeField(null=True, verbose_name="新开始")),
                ("to_end", models.DateTimeField(null=True, verbose_name="新结束")),
                (
                    "to_technician",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("slot_version", models.PositiveIntegerField(verbose_name="版本")),
                ("cause", models.CharField(blank=True, max_length=160, verbose_name="起因")),
                (
                    "overridden",
                    models.JSONField(blank=True, default=list, verbose_name="越过的提醒"),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="理由")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
            ],
            options={
                "verbose_name": "看板变动",
                "ordering": ("-pk",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["slot", "-id"], name="slot_move_of_slot"),
                    models.Index(fields=["by", "-at"], name="slot_move_by_whom"),
                ],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="job",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="workorders.job",
            ),
        ),
        migrations.AddField(
            model_name="cartransfer",
            name="job",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transfers",
                to="workorders.job",
            ),
        ),
        migrations.AddField(
            model_name="clockentry",
            name="job",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clock_entries",
                to="workorders.job",
            ),
        ),
        migrations.AddField(
            model_name="clockshare",
            name="job",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="beside_clocks",
                to="workorders.job",
            ),
        ),
        migrations.AddField(
            model_name="comeback",
            name="job",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="workorders.job",
                verbose_name="原项目",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consent",
                to="workorders.estimateitem",
            ),
        ),
        migrations.AddField(
            model_name="consult",
            name="job",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consults",
                to="workorders.job",
                verbose_name="维修项目",
            ),
        ),
        migrations.AddField(
            model_name="estimateline",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="workorders.estimateitem",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="job",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="workorders.job",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("job", "staff"), name="assignment_once"),
        ),
        migrations.AddIndex(
            model_name="clockentry",
            index=models.Index(
                condition=models.Q(("during__upper_inf", True)),
                fields=["job"],
                name="clock_job_running",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("job__isnull", False), ("kind", "work")),
                    models.Q(models.Q(("kind", "work"), _negated=True), ("job", None)),
                    _connector="OR",
                ),
                name="clock_work_on_a_job",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockshare",
            constraint=models.UniqueConstraint(fields=("entry", "job"), name="clock_share_once"),
        ),
    ]
