import apps.org.models.post
import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0001_extensions"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "initial_password",
                    models.BooleanField(default=False, verbose_name="初始密码未改"),
                ),
                ("profile_due", models.BooleanField(default=False, verbose_name="资料待本人核对")),
                (
                    "password_changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="密码修改时间"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("username"), name="user_login_once"
                    )
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="OrgUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="代码")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("group", "集团"),
                            ("store", "门店"),
                            ("department", "部门"),
                            ("team", "班组"),
                        ],
                        max_length=12,
                        verbose_name="类型",
                    ),
                ),
                ("function", models.CharField(blank=True, max_length=20, verbose_name="职能")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="英文名称")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="org.orgunit",
                    ),
                ),
                (
                    "store",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                ("path", models.CharField(editable=False, max_length=400, unique=True)),
                ("headcount", models.PositiveSmallIntegerField(default=0, verbose_name="编制")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="关闭时间"
                    ),
                ),
                ("duties_text", models.TextField(blank=True, verbose_name="部门职能")),
                ("duties_text_en", models.TextField(blank=True, verbose_name="部门职能（英文）")),
                ("powers", models.JSONField(blank=True, default=list, verbose_name="部门权力")),
                (
                    "legal_name",
                    models.CharField(blank=True, max_length=120, verbose_name="企业名称"),
                ),
                (
                    "credit_code",
                    models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
            ],
            options={
                "verbose_name": "组织单元",
                "verbose_name_plural": "组织单元",
                "ordering": ["path"],
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["path"],
                        name="orgunit_path_prefix",
                        opclasses=["varchar_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "group"), ("parent", None)),
                            models.Q(
                                models.Q(("kind", "group"), _negated=True),
                                ("parent__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="orgunit_root_is_group",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("parent", None)),
                        fields=("kind",),
                        name="orgunit_single_root",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("opened", "登录成功"),
                            ("wrong", "密码不对"),
                            ("locked", "锁定中被拒"),
                            ("code_wrong", "动态口令不对"),
                        ],
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                (
                    "address",
                    models.GenericIPAddressField(blank=True, null=True, verbose_name="网络地址"),
                ),
                ("device", models.CharField(blank=True, max_length=60, verbose_name="设备")),
                ("session_key", models.CharField(blank=True, editable=False, max_length=40)),
                ("seen_at", models.DateTimeField(null=True, verbose_name="最近活动")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="动态口令确认")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束")),
            ],
            options={
                "verbose_name": "登录记录",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["user", "-at"], name="signin_of_user"),
                    models.Index(fields=["at"], name="signin_at"),
                    models.Index(
                        condition=models.Q(
                            ("ended_at", None), models.Q(("session_key", ""), _negated=True)
                        ),
                        fields=["session_key"],
                        name="signin_session",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
            ],
            options={
                "verbose_name": "恢复码",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("user", "digest"), name="recoverycode_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                ("staff_no", models.CharField(max_length=20, unique=True, verbose_name="工号")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("name_pinyin", models.CharField(editable=False, max_length=160)),
                ("name_initials", models.CharField(editable=False, max_length=40)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
                (
                    "store",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="org.orgunit",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在职")),
            ],
            options={
                "verbose_name": "员工",
                "verbose_name_plural": "员工",
                "ordering": ["name_pinyin"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="org.orgunit",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("name_en", models.CharField(max_length=80, verbose_name="英文名称")),
                ("also", models.JSONField(blank=True, default=list, verbose_name="别名")),
                ("unit_kind", models.CharField(max_length=20, verbose_name="所在部门")),
                ("headcount", models.PositiveSmallIntegerField(default=1, verbose_name="编制")),
                ("base", models.BooleanField(default=False, verbose_name="全员基础")),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputises",
                        to="org.position",
                    ),
                ),
                ("works_with", models.ManyToManyField(blank=True, to="org.position")),
            ],
            options={
                "verbose_name": "岗位",
                "verbose_name_plural": "岗位",
                "ordering": ["id"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "code"), name="position_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deputy", None),
                            models.Q(("deputy", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="position_not_own_deputy",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="org.orgunit",
                    ),
                ),
            ],
            options={
                "unique_together": {("group", "permission", "content_object")},
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PositionRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.positionrevision",
                        verbose_name="依据版本",
                    ),
                ),
                (
                    "rolled_out_from",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rolled_out",
                        to="org.positionrevision",
                        verbose_name="推广自",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
                ),
                (
                    "second_look_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                        verbose_name="复看人",
                    ),
                ),
                (
                    "second_look_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="复看时间"),
                ),
                ("second_look_reason", models.TextField(blank=True, verbose_name="复看理由")),
                (
                    "returned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="退回时间"),
                ),
                ("returned_reason", models.TextField(blank=True, verbose_name="退回原因")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="办理期限")),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="org.position",
                    ),
                ),
                ("document_no", models.CharField(max_length=40, verbose_name="文件号")),
                ("edition", models.CharField(max_length=8, verbose_name="版次")),
                ("change", models.TextField(verbose_name="修订内容")),
                ("purpose", models.TextField(blank=True, verbose_name="岗位目的")),
                ("purpose_en", models.TextField(blank=True, verbose_name="岗位目的（英文）")),
                ("requires", models.JSONField(blank=True, default=list, verbose_name="任职要求")),
                (
                    "reports_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions_below",
                        to="org.position",
                        verbose_name="直接上级",
                    ),
                ),
                ("kpis_assumed", models.BooleanField(default=False, verbose_name="指标为默认设定")),
                (
                    "text_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="used_by",
                        to="org.positionrevision",
                        verbose_name="沿用版本",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("submitted", "待审核"),
                            ("reviewed", "待批准"),
                            ("approved", "已批准"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "effective_from",
                    models.DateTimeField(blank=True, null=True, verbose_name="生效时间"),
                ),
                (
                    "written_by",
                    models.ManyToManyField(blank=True, related_name="+", to="org.staff"),
                ),
            ],
            options={
                "verbose_name": "岗位文件版本",
                "verbose_name_plural": "岗位文件版本",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "approved")),
                        fields=["position", "-effective_from", "-id"],
                        name="revision_effective",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["draft", "submitted", "reviewed"])),
                        fields=["state", "due_at"],
                        name="revision_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("position", "edition"), name="edition_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            ("effective_from__isnull", False),
                            _connector="OR",
                        ),
                        name="approved_has_effective_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reports_to", models.F("position")), _negated=True),
                        name="revision_not_own_superior",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text_of", models.F("id")), _negated=True),
                        name="revision_not_its_own_text",
                    ),
                    models.CheckConstraint(
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
                                        models.Q(
                                            ("drafted_by", models.F("reviewed_by")), _negated=True
                                        ),
                                        models.Q(
                                            ("drafted_by", models.F("approved_by")), _negated=True
                                        ),
                                        models.Q(
                                            ("reviewed_by", models.F("approved_by")), _negated=True
                                        ),
                                    ),
                                    models.Q(
                                        ("second_look_by__isnull", False),
                                        models.Q(
                                            ("second_look_by", models.F("drafted_by")),
                                            _negated=True,
                                        ),
                                        models.Q(
                                            ("second_look_by", models.F("reviewed_by")),
                                            _negated=True,
                                        ),
                                        models.Q(
                                            ("second_look_by", models.F("approved_by")),
                                            _negated=True,
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_at", None),
                            ("effective_from", None),
                            ("effective_from__gte", models.F("approved_at")),
                            _connector="OR",
                        ),
                        name="revision_not_backdated",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "reviewed"])),
                        fields=("position",),
                        name="revision_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="org.position",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="org.orgunit",
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="post",
                        to="auth.group",
                    ),
                ),
                ("headcount", models.PositiveSmallIntegerField(default=1, verbose_name="编制")),
            ],
            options={
                "verbose_name": "岗位席位",
                "verbose_name_plural": "岗位席位",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("position", "unit"), name="post_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.position",
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "via",
                    models.CharField(
                        choices=[
                            ("asked", "提出"),
                            ("overdue", "逾期上升"),
                            ("passed", "转上级"),
                            ("vacant", "空缺，跳过"),
                        ],
                        default="asked",
                        max_length=8,
                        verbose_name="缘由",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="起")),
                ("due_at", models.DateTimeField(verbose_name="期限")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="转出时间")),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
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
                "verbose_name": "审批环节",
                "ordering": ("content_type", "object_id", "rank"),
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["position"],
                        name="requeststep_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id", "rank"), name="requeststep_rank_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffSkill",
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
                        related_name="skills",
                        to="org.staff",
                    ),
                ),
                ("skill", models.CharField(max_length=30, verbose_name="技能")),
                ("level", models.PositiveSmallIntegerField(verbose_name="等级")),
            ],
            options={
                "verbose_name": "技能",
                "verbose_name_plural": "技能",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "skill"), name="skill_once"),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 5))), name="skill_level_1_to_5"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffPermit",
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
                        related_name="permits",
                        to="org.staff",
                    ),
                ),
                ("permit", models.CharField(max_length=30, verbose_name="证件")),
                ("number", models.CharField(max_length=40, verbose_name="编号")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
            ],
            options={
                "verbose_name": "证件",
                "verbose_name_plural": "证件",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("staff", "permit", "number"), name="permit_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Shift",
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
                        related_name="shifts",
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
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(verbose_name="结束")),
            ],
            options={
                "verbose_name": "班次",
                "verbose_name_plural": "班次",
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["store", "starts_at"], name="shift_store_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="shift_in_order",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("staff", "="),
                            (apps.org.models.post.Range("starts_at", "ends_at"), "&&"),
                        ],
                        name="shift_no_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
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
                        related_name="absences",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("leave", "请假"),
                            ("sick", "病假"),
                            ("training", "培训"),
                            ("trip", "出差"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(verbose_name="结束")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                    models.DateTimeField(editable=False, null=True, verbose_name="取消时间"),
                ),
            ],
            options={
                "verbose_name": "缺勤",
                "verbose_name_plural": "缺勤",
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["store", "ends_at"], name="absence_store_end")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="absence_in_order",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        expressions=[
                            ("staff", "="),
                            (apps.org.models.post.Range("starts_at", "ends_at"), "&&"),
                        ],
                        name="absence_no_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="org.staff",
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="类别")),
                ("text", models.CharField(max_length=200, verbose_name="内容")),
                ("page", models.CharField(max_length=200, verbose_name="页面")),
                ("key", models.CharField(max_length=120)),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="查看时间")),
            ],
            options={
                "verbose_name": "提醒",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["staff", "-id"], name="notice_of_person"),
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["staff"],
                        name="notice_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "key"), name="notice_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="notice_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("page__startswith", "/"),
                            models.Q(("page__startswith", "//"), _negated=True),
                        ),
                        name="notice_stays_here",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="org.positionrevision",
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="编号")),
                ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("text", models.TextField(verbose_name="职责")),
                ("text_en", models.TextField(blank=True, verbose_name="英文")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="出处")),
                ("kind", models.CharField(blank=True, max_length=20, verbose_name="类别")),
                ("kpis", models.JSONField(blank=True, default=list, verbose_name="指标")),
            ],
            options={
                "verbose_name": "职责",
                "verbose_name_plural": "职责",
                "ordering": ["order"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("revision", "code"), name="duty_code_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tenure",
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
                        related_name="tenures",
                        to="org.staff",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="org.post",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("permanent", "专任"), ("concurrent", "兼任"), ("acting", "代理")],
                        max_length=12,
                        verbose_name="任职类型",
                    ),
                ),
                (
                    "acting_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stand_ins",
                        to="org.tenure",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="原因")),
                ("decide_by", models.DateTimeField(blank=True, null=True, verbose_name="批准期限")),
                ("conflict_reason", models.TextField(blank=True, verbose_name="职责冲突的理由")),
                (
                    "handed_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.staff",
                    ),
                ),
            ],
            options={
                "verbose_name": "任职",
                "verbose_name_plural": "任职",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["staff", "starts_at"], name="tenure_of_staff"),
                    models.Index(fields=["post", "starts_at"], name="tenure_of_post"),
                    models.Index(
                        condition=models.Q(("state", "proposed")),
                        fields=["decide_by"],
                        name="tenure_to_decide",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="tenure_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "acting"), ("acting_for", None), _connector="OR"
                        ),
                        name="tenure_only_acting_stands_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "acting"), _negated=True),
                            ("ends_at__isnull", False),
                            _connector="OR",
                        ),
                        name="tenure_acting_has_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposed_by", None),
                            models.Q(("proposed_by", models.F("staff")), _negated=True),
                            _connector="OR",
                        ),
                        name="tenure_not_proposed_for_self",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("staff")), _negated=True),
                            _connector="OR",
                        ),
                        name="tenure_not_approved_for_self",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            ("proposed_by", None),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="tenure_approved_by_another",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("kind", "permanent"), ("state", "approved")),
                        expressions=[
                            ("staff", "="),
                            (apps.org.models.post.Range("starts_at", "ends_at"), "&&"),
                        ],
                        name="tenure_one_permanent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares_received",
                        to="org.staff",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares_received",
                        to="org.post",
                    ),
                ),
                (
                    "capabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None, verbose_name="权限"
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares_given",
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
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("until", models.DateTimeField(verbose_name="截止")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                ("reason", models.TextField(verbose_name="原因")),
            ],
            options={
                "verbose_name": "临时分享",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["staff", "until"], name="share_to_staff"),
                    models.Index(fields=["post", "until"], name="share_to_post"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("post", None), ("staff__isnull", False)),
                            models.Q(("post__isnull", False), ("staff", None)),
                            _connector="OR",
                        ),
                        name="share_one_recipient",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("starts_at"))),
                        name="share_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStaff",
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
                ("staff_no", models.CharField(db_index=True, max_length=20, verbose_name="工号")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("name_pinyin", models.CharField(editable=False, max_length=160)),
                ("name_initials", models.CharField(editable=False, max_length=40)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="电话")),
                ("is_active", models.BooleanField(default=True, verbose_name="在职")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
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
                "verbose_name": "historical 员工",
                "verbose_name_plural": "historical 员工",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPosition",
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
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("name_en", models.CharField(max_length=80, verbose_name="英文名称")),
                ("also", models.JSONField(blank=True, default=list, verbose_name="别名")),
                ("unit_kind", models.CharField(max_length=20, verbose_name="所在部门")),
                ("headcount", models.PositiveSmallIntegerField(default=1, verbose_name="编制")),
                ("base", models.BooleanField(default=False, verbose_name="全员基础")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "owner",
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
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.position",
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
                "verbose_name": "historical 岗位",
                "verbose_name_plural": "historical 岗位",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPositionRevision",
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
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
                ),
                (
                    "second_look_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="复看时间"),
                ),
                ("second_look_reason", models.TextField(blank=True, verbose_name="复看理由")),
                (
                    "returned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="退回时间"),
                ),
                ("returned_reason", models.TextField(blank=True, verbose_name="退回原因")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="办理期限")),
                ("document_no", models.CharField(max_length=40, verbose_name="文件号")),
                ("edition", models.CharField(max_length=8, verbose_name="版次")),
                ("change", models.TextField(verbose_name="修订内容")),
                ("purpose", models.TextField(blank=True, verbose_name="岗位目的")),
                ("purpose_en", models.TextField(blank=True, verbose_name="岗位目的（英文）")),
                ("requires", models.JSONField(blank=True, default=list, verbose_name="任职要求")),
                ("kpis_assumed", models.BooleanField(default=False, verbose_name="指标为默认设定")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("submitted", "待审核"),
                            ("reviewed", "待批准"),
                            ("approved", "已批准"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "effective_from",
                    models.DateTimeField(blank=True, null=True, verbose_name="生效时间"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.positionrevision",
                        verbose_name="依据版本",
                    ),
                ),
                (
                    "rolled_out_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.positionrevision",
                        verbose_name="推广自",
                    ),
                ),
                (
                    "second_look_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.staff",
                        verbose_name="复看人",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.position",
                    ),
                ),
                (
                    "reports_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.position",
                        verbose_name="直接上级",
                    ),
                ),
                (
                    "text_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.positionrevision",
                        verbose_name="沿用版本",
                    ),
                ),
                (
                    "drafted_by",
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
                "verbose_name": "historical 岗位文件版本",
                "verbose_name_plural": "historical 岗位文件版本",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDuty",
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
                ("code", models.CharField(max_length=12, verbose_name="编号")),
                ("order", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("text", models.TextField(verbose_name="职责")),
                ("text_en", models.TextField(blank=True, verbose_name="英文")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="出处")),
                ("kind", models.CharField(blank=True, max_length=20, verbose_name="类别")),
                ("kpis", models.JSONField(blank=True, default=list, verbose_name="指标")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.positionrevision",
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
                "verbose_name": "historical 职责",
                "verbose_name_plural": "historical 职责",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGrant",
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
                ("capability", models.CharField(max_length=60, verbose_name="权限")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("own", "本人"),
                            ("team", "本组"),
                            ("unit", "本部门"),
                            ("store", "本店"),
                            ("group", "集团"),
                        ],
                        max_length=8,
                        verbose_name="范围",
                    ),
                ),
                ("limits", models.JSONField(blank=True, default=dict, verbose_name="额度")),
                ("rows", models.CharField(blank=True, max_length=40, verbose_name="行筛选")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "duty",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.duty",
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
                "verbose_name": "historical 权限授予",
                "verbose_name_plural": "historical 权限授予",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="org.duty",
                    ),
                ),
                ("capability", models.CharField(max_length=60, verbose_name="权限")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("own", "本人"),
                            ("team", "本组"),
                            ("unit", "本部门"),
                            ("store", "本店"),
                            ("group", "集团"),
                        ],
                        max_length=8,
                        verbose_name="范围",
                    ),
                ),
                ("limits", models.JSONField(blank=True, default=dict, verbose_name="额度")),
                ("rows", models.CharField(blank=True, max_length=40, verbose_name="行筛选")),
            ],
            options={
                "verbose_name": "权限授予",
                "verbose_name_plural": "权限授予",
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("duty", "capability"), name="grant_once_a_duty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scope__in", ["own", "team", "unit", "store", "group"])
                        ),
                        name="grant_scope_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPost",
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
                ("headcount", models.PositiveSmallIntegerField(default=1, verbose_name="编制")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.position",
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
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.group",
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
                "verbose_name": "historical 岗位席位",
                "verbose_name_plural": "historical 岗位席位",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTenure",
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
                        choices=[("permanent", "专任"), ("concurrent", "兼任"), ("acting", "代理")],
                        max_length=12,
                        verbose_name="任职类型",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="结束")),
                ("reason", models.TextField(blank=True, verbose_name="原因")),
                ("decide_by", models.DateTimeField(blank=True, null=True, verbose_name="批准期限")),
                ("conflict_reason", models.TextField(blank=True, verbose_name="职责冲突的理由")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "staff",
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
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.post",
                    ),
                ),
                (
                    "acting_for",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.tenure",
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
                    "handed_to",
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
                "verbose_name": "historical 任职",
                "verbose_name_plural": "historical 任职",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ContactReveal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=60, verbose_name="对象")),
                ("object_id", models.BigIntegerField()),
                ("field", models.CharField(max_length=40, verbose_name="字段")),
                ("whom", models.CharField(max_length=120, verbose_name="查看谁的")),
                (
                    "how",
                    models.CharField(
                        choices=[("shown", "页面显示"), ("printed", "打印单据")],
                        default="shown",
                        max_length=8,
                        verbose_name="方式",
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
                    "store",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.orgunit",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="原因")),
                ("page", models.CharField(blank=True, max_length=200, verbose_name="页面")),
                ("request_id", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "verbose_name": "联系方式查看记录",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["by", "-at"], name="reveal_of_person"),
                    models.Index(fields=["store", "-at"], name="reveal_of_store"),
                    models.Index(fields=["model", "object_id"], name="reveal_of_object"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalStaffSkill",
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
                ("skill", models.CharField(max_length=30, verbose_name="技能")),
                ("level", models.PositiveSmallIntegerField(verbose_name="等级")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "staff",
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
                "verbose_name": "historical 技能",
                "verbose_name_plural": "historical 技能",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStaffPermit",
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
                ("permit", models.CharField(max_length=30, verbose_name="证件")),
                ("number", models.CharField(max_length=40, verbose_name="编号")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "staff",
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
                "verbose_name": "historical 证件",
                "verbose_name_plural": "historical 证件",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalShift",
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
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(verbose_name="结束")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "staff",
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
                "verbose_name": "historical 班次",
                "verbose_name_plural": "historical 班次",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAbsence",
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
                            ("leave", "请假"),
                            ("sick", "病假"),
                            ("training", "培训"),
                            ("trip", "出差"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("ends_at", models.DateTimeField(verbose_name="结束")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "cancelled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="取消时间"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "staff",
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
                "verbose_name": "historical 缺勤",
                "verbose_name_plural": "historical 缺勤",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalShare",
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
                ("object_id", models.BigIntegerField()),
                (
                    "capabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None, verbose_name="权限"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="开始")),
                ("until", models.DateTimeField(verbose_name="截止")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                ("reason", models.TextField(verbose_name="原因")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "content_type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contenttypes.contenttype",
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
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="org.post",
                    ),
                ),
                (
                    "shared_by",
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
                "verbose_name": "historical 临时分享",
                "verbose_name_plural": "historical 临时分享s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrgUnit",
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
                ("code", models.CharField(db_index=True, max_length=40, verbose_name="代码")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("group", "集团"),
                            ("store", "门店"),
                            ("department", "部门"),
                            ("team", "班组"),
                        ],
                        max_length=12,
                        verbose_name="类型",
                    ),
                ),
                ("function", models.CharField(blank=True, max_length=20, verbose_name="职能")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="英文名称")),
                ("path", models.CharField(db_index=True, editable=False, max_length=400)),
                ("headcount", models.PositiveSmallIntegerField(default=0, verbose_name="编制")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="关闭时间"
                    ),
                ),
                ("duties_text", models.TextField(blank=True, verbose_name="部门职能")),
                ("duties_text_en", models.TextField(blank=True, verbose_name="部门职能（英文）")),
                ("powers", models.JSONField(blank=True, default=list, verbose_name="部门权力")),
                (
                    "legal_name",
                    models.CharField(blank=True, max_length=120, verbose_name="企业名称"),
                ),
                (
                    "credit_code",
                    models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "parent",
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
                    "store",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
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
                "verbose_name": "historical 组织单元",
                "verbose_name_plural": "historical 组织单元",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
