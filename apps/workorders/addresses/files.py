"""Addresses of repair files, the timeline, e-health records and audits of the process."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import ehealth, process_audit, repair_file, timeline

urlpatterns = [
    path("files/<int:pk>/", repair_file.repair_file, name="repair_file"),
    path("files/<int:pk>/print/", repair_file.print_file, name="repair_file_print"),
    path("orders/<int:pk>/timeline/", timeline.order_timeline, name="order_timeline"),
    path("ehealth/", ehealth.ehealth, name="ehealth"),
    path("ehealth/<int:pk>/", ehealth.record, name="ehealth_record"),
    path("ehealth/<int:pk>/make/", ehealth.make, name="ehealth_make"),
    path("ehealth/<int:pk>/file/", ehealth.download, name="ehealth_file"),
    path("ehealth/<int:pk>/answer/<str:act>/", ehealth.answer, name="ehealth_answer"),
    path("ehealth/days/<str:day>/make/", ehealth.make_day, name="ehealth_make_day"),
    path("ehealth/days/<str:day>/file/", ehealth.download_day, name="ehealth_file_day"),
    path("ehealth/days/<str:day>/answer/", ehealth.answer_day, name="ehealth_answer_day"),
    path("process-audits/", process_audit.audits, name="process_audits"),
    path("process-audits/new/", process_audit.draw, name="process_draw"),
    path("process-audits/questions/", process_audit.questions, name="process_questions"),
    path(
        "process-audits/questions/<int:pk>/drop/",
        process_audit.drop_question,
        name="process_question_drop",
    ),
    path("process-audits/orders/", process_audit.audited_orders, name="audited_orders"),
    path("process-audits/orders/<int:pk>/", process_audit.audited_order, name="audited_order"),
    path("process-audits/orders/<int:pk>/check/", process_audit.check, name="audited_check"),
    path("process-audits/orders/<int:pk>/again/", process_audit.check_again, name="audited_again"),
    path("process-audits/<int:pk>/", process_audit.audit, name="process_audit"),
    path("process-audits/findings/", process_audit.findings, name="audit_findings"),
    path("process-audits/findings/<int:pk>/", process_audit.finding, name="audit_finding"),
    path(
        "process-audits/findings/<int:pk>/<str:act>/",
        process_audit.finding_act,
        name="audit_finding_act",
    ),
]
