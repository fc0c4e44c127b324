"""Everything on an order in one stream: which rows, from which tables, newest first (ADR 0089).

One statement reads every table by its own index and gives no more rows than a page shows; how the
rows read stands in ``timeline_told``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.clock import day_bounds
from apps.core.records import histories, ledgers
from apps.org.selectors.record_rows import STATES, Branch, Mark, Marks, Window
from apps.org.selectors.record_story import of_object

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

PAGE = 40
KINDS = (
    ("state", _("状态")),
    ("edit", _("修改")),
    ("consent", _("报价与授权")),
    ("finding", _("增项")),
    ("clock", _("打卡")),
    ("check", _("检验")),
    ("stock", _("领退料")),
    ("money", _("收付款")),
    ("paper", _("打印导出")),
    ("notice", _("提醒")),
    ("message", _("留言与消息")),
    ("file", _("照片文件")),
)
_OF_KIND = {
    "consent": (
        "estimate",
        "estimateitem",
        "estimatelink",
        "consent",
        "declinedwork",
        "offer",
        "offerline",
        "promisechange",
    ),
    "finding": ("finding",),
    "clock": ("clockentry", "hold", "lateact"),
    "check": ("inspection", "rework", "reading", "partcheck", "lockout", "comeback"),
    "stock": ("stockmove", "demand"),
    "money": (
        "settlement",
        "settlementbucket",
        "payment",
        "receivable",
        "discountrequest",
        "refundrequest",
        "goodwill",
        "deposit",
    ),
    "paper": ("gatepass", "ehealthupload"),
    "message": ("ordercomment",),
}
KIND_OF = {f"workorders.{name}": kind for kind, names in _OF_KIND.items() for name in names}
KIND_OF |= {STATES: "state", "parts.stockmove": "stock", "parts.demand": "stock"}
FILES, NOTICES = "core.storedfile", "org.notice"
MESSAGES, PRINTS, EXPORTS = "core.outboxmessage", "org.contactreveal", "core.exportaudit"


@dataclass(frozen=True)
class Source:
    """One table of the stream: which rows of it belong to the order."""

    kind: str
    label: str
    table: str
    key: str
    at: str
    staff: str
    reason: str
    where: str
    params: tuple[Any, ...] = ()

    def narrowed(self, condition: str, *params: Any) -> Source:
        """The same with one condition more."""
        where = f"({self.where}) AND {condition}"
        return replace(self, where=where, params=(*self.params, *params))


@dataclass(frozen=True)
class Asked:
    """What the stream is narrowed to."""

    kind: str = ""
    actor: int | None = None
    words: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    before: str = ""

    def window(self) -> Window:
        """The part of the stream to read."""
        since = day_bounds(self.since)[0] if self.since else None
        until = day_bounds(self.until)[1] if self.until else None
        return Window(PAGE, since, until, Mark.read(self.before))


def sources_of(order: WorkOrder, access: Access) -> list[Source]:
    """Every table that may hold something of the order, cut to what the person sees."""
    branches = of_object(order, access, full=False)
    told = [_of_branch(b) for b in branches]
    states = next(b for b in branches if b.label == STATES)
    return [*told, *_beside(order, states)]


def _of_branch(branch: Branch) -> Source:
    table, key, at, staff, _tenure = branch.columns
    reason = "reason" if branch.label in ledgers() and _has_reason(branch.label) else "''"
    if branch.label in histories() and branch.label not in ledgers():
        reason = "history_change_reason"
    kind = KIND_OF.get(branch.label, "edit")
    return Source(kind, branch.label, table, key, at, staff, reason, branch.where, branch.params)


def _has_reason(label: str) -> bool:
    return any(f.name == "reason" for f in installed.get_model(label)._meta.concrete_fields)


def _beside(order: WorkOrder, states: Branch) -> list[Source]:
    """What is kept beside the record: files, notices, messages, prints and exported files."""
    files = (FILES, "core_storedfile", "id", "at", "by_id", "''")
    bells = (NOTICES, "org_notice", "id", "at", "NULL::bigint", "''")
    posts = (MESSAGES, "core_outboxmessage", "id", "created_at", "NULL::bigint", "''")
    looks = (PRINTS, "org_contactreveal", "id", "at", "by_id", "reason")
    taken = (EXPORTS, "core_exportaudit", "id", "at", "by_id", "''")
    return [
        Source("file", *files, states.where, states.params),
        Source("notice", *bells, *_notices(order)),
        Source("message", *posts, *_messages(order)),
        Source("paper", *looks, *_prints(order)),
        Source("paper", *taken, *_exports(order)),
    ]


def _notices(order: WorkOrder) -> tuple[str, tuple[Any, ...]]:
    """Those that lead to the order, its findings or its estimates."""
    detail = reverse("workorders:detail", args=[order.pk])
    finding = reverse("workorders:decide_finding", args=[0]).partition("0")[0]
    estimate = reverse("workorders:estimate", args=[0]).partition("0")[0]
    where = (
        "page = %s"
        " OR page IN (SELECT %s || id || '/' FROM workorders_finding WHERE order_id = %s)"
        " OR page IN (SELECT %s || id || '/' FROM workorders_estimate WHERE order_id = %s)"
    )
    return where, (detail, finding, order.pk, estimate, order.pk)


def _messages(order: WorkOrder) -> tuple[str, tuple[Any, ...]]:
    """Reminders of its appointment and news of its invoices, by their keys."""
    where = (
        "id IN (SELECT m.id FROM ("
        " SELECT 'appointment:' || a.id AS k FROM workorders_appointment a WHERE a.visit_id = %s"
        " UNION SELECT 'invoice:' || i.store_id || ':' || i.number FROM workorders_invoice i"
        " JOIN workorders_invoiceitem t ON t.invoice_id = i.id"
        " JOIN workorders_settlementbucket b ON b.id = t.bucket_id"
        " JOIN workorders_settlement s ON s.id = b.settlement_id WHERE s.order_id = %s) p"
        " JOIN core_outboxmessage m"
        " ON m.dedupe_key ~>=~ (p.k || ':') AND m.dedupe_key ~<~ (p.k || ';'))"
    )
    return where, (order.visit_id, order.pk)


def _prints(order: WorkOrder) -> tuple[str, tuple[Any, ...]]:
    """Papers with contact data that were printed for the visit, or for its owner and this order."""
    paper = reverse("workorders:print_order", args=[order.pk])
    preview = reverse("workorders:settlement_preview", args=[order.pk])
    bill = reverse("workorders:settlement_print", args=[0]).partition("0")[0]
    where = (
        "how = 'printed' AND (model = 'workorders.visit' AND object_id = %s"
        " OR model = 'customers.customer' AND object_id = %s AND (page IN (%s, %s) OR page IN"
        " (SELECT %s || id || '/print/' FROM workorders_settlement WHERE order_id = %s)))"
    )
    owner = order.visit.owner_id or 0
    return where, (order.visit_id, owner, paper, preview, bill, order.pk)


def _exports(order: WorkOrder) -> tuple[str, tuple[Any, ...]]:
    """Its e-health records that left the house."""
    where = (
        "kind = 'workorders.ehealth' AND store_id = %s AND at >= %s AND chosen ->> 'number' IN"
        " (SELECT number FROM workorders_ehealthupload WHERE order_id = %s)"
    )
    return where, (order.store_id, order.opened_at, order.pk)


def chosen(sources: list[Source], asked: Asked) -> list[Source]:
    """The sources of the wanted kind, cut to an actor and to words of the reason."""
    found = [s for s in sources if not asked.kind or s.kind == asked.kind]
    if asked.actor is not None:
        found = [s.narrowed(f"{s.staff} = %s", asked.actor) for s in found]
    if asked.words:
        pattern = "%" + asked.words.replace("\\", "\\\\").replace("%", r"\%") + "%"
        found = [s.narrowed(f"{s.reason} ILIKE %s", pattern) for s in found if s.reason != "''"]
    return found


def marks_of(sources: list[Source], window: Window) -> Marks:
    """The newest rows of all sources together, one statement."""
    parts: list[str] = []
    params: list[Any] = []
    for source in sources:
        inside, values = window.condition(source.label, source.at, source.key)
        parts.append(
            f"(SELECT {source.at} AS at, '{source.label}' AS label, {source.key} AS key,"
            f" {source.staff} AS staff FROM {source.table} WHERE ({source.where}){inside}"
            f" ORDER BY {source.at} DESC, {source.key} DESC LIMIT {window.size + 1})"
        )
        params += [*source.params, *values]
    if not parts:
        return Marks()
    union = " UNION ALL ".join(parts)
    order = f'ORDER BY at DESC, label COLLATE "C" DESC, key DESC LIMIT {window.size + 1}'
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT at, label, key, staff FROM ({union}) found {order}", params)
        rows = [Mark(*row) for row in cursor.fetchall()]
    return Marks(rows[: window.size], len(rows) > window.size)


def actors_of(sources: list[Source]) -> list[tuple[int, str]]:
    """Everybody who did something on the order, by name."""
    people = " UNION ".join(f"(SELECT {s.staff} FROM {s.table} WHERE {s.where})" for s in sources)
    params = [p for s in sources for p in s.params]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, name FROM org_staff WHERE id IN ({people}) ORDER BY name_pinyin, id",
            params,
        )
        return list(cursor.fetchall())
