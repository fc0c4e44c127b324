"""Pages of the organisation, and the door of the site."""

from apps.org.views.account import (
    account,
    code,
    end_sessions,
    enrol,
    own_facts,
    password,
    renew_codes,
)
from apps.org.views.asking import request_, requests
from apps.org.views.chart import chart, staff
from apps.org.views.door import (
    choose_language,
    choose_store,
    demo_logins,
    home,
    kept,
    login,
    logout,
    overdue,
)
from apps.org.views.leaving import leaving
from apps.org.views.people import account_act, person, staff_edit, staff_new
from apps.org.views.positions import positions, sheet, sheet_print
from apps.org.views.rights import me, whocan, whocan_export, why

__all__ = [
    "account",
    "account_act",
    "chart",
    "choose_language",
    "choose_store",
    "code",
    "demo_logins",
    "end_sessions",
    "enrol",
    "home",
    "kept",
    "leaving",
    "login",
    "logout",
    "me",
    "overdue",
    "own_facts",
    "password",
    "person",
    "positions",
    "renew_codes",
    "request_",
    "requests",
    "sheet",
    "sheet_print",
    "staff",
    "staff_edit",
    "staff_new",
    "whocan",
    "whocan_export",
    "why",
]
