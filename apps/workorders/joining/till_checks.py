"""Money of the till: shares against lines, movements against papers, what was divided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.reconcile import Check, named, register

SPLITS = """
SELECT 'labour', l.id, l.amount, sum(s.amount)
  FROM workorders_labourline l JOIN workorders_payersplit s ON s.labour_line_id = l.id
 GROUP BY l.id HAVING l.amount <> sum(s.amount)
 UNION ALL
SELECT 'part', p.id, p.amount, sum(s.amount)
  FROM workorders_partline p JOIN workorders_payersplit s ON s.part_line_id = p.id
 GROUP BY p.id HAVING p.amount <> sum(s.amount)
 ORDER BY 1, 2"""

SHIFTS = """
SELECT s.number, s.system_total, COALESCE(sum(m.amount), 0)
  FROM workorders_cashshift s LEFT JOIN workorders_tillmove m ON m.shift_id = s.id
 WHERE s.state <> 'open'
 GROUP BY s.id HAVING s.system_total <> COALESCE(sum(m.amount), 0)
 ORDER BY s.id"""

MOVES = """
SELECT m.id, m.kind, m.amount, COALESCE(p.amount, r.amount)
  FROM workorders_tillmove m
  LEFT JOIN workorders_payment p ON p.id = m.payment_id
  LEFT JOIN workorders_receipt r ON r.id = m.receipt_id
 WHERE m.kind IN ('payment', 'refund', 'receipt')
   AND m.amount IS DISTINCT FROM COALESCE(p.amount, r.amount)
 ORDER BY m.id"""

DEPOSITS = """
SELECT d.number, d.amount - d.refunded, COALESCE(m.sum, 0), d.applied, COALESCE(p.sum, 0)
  FROM workorders_deposit d
  LEFT JOIN (SELECT deposit_id, sum(amount) AS sum FROM workorders_tillmove GROUP BY 1) m
    ON m.deposit_id = d.id
  LEFT JOIN (SELECT deposit_id, sum(amount) AS sum FROM workorders_payment GROUP BY 1) p
    ON p.deposit_id = d.id
 WHERE d.amount - d.refunded <> COALESCE(m.sum, 0) OR d.applied <> COALESCE(p.sum, 0)
 ORDER BY d.id"""

PREPAID = """
SELECT p.number, p.price - p.refunded, COALESCE(m.sum, 0), p.drawn, COALESCE(u.used, 0)
  FROM workorders_prepaidpackage p
  LEFT JOIN (SELECT prepaid_id, sum(amount) AS sum FROM workorders_tillmove GROUP BY 1) m
    ON m.prepaid_id = p.id
  LEFT JOIN (SELECT i.prepaid_id, sum(u.amount) FILTER (WHERE u.used_at IS NOT NULL) AS used
               FROM workorders_prepaiditem i JOIN workorders_prepaiduse u ON u.item_id = i.id
              GROUP BY 1) u ON u.prepaid_id = p.id
 WHERE p.price - p.refunded <> COALESCE(m.sum, 0) OR p.drawn <> COALESCE(u.used, 0)
 ORDER BY p.id"""

PREPAID_ITEMS = """
SELECT p.number, i.id, i.taken, count(u.id), i.taken_value, COALESCE(sum(u.amount), 0)
  FROM workorders_prepaiditem i
  JOIN workorders_prepaidpackage p ON p.id = i.prepaid_id
  LEFT JOIN workorders_prepaiduse u ON u.item_id = i.id AND u.released_at IS NULL
 GROUP BY p.number, i.id
HAVING i.taken <> count(u.id) OR i.taken_value <> COALESCE(sum(u.amount), 0)
 ORDER BY i.id"""

STATEMENTS = """
SELECT s.number, s.amount, COALESCE(sum(l.amount), 0)
  FROM workorders_accountstatement s
  LEFT JOIN workorders_accountstatementline l ON l.statement_id = s.id
 GROUP BY s.id HAVING s.amount <> COALESCE(sum(l.amount), 0)
 ORDER BY s.id"""

RECEIPTS = """
SELECT r.number, r.amount, COALESCE(sum(a.amount), 0)
  FROM workorders_receipt r LEFT JOIN workorders_receiptallocation a ON a.receipt_id = r.id
 GROUP BY r.id HAVING r.amount <> COALESCE(sum(a.amount), 0)
 ORDER BY r.id"""

OPEN = """
SELECT v.id, v.amount - v.open_amount, COALESCE(sum(a.amount), 0)
  FROM workorders_receivable v LEFT JOIN workorders_receiptallocation a ON a.receivable_id = v.id
 WHERE v.payer = 'CP'
   AND EXISTS (SELECT 1 FROM workorders_settlementbucket b
                JOIN workorders_settlement s ON s.id = b.settlement_id
                WHERE b.id = v.bucket_id AND s.state = 'settled')
 GROUP BY v.id HAVING v.amount - v.open_amount <> COALESCE(sum(a.amount), 0)
 ORDER BY v.id"""

INVOICES = """
SELECT i.number, i.amount, COALESCE(sum(t.amount), 0)
  FROM workorders_invoice i LEFT JOIN workorders_invoiceitem t ON t.invoice_id = i.id
 GROUP BY i.id HAVING i.amount <> COALESCE(sum(t.amount), 0)
     OR i.net <> COALESCE(sum(t.net), 0) OR i.vat <> COALESCE(sum(t.vat), 0)
 ORDER BY i.id"""


def split_differences() -> list[str]:
    """Lines whose shares are not their amount."""
    return named("{} line {}: {} but its shares {}", SPLITS)


def shift_differences() -> list[str]:
    """Shifts that are not the sum of their movements, movements unlike their papers."""
    sums = named("shift {}: {} but movements {}", SHIFTS)
    return sums + named("movement {} ({}): {} but its paper {}", MOVES)


def deposit_differences() -> list[str]:
    """Deposits whose held money or applications are not those of the ledger."""
    return named("deposit {}: {} taken but movements {}; {} applied but payments {}", DEPOSITS)


def prepaid_differences() -> list[str]:
    """Prepaid packages whose money or uses are not those of the ledger."""
    whole = named("prepaid {}: {} taken but movements {}; {} drawn but uses {}", PREPAID)
    each = named("prepaid {} service {}: {} taken but uses {}; {} but {}", PREPAID_ITEMS)
    return whole + each


def statement_differences() -> list[str]:
    """Monthly statements and invoices that are not the sums of their lines."""
    sums = named("statement {}: {} but its lines {}", STATEMENTS)
    return sums + named("invoice {}: {} but its items {}", INVOICES)


def allocation_differences() -> list[str]:
    """Receipts that were not divided exactly, and accounts paid otherwise than allocated."""
    sums = named("receipt {}: {} but allocated {}", RECEIPTS)
    return sums + named("receivable {}: {} paid but allocated {}", OPEN)


register(Check("workorders.splits", _("付款方拆分与明细一致"), split_differences))
register(Check("workorders.shifts", _("班次与收款流水一致"), shift_differences))
register(Check("workorders.deposits", _("定金与收退抵一致"), deposit_differences))
register(Check("workorders.prepaid", _("预收套餐与收款、核销一致"), prepaid_differences))
register(Check("workorders.statements", _("对账单、发票与明细一致"), statement_differences))
register(Check("workorders.allocations", _("回款与核销一致"), allocation_differences))
