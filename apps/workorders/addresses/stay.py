"""Addresses of a car's stay: the sheet, its steps, custody, intake, days in the shop."""

from django.urls import path

from apps.workorders.views import custody, intake, statements, stays

urlpatterns = [
    path("intake/", intake.intake, name="intake"),
    path("intake/<int:pk>/", intake.intake_car, name="intake_car"),
    path("checkin/photos/", intake.add_photo, name="add_photo"),
    path("checkin/photos/<int:pk>/", intake.waiting_photo, name="waiting_photo"),
    path("stays/", stays.stays, name="stays"),
    path("stays/<int:pk>/", stays.visit, name="visit"),
    path("stays/<int:pk>/print/", stays.print_visit, name="print_visit"),
    path("stays/photos/<int:pk>/", stays.visit_photo, name="visit_photo"),
    path("stays/<int:pk>/do/<str:step>/", stays.visit_step, name="visit_step"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("statements/<int:pk>/remove/", statements.remove_statement, name="remove_statement"),
    path("custody/", custody.custody, name="custody"),
    path("custody/<int:pk>/", custody.return_item, name="custody_return"),
    path("custody/<int:pk>/move/", custody.move_item, name="custody_move"),
    path("custody/<int:pk>/tag/", custody.custody_tag, name="custody_tag"),
]
