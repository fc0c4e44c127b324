import apps.core.pinyin
import apps.customers.derived
import apps.customers.search_keys
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_rows"),
        ("org", "0001_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalCustomer",
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
                        choices=[("person", "个人"), ("company", "单位")],
                        default="person",
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="姓名/单位名称")),
                (
                    "name_pinyin",
                    apps.customers.derived.DerivedField(
                        derive=apps.customers.search_keys.spelled, max_length=160, source="name"
                    ),
                ),
                (
                    "name_initials",
                    apps.customers.derived.DerivedField(
                        derive=apps.core.pinyin.initials, max_length=40, source="name"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
                (
                    "phone_reversed",
                    apps.customers.derived.DerivedField(
                        derive=apps.customers.search_keys.reverse, max_length=20, source="phone"
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=40, verbose_name="联系人"),
                ),
                ("address", models.CharField(blank=True, max_length=160, verbose_name="地址")),
                (
                    "invoice_title",
                    models.CharField(blank=True, max_length=120, verbose_name="发票抬头"),
                ),
                ("tax_no", models.CharField(blank=True, max_length=20, verbose_name="税号")),
                ("no_marketing", models.BooleanField(default=False, verbose_name="不接受营销联系")),
                ("birthday", models.DateField(blank=True, null=True, verbose_name="生日")),
                ("vip", models.BooleanField(default=False, verbose_name="重要客户")),
                ("note", models.TextField(blank=True, verbose_name="备注")),
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
                "verbose_name": "historical 客户",
                "verbose_name_plural": "historical 客户s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Customer",
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
                        choices=[("person", "个人"), ("company", "单位")],
                        default="person",
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="姓名/单位名称")),
                (
                    "name_pinyin",
                    apps.customers.derived.DerivedField(
                        derive=apps.customers.search_keys.spelled, max_length=160, source="name"
                    ),
                ),
                (
                    "name_initials",
                    apps.customers.derived.DerivedField(
                        derive=apps.core.pinyin.initials, max_length=40, source="name"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
                (
                    "phone_reversed",
                    apps.customers.derived.DerivedField(
                        derive=apps.customers.search_keys.reverse, max_length=20, source="phone"
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=40, verbose_name="联系人"),
                ),
                ("address", models.CharField(blank=True, max_length=160, verbose_name="地址")),
                (
                    "invoice_title",
                    models.CharField(blank=True, max_length=120, verbose_name="发票抬头"),
                ),
                ("tax_no", models.CharField(blank=True, max_length=20, verbose_name="税号")),
                ("no_marketing", models.BooleanField(default=False, verbose_name="不接受营销联系")),
                ("birthday", models.DateField(blank=True, null=True, verbose_name="生日")),
                ("vip", models.BooleanField(default=False, verbose_name="重要客户")),
                ("note", models.TextField(blank=True, verbose_name="备注")),
            ],
            options={
                "verbose_name": "客户",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["name"], name="customer_name_prefix", opclasses=["text_pattern_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name"], name="customer_name_fragment", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(
                        fields=["name_pinyin"],
                        name="customer_pinyin_prefix",
                        opclasses=["text_pattern_ops"],
                    ),
                    models.Index(
                        fields=["name_initials"],
                        name="customer_initials_prefix",
                        opclasses=["text_pattern_ops"],
                    ),
                    models.Index(
                        fields=["phone_reversed"],
                        name="customer_phone_tail",
                        opclasses=["text_pattern_ops"],
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="customer_named"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalVehicleModel",
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
                ("brand", models.CharField(default="起亚", max_length=20, verbose_name="品牌")),
                ("series", models.CharField(max_length=40, verbose_name="车系")),
                ("name", models.CharField(max_length=80, verbose_name="车型")),
                (
                    "power",
                    models.CharField(
                        choices=[("fuel", "燃油"), ("hybrid", "混合动力"), ("ev", "纯电动")],
                        default="fuel",
                        max_length=8,
                        verbose_name="动力",
                    ),
                ),
                (
                    "maintenance_km",
                    models.PositiveIntegerField(default=10000, verbose_name="保养间隔里程（公里）"),
                ),
                (
                    "maintenance_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="保养间隔（月）"),
                ),
                (
                    "first_service_km",
                    models.PositiveIntegerField(default=5000, verbose_name="首保里程（公里）"),
                ),
                (
                    "first_service_months",
                    models.PositiveSmallIntegerField(default=6, verbose_name="首保期限（月）"),
                ),
                (
                    "warranty_months",
                    models.PositiveSmallIntegerField(default=36, verbose_name="包修期（月）"),
                ),
                (
                    "warranty_km",
                    models.PositiveIntegerField(default=60000, verbose_name="包修里程（公里）"),
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
                "verbose_name": "historical 车型",
                "verbose_name_plural": "historical 车型s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="VehicleModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("brand", models.CharField(default="起亚", max_length=20, verbose_name="品牌")),
                ("series", models.CharField(max_length=40, verbose_name="车系")),
                ("name", models.CharField(max_length=80, verbose_name="车型")),
                (
                    "power",
                    models.CharField(
                        choices=[("fuel", "燃油"), ("hybrid", "混合动力"), ("ev", "纯电动")],
                        default="fuel",
                        max_length=8,
                        verbose_name="动力",
                    ),
                ),
                (
                    "maintenance_km",
                    models.PositiveIntegerField(default=10000, verbose_name="保养间隔里程（公里）"),
                ),
                (
                    "maintenance_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="保养间隔（月）"),
                ),
                (
                    "first_service_km",
                    models.PositiveIntegerField(default=5000, verbose_name="首保里程（公里）"),
                ),
                (
                    "first_service_months",
                    models.PositiveSmallIntegerField(default=6, verbose_name="首保期限（月）"),
                ),
                (
                    "warranty_months",
                    models.PositiveSmallIntegerField(default=36, verbose_name="包修期（月）"),
                ),
                (
                    "warranty_km",
                    models.PositiveIntegerField(default=60000, verbose_name="包修里程（公里）"),
                ),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "车型",
                "ordering": ("brand", "series", "name"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("brand", "series", "name"), name="vehiclemodel_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("maintenance_km__gt", 0), ("maintenance_months__gt", 0)
                        ),
                        name="vehiclemodel_interval_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalVehicle",
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
                    "vin",
                    models.CharField(
                        blank=True, db_index=True, max_length=17, verbose_name="车辆识别代号"
                    ),
                ),
                (
                    "vin_reversed",
                    apps.customers.derived.DerivedField(
                        derive=apps.customers.search_keys.reverse, max_length=17, source="vin"
                    ),
                ),
                (
                    "vin_confirmed",
                    models.BooleanField(default=False, verbose_name="校验位不符，已核对行驶证"),
                ),
                ("colour", models.CharField(blank=True, max_length=20, verbose_name="颜色")),
                (
                    "engine_no",
                    models.CharField(blank=True, max_length=30, verbose_name="发动机/电机号"),
                ),
                (
                    "made_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="出厂年份"
                    ),
                ),
                (
                    "sale_date",
                    models.DateField(blank=True, null=True, verbose_name="购车日期（三包起算）"),
                ),
                (
                    "usage",
                    models.CharField(
                        choices=[
                            ("family", "家用"),
                            ("company", "单位自用"),
                            ("rental", "租赁"),
                            ("ride_hailing", "网约车"),
                            ("taxi", "出租"),
                            ("government", "公务"),
                            ("stock", "商品车"),
                        ],
                        default="family",
                        max_length=12,
                        verbose_name="使用性质",
                    ),
                ),
                (
                    "last_odometer_km",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="最近里程（公里）"
                    ),
                ),
                (
                    "last_visit_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="最近进店"),
                ),
                ("insurer", models.CharField(blank=True, max_length=40, verbose_name="承保公司")),
                ("policy_until", models.DateField(blank=True, null=True, verbose_name="保险到期")),
                (
                    "inspection_until",
                    models.DateField(blank=True, null=True, verbose_name="年检到期"),
                ),
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
                "verbose_name": "historical 车辆",
                "verbose_name_plural": "historical 车辆s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Vehicle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "vin",
                    models.CharField(
                        blank=True, db_index=True, max_length=17, verbose_name="车辆识别代号"
                    ),
                ),
                (
                    "vin_reversed",
                    apps.customers.derived.DerivedField(
                        derive=apps.customers.search_keys.reverse, max_length=17, source="vin"
                    ),
                ),
                (
                    "vin_confirmed",
                    models.BooleanField(default=False, verbose_name="校验位不符，已核对行驶证"),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vehicles",
                        to="customers.vehiclemodel",
                        verbose_name="车型",
                    ),
                ),
                ("colour", models.CharField(blank=True, max_length=20, verbose_name="颜色")),
                (
                    "engine_no",
                    models.CharField(blank=True, max_length=30, verbose_name="发动机/电机号"),
                ),
                (
                    "made_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="出厂年份"
                    ),
                ),
                (
                    "sale_date",
                    models.DateField(blank=True, null=True, verbose_name="购车日期（三包起算）"),
                ),
                (
                    "usage",
                    models.CharField(
                        choices=[
                            ("family", "家用"),
                            ("company", "单位自用"),
                            ("rental", "租赁"),
                            ("ride_hailing", "网约车"),
                            ("taxi", "出租"),
                            ("government", "公务"),
                            ("stock", "商品车"),
                        ],
                        default="family",
                        max_length=12,
                        verbose_name="使用性质",
                    ),
                ),
                (
                    "last_odometer_km",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="最近里程（公里）"
                    ),
                ),
                (
                    "last_visit_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="最近进店"),
                ),
                ("insurer", models.CharField(blank=True, max_length=40, verbose_name="承保公司")),
                ("policy_until", models.DateField(blank=True, null=True, verbose_name="保险到期")),
                (
                    "inspection_until",
                    models.DateField(blank=True, null=True, verbose_name="年检到期"),
                ),
            ],
            options={
                "verbose_name": "车辆",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["vin_reversed"],
                        name="vehicle_vin_tail",
                        opclasses=["text_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("vin", ""), ("vin__regex", "^[A-HJ-NPR-Z0-9]{17}$"), _connector="OR"
                        ),
                        name="vehicle_vin_form",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("vin", ""), _negated=True),
                        fields=("vin",),
                        name="vehicle_vin_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_year", None),
                            models.Q(("made_year__gte", 1980), ("made_year__lte", 2100)),
                            _connector="OR",
                        ),
                        name="vehicle_year_sane",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownAt",
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
                    "vehicle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_at",
                        to="customers.vehicle",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_at",
                        to="customers.customer",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="起始时间")),
                (
                    "how",
                    models.CharField(
                        choices=[("registered", "本店建档"), ("taken_over", "从集团接入")],
                        default="registered",
                        max_length=12,
                        verbose_name="来源",
                    ),
                ),
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
                "verbose_name": "建档门店",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("customer__isnull", False), ("vehicle", None)),
                            models.Q(("customer", None), ("vehicle__isnull", False)),
                            _connector="OR",
                        ),
                        name="knownat_one_subject",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("vehicle__isnull", False)),
                        fields=("store", "vehicle"),
                        name="knownat_vehicle_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("customer__isnull", False)),
                        fields=("store", "customer"),
                        name="knownat_customer_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalOwnership",
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
                ("since", models.DateField(verbose_name="开始日")),
                ("until", models.DateField(blank=True, null=True, verbose_name="结束日")),
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
                "verbose_name": "historical 所有权",
                "verbose_name_plural": "historical 所有权s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Ownership",
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
                        related_name="ownerships",
                        to="customers.vehicle",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ownerships",
                        to="customers.customer",
                    ),
                ),
                ("since", models.DateField(verbose_name="开始日")),
                ("until", models.DateField(blank=True, null=True, verbose_name="结束日")),
            ],
            options={
                "verbose_name": "所有权",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("vehicle",),
                        name="ownership_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="ownership_dates_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlate",
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
                ("number", models.CharField(max_length=12, verbose_name="车牌")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("blue", "蓝牌"),
                            ("yellow", "黄牌"),
                            ("green", "绿牌（新能源）"),
                            ("temporary", "临牌"),
                            ("embassy", "使领馆"),
                            ("police", "警牌"),
                            ("military", "军牌"),
                            ("hk_macau", "港澳"),
                            ("none", "无牌"),
                        ],
                        max_length=10,
                        verbose_name="牌照种类",
                    ),
                ),
                ("since", models.DateField(verbose_name="起用日")),
                ("until", models.DateField(blank=True, null=True, verbose_name="停用日")),
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
                "verbose_name": "historical 车牌",
                "verbose_name_plural": "historical 车牌s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Plate",
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
                        related_name="plates",
                        to="customers.vehicle",
                    ),
                ),
                ("number", models.CharField(max_length=12, verbose_name="车牌")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("blue", "蓝牌"),
                            ("yellow", "黄牌"),
                            ("green", "绿牌（新能源）"),
                            ("temporary", "临牌"),
                            ("embassy", "使领馆"),
                            ("police", "警牌"),
                            ("military", "军牌"),
                            ("hk_macau", "港澳"),
                            ("none", "无牌"),
                        ],
                        max_length=10,
                        verbose_name="牌照种类",
                    ),
                ),
                ("since", models.DateField(verbose_name="起用日")),
                ("until", models.DateField(blank=True, null=True, verbose_name="停用日")),
            ],
            options={
                "verbose_name": "车牌",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["number"], name="plate_prefix", opclasses=["text_pattern_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="plate_fragment", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("vehicle",),
                        name="plate_one_per_vehicle",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("number",),
                        name="plate_on_one_vehicle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True), name="plate_numbered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="plate_dates_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalOwnerChange",
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
                    "packages",
                    models.CharField(
                        choices=[
                            ("none", "没有未用套餐"),
                            ("goes_along", "随车转给新车主"),
                            ("stays", "留给原车主"),
                        ],
                        max_length=12,
                        verbose_name="未用套餐",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                ("at", models.DateTimeField(verbose_name="办理时间")),
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
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.ownership",
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.ownership",
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
                "verbose_name": "historical 车主变更",
                "verbose_name_plural": "historical 车主变更s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OwnerChange",
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
                        related_name="owner_changes",
                        to="customers.vehicle",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.ownership",
                    ),
                ),
                (
                    "after",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change",
                        to="customers.ownership",
                    ),
                ),
                (
                    "packages",
                    models.CharField(
                        choices=[
                            ("none", "没有未用套餐"),
                            ("goes_along", "随车转给新车主"),
                            ("stays", "留给原车主"),
                        ],
                        max_length=12,
                        verbose_name="未用套餐",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="经办人",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="办理时间")),
            ],
            options={
                "verbose_name": "车主变更",
                "ordering": ("-at", "-pk"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
    ]
