"""Outages of bays, the ledger of the board, pinned slots; a bay out of use takes no car."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


KEEP_APART = """
CREATE FUNCTION workorders_bay_in_use() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clash boolean;
BEGIN
    PERFORM 1 FROM workorders_bay WHERE id = NEW.bay_id FOR NO KEY UPDATE;
    IF TG_TABLE_NAME = 'workorders_bayslot' THEN
        clash := EXISTS (SELECT 1 FROM workorders_bayoutage o
            WHERE o.bay_id = NEW.bay_id AND o.cancelled_at IS NULL AND o.during && NEW.during);
    ELSE
        clash := EXISTS (SELECT 1 FROM workorders_bayslot s
            WHERE s.bay_id = NEW.bay_id AND s.cancelled_at IS NULL AND s.during && NEW.during);
    END IF;
    IF clash THEN
        RAISE EXCEPTION 'bay % is out of use or taken', NEW.bay_id
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'bay_slot_not_in_outage';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bay_slot_not_in_outage BEFORE INSERT OR UPDATE ON workorders_bayslot
    FOR EACH ROW WHEN (NEW.cancelled_at IS NULL) EXECUTE FUNCTION workorders_bay_in_use();
CREATE TRIGGER bay_outage_not_over_slot BEFORE INSERT OR UPDATE ON workorders_bayoutage
    FOR EACH ROW WHEN (NEW.cancelled_at IS NULL) EXECUTE FUNCTION workorders_bay_in_use();
"""

TOGETHER = """
DROP TRIGGER bay_outage_not_over_slot ON workorders_bayoutage;
DROP TRIGGER bay_slot_not_in_outage ON workorders_bayslot;
DROP FUNCTION workorders_bay_in_use();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0052_tree_of_units"),
        ("workorders", "0006_order_opened_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="bayslot",
            name="pinned",
            field=models.BooleanField(default=False, verbose_name="已固定"),
        ),
        migrations.AddField(
            model_name="historicalbayslot",
            name="pinned",
            field=models.BooleanField(default=False, verbose_name="已固定"),
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
                        verbose_name="工位",
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
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
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
            name="SlotMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("from_start", models.DateTimeField(null=True, verbose_name="原开始")),
                ("from_end", models.DateTimeField(null=True, verbose_name="原结束")),
                ("to_start", models.DateTimeField(null=True, verbose_name="新开始")),
                ("to_end", models.DateTimeField(null=True, verbose_name="新结束")),
                ("slot_version", models.PositiveIntegerField(verbose_name="版本")),
                ("cause", models.CharField(blank=True, max_length=160, verbose_name="起因")),
                (
                    "overridden",
                    models.JSONField(blank=True, default=list, verbose_name="越过的提醒"),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="理由")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
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
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="workorders.bayslot",
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
                (
                    "to_technician",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
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
        migrations.RunSQL(KEEP_APART, TOGETHER),
    ]
