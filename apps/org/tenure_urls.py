"""Addresses of posts, tenures and absences; part of those of the organisation."""

from django.urls import path

from apps.org.views import absences, posts, rosters, tenures

urlpatterns = [
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/deputy/", posts.post_deputy, name="post_deputy"),
    path("tenures/vacancies/", posts.vacancies, name="vacancies"),
    path("absences/", absences.absences, name="absences"),
    path("absences/<int:pk>/end/", absences.absence_end, name="absence_end"),
    path("roster/", rosters.roster, name="roster"),
    path("roster/copy/", rosters.roster_copy, name="roster_copy"),
    path("skills/", rosters.skills, name="skills"),
    path("skills/permit/", rosters.permit, name="permit"),
    path("tenures/", tenures.tenures, name="tenures"),
    path("tenures/new/", tenures.tenure_new, name="tenure_new"),
    path("tenures/propose/", tenures.tenure_propose, name="tenure_propose"),
    path("tenures/<int:pk>/", tenures.tenure, name="tenure"),
    path("tenures/<int:pk>/act/", tenures.tenure_act, name="tenure_act"),
    path("tenures/<int:pk>/correct/", tenures.tenure_correct, name="tenure_correct"),
    path("tenures/<int:pk>/end/", tenures.tenure_end, name="tenure_end"),
]
