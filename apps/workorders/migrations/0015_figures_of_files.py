"""The figures of records and audits, among them what the process audit asks in every store."""

import datetime as dt
from typing import Any

from django.db import migrations

PRACTICE = "行业惯例（假定），以门店制度为准"
SINCE = dt.date(2000, 1, 1)
QUESTIONS = (
    ("委托书有客户签字或留痕授权，授权方式已登记", "major", "signature", "JT/T 816"),
    ("开工前向客户承诺了交车时间", "major", "promise", "JT/T 816"),
    ("进厂里程已登记（无法读取的已注明）", "minor", "mileage", "JT/T 816"),
    ("客户陈述按客户原话记录", "minor", "words", "总局令第43号第十七条"),
    ("环车检查单由送修人签字", "minor", "walk_round", PRACTICE),
    ("增项在施工前取得客户答复并留有告知内容", "critical", "add_on", "JT/T 816"),
    ("每个项目有班组检验或终检合格记录", "critical", "final_check", "JT/T 816"),
    ("每一行都有正确的付款方", "minor", "payer", PRACTICE),
    ("故障描述、检查结果与维修项目前后一致", "major", "", PRACTICE),
    ("结算清单向客户逐项说明，旧件按约定处理", "minor", "", "JT/T 816"),
)
FIGURES = (
    (
        "workorders.file_years",
        6,
        "总局令第43号（家用汽车三包）第十七条：修理记录保存期不少于六年",
    ),
    (
        "workorders.file_years_safety",
        10,
        "缺陷汽车产品召回管理条例要求至少五年；涉安全、召回或争议的按十年保存（假定）",
    ),
    ("workorders.ehealth_days", 3, "结算后几天内上报由当地交通主管部门规定（假定三天）"),
    ("workorders.audit_share_pct", 10, PRACTICE),
    ("workorders.audit_days", 7, PRACTICE),
    (
        "workorders.audit_questions",
        [
            {"text": text, "severity": severity, "looks_at": looks_at, "source": source}
            for text, severity, looks_at, source in QUESTIONS
        ],
        "JT/T 816 机动车维修服务规范与行业惯例（部分假定），以集团制度为准",
    ),
)


def write(apps: Any, schema_editor: Any) -> None:
    """Write each figure unless it is there."""
    setting = apps.get_model("core", "Setting")
    for code, value, source in FIGURES:
        setting.objects.get_or_create(
            code=code,
            store=None,
            effective_from=SINCE,
            defaults={"value": value, "source": source},
        )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the figures back."""
    setting = apps.get_model("core", "Setting")
    setting.objects.filter(code__in=[code for code, _value, _source in FIGURES]).delete()


class Migration(migrations.Migration):
    dependencies = [("workorders", "0014_files")]

    operations = [migrations.RunPython(write, remove)]
