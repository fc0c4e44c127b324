import apps.core.money
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_organisation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Warehouse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=20, verbose_name="仓库编码")),
                ("name", models.CharField(max_length=60, verbose_name="仓库")),
                ("showroom", models.BooleanField(default=False, verbose_name="精品与赠品仓")),
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
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
            ],
            options={
                "verbose_name": "仓库",
                "ordering": ("store", "code"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("store", "code"), name="warehouse_code_per_store"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BinLocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=20, verbose_name="货位")),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bins",
                        to="parts.warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "货位",
                "ordering": ("warehouse", "code"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("warehouse", "code"), name="bin_code_per_warehouse"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Supplier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="供应商编码")),
                ("name", models.CharField(max_length=120, verbose_name="供应商")),
                ("manufacturer", models.BooleanField(default=False, verbose_name="厂家")),
                ("contact", models.CharField(blank=True, max_length=60, verbose_name="联系人")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={
                "verbose_name": "供应商",
                "ordering": ("code",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="零件号")),
                ("code_plain", models.CharField(editable=False, max_length=40)),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("name_en", models.CharField(blank=True, max_length=120, verbose_name="英文名称")),
                (
                    "initials",
                    models.CharField(editable=False, max_length=120, verbose_name="拼音首字母"),
                ),
                ("brand", models.CharField(blank=True, max_length=40, verbose_name="品牌")),
                ("fits", models.CharField(blank=True, max_length=200, verbose_name="适用车型")),
                ("measure", models.CharField(default="件", max_length=8, verbose_name="单位")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("original", "原厂件"),
                            ("equivalent", "同质配件"),
                            ("reconditioned", "修复件/再制造件"),
                        ],
                        default="original",
                        max_length=16,
                        verbose_name="配件性质",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("part", "配件"),
                            ("accessory", "精品"),
                            ("gift", "赠品"),
                            ("consumable", "辅料"),
                            ("oil", "油液"),
                        ],
                        default="part",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "list_price",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="销售价（含税）",
                    ),
                ),
                (
                    "warranty_price",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="索赔价（含税）",
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("13"), max_digits=4, verbose_name="税率%"
                    ),
                ),
                (
                    "pack",
                    apps.core.money.QuantityField(
                        decimal_places=3,
                        default=Decimal("1"),
                        max_digits=12,
                        verbose_name="包装数量",
                    ),
                ),
                ("exchange_required", models.BooleanField(default=False, verbose_name="以旧换新")),
                (
                    "guarantee_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="质保月数"),
                ),
                (
                    "guarantee_km",
                    models.PositiveIntegerField(default=20000, verbose_name="质保里程"),
                ),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="parts.part",
                        verbose_name="替代件",
                    ),
                ),
            ],
            options={
                "verbose_name": "配件",
                "ordering": ("code",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["code_plain"],
                        name="part_code_prefix",
                        opclasses=["text_pattern_ops"],
                    ),
                    models.Index(
                        fields=["initials"],
                        name="part_initials_prefix",
                        opclasses=["text_pattern_ops"],
                    ),
                    models.Index(fields=["category", "code"], name="part_category"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("list_price__gte", 0), ("vat_rate__gte", 0), ("warranty_price__gte", 0)
                        ),
                        name="part_prices_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pack__gt", 0)), name="part_pack_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("document_no", models.CharField(max_length=40, verbose_name="单据号")),
                ("plate_no", models.CharField(blank=True, max_length=16, verbose_name="车牌")),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="需求"
                    ),
                ),
                (
                    "reserved",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="占用"
                    ),
                ),
                (
                    "picked",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="已拣"
                    ),
                ),
                (
                    "issued",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="已发"
                    ),
                ),
                (
                    "returned",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="已退"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "已申请"),
                            ("short", "缺件"),
                            ("reserved", "已备货"),
                            ("picked", "已拣货"),
                            ("issued", "已发料"),
                            ("returned", "已退料"),
                            ("cancelled", "已取消"),
                        ],
                        default="requested",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                ("needed_at", models.DateTimeField(null=True, verbose_name="要求时间")),
                ("filled_first_ask", models.BooleanField(default=False, verbose_name="首次满足")),
                ("old_part_received", models.BooleanField(default=False, verbose_name="旧件已收")),
                (
                    "no_old_part_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="未收旧件原因"),
                ),
                (
                    "requester",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="org.staff",
                        verbose_name="申请人",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts_taken",
                        to="org.staff",
                        verbose_name="领料人",
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
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="parts.part",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="parts.warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "领料需求",
                "ordering": ("-pk",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "state", "needed_at"], name="demand_store_state"),
                    models.Index(fields=["document_no"], name="demand_document"),
                    models.Index(fields=["store", "asked_at"], name="demand_asked"),
                    models.Index(
                        condition=models.Q(("state", "short")),
                        fields=["part", "warehouse"],
                        name="demand_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0)), name="demand_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("picked__gte", 0), ("picked__lte", models.F("reserved"))
                        ),
                        name="demand_picked_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reserved__gte", 0),
                            (
                                "reserved__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("quantity"), "-", models.F("issued")
                                ),
                            ),
                        ),
                        name="demand_holds_what_it_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returned__gte", 0), ("returned__lte", models.F("issued"))
                        ),
                        name="demand_returns_what_it_got",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodsReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="入库单号")),
                (
                    "supplier_document",
                    models.CharField(blank=True, max_length=40, verbose_name="送货单号"),
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
                ("direct", models.BooleanField(default=False, verbose_name="快速入库")),
                ("received_at", models.DateTimeField(verbose_name="收货时间")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="收货人",
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
                    "supplier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="parts.supplier",
                        verbose_name="供应商",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="parts.warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "入库单",
                "ordering": ("-pk",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["store", "-received_at"], name="goodsreceipt_store")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSupplier",
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
                ("code", models.CharField(db_index=True, max_length=20, verbose_name="供应商编码")),
                ("name", models.CharField(max_length=120, verbose_name="供应商")),
                ("manufacturer", models.BooleanField(default=False, verbose_name="厂家")),
                ("contact", models.CharField(blank=True, max_length=60, verbose_name="联系人")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
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
                "verbose_name": "historical 供应商",
                "verbose_name_plural": "historical 供应商s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWarehouse",
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
                ("code", models.CharField(max_length=20, verbose_name="仓库编码")),
                ("name", models.CharField(max_length=60, verbose_name="仓库")),
                ("showroom", models.BooleanField(default=False, verbose_name="精品与赠品仓")),
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
                "verbose_name": "historical 仓库",
                "verbose_name_plural": "historical 仓库s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LostDemand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="缺少"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("shortage", "库存不足"),
                            ("not_stocked", "非库存件"),
                            ("declined", "客户不等"),
                        ],
                        default="shortage",
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("document_no", models.CharField(blank=True, max_length=40, verbose_name="单据号")),
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
                    "demand",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lost",
                        to="parts.demand",
                        verbose_name="领料需求",
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
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lost_demands",
                        to="parts.part",
                    ),
                ),
            ],
            options={
                "verbose_name": "缺货登记",
                "ordering": ("-pk",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["store", "at"], name="lostdemand_store")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="lostdemand_positive"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPart",
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
                ("code", models.CharField(db_index=True, max_length=40, verbose_name="零件号")),
                ("code_plain", models.CharField(editable=False, max_length=40)),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("name_en", models.CharField(blank=True, max_length=120, verbose_name="英文名称")),
                (
                    "initials",
                    models.CharField(editable=False, max_length=120, verbose_name="拼音首字母"),
                ),
                ("brand", models.CharField(blank=True, max_length=40, verbose_name="品牌")),
                ("fits", models.CharField(blank=True, max_length=200, verbose_name="适用车型")),
                ("measure", models.CharField(default="件", max_length=8, verbose_name="单位")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("original", "原厂件"),
                            ("equivalent", "同质配件"),
                            ("reconditioned", "修复件/再制造件"),
                        ],
                        default="original",
                        max_length=16,
                        verbose_name="配件性质",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("part", "配件"),
                            ("accessory", "精品"),
                            ("gift", "赠品"),
                            ("consumable", "辅料"),
                            ("oil", "油液"),
                        ],
                        default="part",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "list_price",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="销售价（含税）",
                    ),
                ),
                (
                    "warranty_price",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="索赔价（含税）",
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("13"), max_digits=4, verbose_name="税率%"
                    ),
                ),
                (
                    "pack",
                    apps.core.money.QuantityField(
                        decimal_places=3,
                        default=Decimal("1"),
                        max_digits=12,
                        verbose_name="包装数量",
                    ),
                ),
                ("exchange_required", models.BooleanField(default=False, verbose_name="以旧换新")),
                (
                    "guarantee_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="质保月数"),
                ),
                (
                    "guarantee_km",
                    models.PositiveIntegerField(default=20000, verbose_name="质保里程"),
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
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.part",
                        verbose_name="替代件",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 配件",
                "verbose_name_plural": "historical 配件s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGoodsReceiptLine",
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
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
                (
                    "unit_cost",
                    models.DecimalField(
                        decimal_places=4, max_digits=14, null=True, verbose_name="进价（不含税）"
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
                    "bin",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.binlocation",
                        verbose_name="货位",
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
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.goodsreceipt",
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
            ],
            options={
                "verbose_name": "historical 入库单行",
                "verbose_name_plural": "historical 入库单行s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="GoodsReceiptLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
                (
                    "unit_cost",
                    models.DecimalField(
                        decimal_places=4, max_digits=14, null=True, verbose_name="进价（不含税）"
                    ),
                ),
                (
                    "bin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parts.binlocation",
                        verbose_name="货位",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="parts.goodsreceipt",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt_lines",
                        to="parts.part",
                    ),
                ),
            ],
            options={
                "verbose_name": "入库单行",
                "ordering": ("receipt", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="receiptline_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit_cost__isnull", True), ("unit_cost__gte", 0), _connector="OR"
                        ),
                        name="receiptline_cost_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockMove",
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
                        choices=[
                            ("receipt", "入库"),
                            ("issue", "发料"),
                            ("return", "退料"),
                            ("adjust", "调整"),
                            ("transfer", "调拨"),
                        ],
                        max_length=10,
                        verbose_name="类型",
                    ),
                ),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="数量"
                    ),
                ),
                (
                    "unit_cost",
                    models.DecimalField(decimal_places=4, max_digits=14, verbose_name="单位成本"),
                ),
                (
                    "on_hand_after",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="结存"
                    ),
                ),
                ("document", models.CharField(max_length=40, verbose_name="单据")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("operation", models.UUIDField(null=True)),
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
                    "demand",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="parts.demand",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="parts.part",
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
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="parts.warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "库存流水",
                "ordering": ("-pk",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["warehouse", "part", "-id"], name="stockmove_part"),
                    models.Index(fields=["demand", "id"], name="stockmove_demand"),
                    models.Index(fields=["warehouse", "at"], name="stockmove_at"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quantity", 0), _negated=True),
                            ("kind", "adjust"),
                            _connector="OR",
                        ),
                        name="stockmove_moves_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "issue"), ("quantity__lt", 0)),
                            models.Q(("kind__in", ("receipt", "return")), ("quantity__gt", 0)),
                            ("kind__in", ("adjust", "transfer")),
                            _connector="OR",
                        ),
                        name="stockmove_sign_fits_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StockLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "on_hand",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="账面"
                    ),
                ),
                (
                    "reserved",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="占用"
                    ),
                ),
                (
                    "avg_cost",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("0"),
                        max_digits=14,
                        verbose_name="平均成本",
                    ),
                ),
                (
                    "bin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels",
                        to="parts.binlocation",
                        verbose_name="货位",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels",
                        to="parts.part",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels",
                        to="parts.warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "库存",
                "ordering": ("part", "warehouse"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["warehouse", "part"], name="stocklevel_warehouse")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("part", "warehouse"), name="stocklevel_once"),
                    models.CheckConstraint(
                        condition=models.Q(("on_hand__gte", 0)), name="stock_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reserved__gte", 0), ("reserved__lte", models.F("on_hand"))
                        ),
                        name="stock_reserved_within_on_hand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("avg_cost__gte", 0)), name="stock_cost_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalGoodsReceipt",
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
                ("number", models.CharField(db_index=True, max_length=40, verbose_name="入库单号")),
                (
                    "supplier_document",
                    models.CharField(blank=True, max_length=40, verbose_name="送货单号"),
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
                ("direct", models.BooleanField(default=False, verbose_name="快速入库")),
                ("received_at", models.DateTimeField(verbose_name="收货时间")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="收货人",
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
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.supplier",
                        verbose_name="供应商",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 入库单",
                "verbose_name_plural": "historical 入库单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDemand",
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
                ("document_no", models.CharField(max_length=40, verbose_name="单据号")),
                ("plate_no", models.CharField(blank=True, max_length=16, verbose_name="车牌")),
                (
                    "quantity",
                    apps.core.money.QuantityField(
                        decimal_places=3, max_digits=12, verbose_name="需求"
                    ),
                ),
                (
                    "reserved",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="占用"
                    ),
                ),
                (
                    "picked",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="已拣"
                    ),
                ),
                (
                    "issued",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="已发"
                    ),
                ),
                (
                    "returned",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="已退"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "已申请"),
                            ("short", "缺件"),
                            ("reserved", "已备货"),
                            ("picked", "已拣货"),
                            ("issued", "已发料"),
                            ("returned", "已退料"),
                            ("cancelled", "已取消"),
                        ],
                        default="requested",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                ("needed_at", models.DateTimeField(null=True, verbose_name="要求时间")),
                ("filled_first_ask", models.BooleanField(default=False, verbose_name="首次满足")),
                ("old_part_received", models.BooleanField(default=False, verbose_name="旧件已收")),
                (
                    "no_old_part_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="未收旧件原因"),
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
                    "requester",
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
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="领料人",
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
                    "warehouse",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 领料需求",
                "verbose_name_plural": "historical 领料需求s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBinLocation",
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
                ("code", models.CharField(max_length=20, verbose_name="货位")),
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
                    "warehouse",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 货位",
                "verbose_name_plural": "historical 货位s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
