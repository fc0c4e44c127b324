"""The page vocabulary: ``{% load ui %}`` – values, icons, states, fields, buttons.

Whatever may stand in a table cell is built with ``format_html``; only the larger pieces (a field,
a button row, a pager) have a template in ``templates/components``.
"""

from apps.core.ui import fields, marks, pieces, values
from apps.core.ui.library import register

__all__ = ["fields", "marks", "pieces", "register", "values"]
