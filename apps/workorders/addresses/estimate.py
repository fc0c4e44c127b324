"""Addresses of the estimate, of declined work, and of the customer's page."""

from django.urls import path

from apps.workorders.views import customer, declined, estimates, offers

urlpatterns = [
    path("orders/<int:pk>/quote/", estimates.quote, name="quote"),
    path("orders/<int:pk>/quote/other-way/", offers.other_way, name="other_way"),
    path("orders/<int:pk>/quote/more/", offers.more, name="offer_more"),
    path("orders/<int:pk>/brought/", offers.brought, name="brought"),
    path("orders/<int:pk>/revive/<int:work_pk>/", declined.revive, name="revive"),
    path("findings/<int:pk>/offer/", offers.offer_finding, name="offer_finding"),
    path("offers/<int:pk>/", offers.change_offer, name="change_offer"),
    path(
        "offers/<int:pk>/lines/<int:line_pk>/", offers.change_offer_line, name="change_offer_line"
    ),
    path("estimates/", estimates.estimates, name="estimates"),
    path("estimates/<int:pk>/", estimates.estimate, name="estimate"),
    path("estimates/<int:pk>/link/", estimates.link, name="estimate_link"),
    path("estimates/<int:pk>/act/", estimates.estimate_act, name="estimate_act"),
    path("estimates/<int:pk>/answer/", estimates.answer, name="estimate_answer"),
    path("estimates/<int:pk>/print/", estimates.print_estimate, name="print_estimate"),
    path("estimate-links/<int:pk>/revoke/", estimates.revoke, name="revoke_link"),
    path("declined/", declined.declined, name="declined"),
    path("declined/<int:pk>/", declined.declined_work, name="declined_work"),
    path("declined/<int:pk>/risk/", declined.risk, name="risk"),
    path("declined/<int:pk>/print/", declined.print_risk, name="print_risk"),
    path("e/<str:token>/", customer.customer, name="customer"),
    path("e/<str:token>/<uuid:file>/", customer.customer_photo, name="customer_photo"),
]
