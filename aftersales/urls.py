"""Addresses of the whole site; each app owns its own list."""

from importlib.util import find_spec

from django.urls import include, path

from aftersales import health
from apps.org import views
from apps.org.admin_site import site
from apps.org.views import places, stations

ROOMS = ("core", "org", "customers", "parts", "workorders", "warranty", "care", "kpi")

urlpatterns = [
    path("", views.home, name="home"),
    path("admin/", site.urls),
    path("live/", health.live, name="live"),
    path("ready/", health.ready, name="ready"),
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("switch/", places.switch, name="switch"),
    path("switch/lock/", places.lock, name="lock"),
    path("screen/", stations.screen, name="screen"),
    path("language/", views.choose_language, name="language"),
    path("overdue/", views.overdue, name="overdue"),
    path("store/", views.choose_store, name="store"),
    path("kept/<uuid:token>/", views.kept, name="kept"),
    *(
        path("" if room == "core" else f"{room}/", include(f"apps.{room}.urls"))
        for room in ROOMS
        if find_spec(f"apps.{room}.urls")
    ),
]
handler400 = "apps.org.middleware.bad_request"
handler403 = "apps.org.middleware.forbidden"
handler404 = "apps.org.middleware.not_found"
