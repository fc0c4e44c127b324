"""Addresses of the organisation."""

from django.urls import path

from apps.org import tenure_urls, views
from apps.org.views import audit, contacts, notices, rights, shares

app_name = "org"
urlpatterns = [
    path("", views.chart, name="chart"),
    path("positions/", views.positions, name="position"),
    path("positions/<int:pk>/", views.sheet, name="position_sheet"),
    path("positions/<int:pk>/print/", views.sheet_print, name="position_print"),
    path("rights/", views.whocan, name="whocan"),
    path("rights/export/", views.whocan_export, name="whocan_export"),
    path("apart/", rights.apart, name="apart"),
    path("why/", views.why, name="why"),
    path("requests/", views.requests, name="requests"),
    path("requests/<str:kind>/<int:pk>/", views.request_, name="request"),
    path("me/", views.me, name="me"),
    path("me/account/", views.account, name="account"),
    path("me/password/", views.password, name="password"),
    path("me/code/", views.code, name="code"),
    path("me/second-factor/", views.enrol, name="enrol"),
    path("me/recovery-codes/", views.renew_codes, name="renew_codes"),
    path("me/facts/", views.own_facts, name="own_facts"),
    path("me/sessions/", views.end_sessions, name="end_sessions"),
    path("audit/", audit.audit, name="audit"),
    path("audit/people/<int:pk>/", audit.audit_person, name="audit_person"),
    path("audit/requests/<str:request_id>/", audit.audit_request, name="audit_request"),
    path("audit/exports/", audit.audit_exports, name="audit_exports"),
    path("audit/reveals/", audit.audit_reveals, name="audit_reveals"),
    path("audit/<str:label>/<int:pk>/", audit.audit_object, name="audit_object"),
    path("history/<str:label>/<int:pk>/", audit.history, name="history"),
    path("contact/", contacts.reveal, name="reveal"),
    path("staff/", views.staff, name="staff"),
    path("staff/new/", views.staff_new, name="staff_new"),
    path("staff/<int:pk>/", views.person, name="person"),
    path("staff/<int:pk>/edit/", views.staff_edit, name="staff_edit"),
    path("staff/<int:pk>/account/<slug:act>/", views.account_act, name="account_act"),
    path("staff/<int:pk>/leaving/", views.leaving, name="leaving"),
    *tenure_urls.urlpatterns,
    path("notices/", notices.notices, name="notices"),
    path("notices/bell/", notices.bell, name="bell"),
    path("notices/read/", notices.read, name="notices_read"),
    path("notices/<int:pk>/", notices.open_, name="notice_open"),
    path("shares/", shares.my_shares, name="my_shares"),
    path("shares/people/<int:pk>/", shares.person_shares, name="person_shares"),
    path("shares/<int:pk>/revoke/", shares.revoke, name="revoke_share"),
    path("shares/<str:label>/<int:pk>/", shares.shares, name="shares"),
]
