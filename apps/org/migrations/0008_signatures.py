"""What an edition carries of its way: where it comes from, who signed and when."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0007_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="based_on",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.positionrevision",
                verbose_name="依据版本",
            ),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="办理期限"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="returned_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="退回时间"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="returned_reason",
            field=models.TextField(blank=True, verbose_name="退回原因"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="rolled_out_from",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.positionrevision",
                verbose_name="推广自",
            ),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="second_look_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="复看时间"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="second_look_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="org.staff",
                verbose_name="复看人",
            ),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="second_look_reason",
            field=models.TextField(blank=True, verbose_name="复看理由"),
        ),
        migrations.AddField(
            model_name="historicalpositionrevision",
            name="submitted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="based_on",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.positionrevision",
                verbose_name="依据版本",
            ),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="办理期限"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="returned_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="退回时间"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="returned_reason",
            field=models.TextField(blank=True, verbose_name="退回原因"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="rolled_out_from",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rolled_out",
                to="org.positionrevision",
                verbose_name="推广自",
            ),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="second_look_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="复看时间"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="second_look_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.staff",
                verbose_name="复看人",
            ),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="second_look_reason",
            field=models.TextField(blank=True, verbose_name="复看理由"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="submitted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
        ),
        migrations.AddField(
            model_name="positionrevision",
            name="written_by",
            field=models.ManyToManyField(blank=True, related_name="+", to="org.staff"),
        ),
        migrations.AddIndex(
            model_name="positionrevision",
            index=models.Index(
                condition=models.Q(("state__in", ["draft", "submitted", "reviewed"])),
                fields=["state", "due_at"],
                name="revision_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="positionrevision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("approved_by__isnull", True),
                        ("based_on__isnull", True),
                        ("drafted_by__isnull", True),
                        ("reviewed_by__isnull", True),
                        ("rolled_out_from__isnull", True),
                    ),
                    models.Q(
                        ("approved_by__isnull", False),
                        ("drafted_by__isnull", False),
                        ("reviewed_by__isnull", False),
                        models.Q(
                            models.Q(
                                models.Q(("drafted_by", models.F("reviewed_by")), _negated=True),
                                models.Q(("drafted_by", models.F("approved_by")), _negated=True),
                                models.Q(("reviewed_by", models.F("approved_by")), _negated=True),
                            ),
                            models.Q(
                                ("second_look_by__isnull", False),
                                models.Q(("second_look_by", models.F("drafted_by")), _negated=True),
                                models.Q(
                                    ("second_look_by", models.F("reviewed_by")), _negated=True
                                ),
                                models.Q(
                                    ("second_look_by", models.F("approved_by")), _negated=True
                                ),
                                models.Q(
                                    ("drafted_by", models.F("reviewed_by")),
                                    ("drafted_by", models.F("approved_by")),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="revision_signed_by_three",
            ),
        ),
        migrations.AddConstraint(
            model_name="positionrevision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at", None),
                    ("effective_from", None),
                    ("effective_from__gte", models.F("approved_at")),
                    _connector="OR",
                ),
                name="revision_not_backdated",
            ),
        ),
        migrations.AddConstraint(
            model_name="positionrevision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "reviewed"])),
                fields=("position",),
                name="revision_one_open",
            ),
        ),
    ]
