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
        ("org", "0001_rows"),
    ]

    operations = [
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
                (
                    "guarantee_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="质保月数"),
                ),
                (
                    "guarantee_km",
                    models.PositiveIntegerField(default=20000, verbose_name="质保里程"),
                ),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
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
            name="HistoricalWarehouse",
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
                ("code", models.CharField(max_length=20, verbose_name="仓库编码")),
                ("name", models.CharField(max_length=60, verbose_name="仓库")),
                ("showroom", models.BooleanField(default=False, verbose_name="精品与赠品仓")),
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
                "verbose_name": "historical 仓库",
                "verbose_name_plural": "historical 仓库s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
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
                ("code", models.CharField(max_length=20, verbose_name="仓库编码")),
                ("name", models.CharField(max_length=60, verbose_name="仓库")),
                ("showroom", models.BooleanField(default=False, verbose_name="精品与赠品仓")),
                ("active", models.BooleanField(default=True, verbose_name="在用")),
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
            name="HistoricalSupplier",
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
            name="HistoricalPart",
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
                "verbose_name": "historical 配件",
                "verbose_name_plural": "historical 配件s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPurchaseOrder",
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
                ("number", models.CharField(db_index=True, max_length=40, verbose_name="采购单号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待批准"),
                            ("approved", "已批准"),
                            ("ordered", "已订货"),
                            ("partly_received", "部分到货"),
                            ("received", "已到齐"),
                            ("cancelled", "已取消"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
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
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="不含税金额",
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2, default=Decimal("0"), max_digits=12, verbose_name="税额"
                    ),
                ),
                (
                    "gross",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="价税合计",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                ("created_at", models.DateTimeField(verbose_name="编制时间")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                (
                    "supplier_order_no",
                    models.CharField(blank=True, max_length=40, verbose_name="厂家单号"),
                ),
                ("ordered_at", models.DateTimeField(null=True, verbose_name="订货时间")),
                ("expected_on", models.DateField(null=True, verbose_name="预计到货")),
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
                    "requested_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="编制人",
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
                        verbose_name="批准人",
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
                "verbose_name": "historical 采购订单",
                "verbose_name_plural": "historical 采购订单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PurchaseOrder",
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
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purchases",
                        to="parts.warehouse",
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="采购单号")),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purchases",
                        to="parts.supplier",
                        verbose_name="供应商",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待批准"),
                            ("approved", "已批准"),
                            ("ordered", "已订货"),
                            ("partly_received", "部分到货"),
                            ("received", "已到齐"),
                            ("cancelled", "已取消"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
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
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="不含税金额",
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2, default=Decimal("0"), max_digits=12, verbose_name="税额"
                    ),
                ),
                (
                    "gross",
                    apps.core.money.MoneyField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="价税合计",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purchases",
                        to="org.staff",
                        verbose_name="编制人",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="编制时间")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="批准人",
                    ),
                ),
                ("approved_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                (
                    "supplier_order_no",
                    models.CharField(blank=True, max_length=40, verbose_name="厂家单号"),
                ),
                ("ordered_at", models.DateTimeField(null=True, verbose_name="订货时间")),
                ("expected_on", models.DateField(null=True, verbose_name="预计到货")),
            ],
            options={
                "verbose_name": "采购订单",
                "ordering": ("-pk",),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["store", "state", "expected_on"], name="purchaseorder_state"
                    ),
                    models.Index(fields=["store", "-created_at"], name="purchaseorder_store"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net"), "+", models.F("vat")
                                ),
                            ),
                            ("net__gte", 0),
                            ("vat__gte", 0),
                        ),
                        name="purchaseorder_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="purchaseorder_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("ordered", "partly_received", "received")),
                                _negated=True,
                            ),
                            models.Q(("approved_by__isnull", False), ("ordered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="purchaseorder_ordered_once_approved",
                    ),
                ],
            },
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
                ("code", models.CharField(max_length=20, verbose_name="货位")),
                ("history_change_reason", models.TextField(null=True)),
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
                "verbose_name": "historical 货位",
                "verbose_name_plural": "historical 货位s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bins",
                        to="parts.warehouse",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="货位")),
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
            name="HistoricalDemand",
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
                ("expected_on", models.DateField(null=True, verbose_name="预计到货")),
                ("filled_first_ask", models.BooleanField(default=False, verbose_name="首次满足")),
                ("old_part_received", models.BooleanField(default=False, verbose_name="旧件已收")),
                (
                    "no_old_part_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="未收旧件原因"),
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
                "verbose_name": "historical 领料需求",
                "verbose_name_plural": "historical 领料需求s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="parts.warehouse",
                    ),
                ),
                ("document_no", models.CharField(max_length=40, verbose_name="单据号")),
                ("plate_no", models.CharField(blank=True, max_length=16, verbose_name="车牌")),
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
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="demands",
                        to="parts.part",
                    ),
                ),
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
                ("expected_on", models.DateField(null=True, verbose_name="预计到货")),
                ("filled_first_ask", models.BooleanField(default=False, verbose_name="首次满足")),
                ("old_part_received", models.BooleanField(default=False, verbose_name="旧件已收")),
                (
                    "no_old_part_reason",
                    models.CharField(blank=True, max_length=120, verbose_name="未收旧件原因"),
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
            name="HistoricalGoodsReceipt",
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
                "verbose_name": "historical 入库单",
                "verbose_name_plural": "historical 入库单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="parts.warehouse",
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="入库单号")),
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
                ("received_at", models.DateTimeField(verbose_name="收货时间")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
            name="HistoricalPurchaseLine",
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
                (
                    "unit_price",
                    models.DecimalField(
                        decimal_places=4, max_digits=14, verbose_name="单价（不含税）"
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(decimal_places=2, max_digits=4, verbose_name="税率%"),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2, default=Decimal("0"), max_digits=12, verbose_name="金额"
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2, default=Decimal("0"), max_digits=12, verbose_name="税额"
                    ),
                ),
                (
                    "received",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="已到"
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
                        to="parts.purchaseorder",
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
                "verbose_name": "historical 采购订单行",
                "verbose_name_plural": "historical 采购订单行s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PurchaseLine",
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
                        related_name="lines",
                        to="parts.purchaseorder",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purchase_lines",
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
                    "unit_price",
                    models.DecimalField(
                        decimal_places=4, max_digits=14, verbose_name="单价（不含税）"
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(decimal_places=2, max_digits=4, verbose_name="税率%"),
                ),
                (
                    "net",
                    apps.core.money.MoneyField(
                        decimal_places=2, default=Decimal("0"), max_digits=12, verbose_name="金额"
                    ),
                ),
                (
                    "vat",
                    apps.core.money.MoneyField(
                        decimal_places=2, default=Decimal("0"), max_digits=12, verbose_name="税额"
                    ),
                ),
                (
                    "received",
                    apps.core.money.QuantityField(
                        decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="已到"
                    ),
                ),
            ],
            options={
                "verbose_name": "采购订单行",
                "ordering": ("order", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["part"], name="purchaseline_part")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "part"), name="purchaseline_part_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gt", 0), ("unit_price__gte", 0), ("vat_rate__gte", 0)
                        ),
                        name="purchaseline_sane",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received__gte", 0), ("received__lte", models.F("quantity"))
                        ),
                        name="purchaseline_not_over_received",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPurchaseRequest",
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
                        decimal_places=2, max_digits=12, verbose_name="采购金额"
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
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.purchaseorder",
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
                "verbose_name": "historical 采购申请",
                "verbose_name_plural": "historical 采购申请s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PurchaseRequest",
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
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="parts.purchaseorder",
                    ),
                ),
                (
                    "amount",
                    apps.core.money.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="采购金额"
                    ),
                ),
            ],
            options={
                "verbose_name": "采购申请",
                "ordering": ("requested_at", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["store", "requested_at"],
                        name="purchaserequest_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="purchaserequest_by_another",
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
                        name="purchaserequest_answered_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "pending")),
                        fields=("order",),
                        name="purchaserequest_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="purchaserequest_positive"
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
            name="LostDemand",
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
                ("document_no", models.CharField(blank=True, max_length=40, verbose_name="单据号")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
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
            name="StockMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="parts.warehouse",
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
                (
                    "demand",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="parts.demand",
                    ),
                ),
                ("document", models.CharField(max_length=40, verbose_name="单据")),
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
                    "tenure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("operation", models.UUIDField(null=True)),
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
            name="PurchaseCover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covers",
                        to="parts.purchaseline",
                    ),
                ),
                (
                    "demand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="parts.demand",
                    ),
                ),
            ],
            options={
                "verbose_name": "采购对应需求",
                "ordering": ("line", "pk"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("line", "demand"), name="purchasecover_once")
                ],
            },
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
                (
                    "unit_cost",
                    models.DecimalField(
                        decimal_places=4, max_digits=14, null=True, verbose_name="进价（不含税）"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                    "purchase_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="parts.purchaseline",
                        verbose_name="采购订单行",
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
                    "purchase_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt_lines",
                        to="parts.purchaseline",
                        verbose_name="采购订单行",
                    ),
                ),
            ],
            options={
                "verbose_name": "入库单行",
                "ordering": ("receipt", "pk"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("unit_cost", None)),
                        fields=["receipt"],
                        name="receiptline_unpriced",
                    )
                ],
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
    ]
