"""What the frame of every page shows; no query of its own, only what ``request.access`` holds."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from apps.core import figures_text, navigation

THEMES = ("light", "dark")
ADDRESSES = {
    "search_url": "customers:search",
    "overdue_url": "core:overdue",
    "language_url": "core:language",
    "store_url": "core:store",
    "logout_url": "core:logout",
    "login_url": "core:login",
}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # the room of this page is not installed
        return ""


def _menu(request: HttpRequest, access: Any) -> list[dict[str, Any]]:
    rows = [
        {"label": entry.label, "url": _address(entry.url_name), "icon": entry.icon, "active": False}
        for entry in navigation.entries_for(access)
    ]
    rows = [row for row in rows if row["url"]]
    fitting = [
        row
        for row in rows
        if request.path == row["url"] or (row["url"] != "/" and request.path.startswith(row["url"]))
    ]
    if fitting:
        max(fitting, key=lambda row: len(row["url"]))["active"] = True
    return rows


def _posts(access: Any) -> list[dict[str, Any]]:
    posts = []
    for tenure in access.tenures:
        acting_for = getattr(tenure, "acting_for", None)
        posts.append(
            {
                "name": str(tenure.post.position),
                "unit": str(tenure.post.unit),
                "acting_for": str(acting_for.staff) if acting_for else "",
                "until": tenure.ends_at if acting_for else None,
            }
        )
    return posts


def _stores(access: Any) -> list[dict[str, Any]]:
    """The stores to switch between; none when the person belongs to one only."""
    current = access.store
    rows = [
        {"id": store.pk, "name": str(store), "current": current is not None and store == current}
        for store in access.stores_held
    ]
    return rows if len(rows) > 1 else []


def frame(request: HttpRequest) -> dict[str, Any]:
    """``frame`` (names, addresses, theme) and ``navigation`` (the side menu)."""
    theme = request.COOKIES.get("theme", "")
    state: dict[str, Any] = {
        "theme": theme if theme in THEMES else "",
        "density": "compact" if request.COOKIES.get("density") == "compact" else "",
        "demo": settings.DEMO,
        "other_language": "zh-hans" if (get_language() or "").startswith("en") else "en",
        **{key: _address(name) for key, name in ADDRESSES.items()},
    }
    access = getattr(request, "access", None)
    staff = getattr(access, "staff", None)
    if access is None or staff is None:
        figures_text.page_day.set(None)
        return {"frame": state, "navigation": []}
    figures_text.page_day.set(figures_text.local(access.now).date())
    posts = _posts(access)
    state |= {
        "person": staff.name,
        "staff_no": staff.staff_no,
        "username": request.user.get_username(),
        "store_name": str(access.store) if access.store else "",
        "stores": _stores(access),
        "posts": posts,
        "position": posts[0]["name"] if posts else "",
        "now": access.now,
    }
    return {"frame": state, "navigation": _menu(request, access)}
