"""The ledgers of the ground every app stands on."""

from apps.core.records import ledger

ledger("core.StatusChange", tenure="tenure_id", request="request_id")
ledger("core.ExportAudit", request="request_id")
