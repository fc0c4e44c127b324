"""What a duty can grant over files brought in from other systems.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    IMPORT_FILE = "core.import_file", "导入外部文件", "Import files"
