"""What the frame of every page shows; no query of its own, only what ``request.access`` holds."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core import demo, figures_text, navigation
from apps.core.policy import policy_of

THEMES = ("light", "dark")
HOME = navigation.Entry(_("我的岗位"), "home", (), "home", 0)  # everyone's first page
ADDRESSES = {
    "search_url": "customers:search",
    "overdue_url": "overdue",
    "bell_url": "org:bell",
    "notices_url": "org:notices",
    "language_url": "language",
    "store_url": "store",
    "logout_url": "logout",
    "switch_url": "switch",
    "lock_url": "lock",
    "login_url": "login",
}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # the room of this page is not installed
        return ""


def _is_own(request: HttpRequest) -> bool:
    """Whether the page is the person's own (the bell, the account), which no room holds."""
    match = request.resolver_match
    policy = policy_of(match.func) if match else None
    return policy is not None and not policy.perms


def _menu(request: HttpRequest, access: Any) -> list[dict[str, Any]]:
    mine = (HOME, *navigation.entries_for(access))
    entries = [(url, entry) for entry in mine if (url := _address(entry.url_name))]
    here = request.path
    fitting = [
        url
        for url, _entry in entries
        if url == here or (len(url) > 1 and here.startswith(url) and not _is_own(request))
    ]
    name = request.resolver_match.view_name if request.resolver_match else ""
    holding = [url for url, entry in entries if name in entry.holds]
    best = max(holding or fitting, key=len, default="")
    groups = [entry.order // 10 for _url, entry in entries]
    return [
        {
            "starts": groups[i] != groups[max(i - 1, 0)],
            "label": entry.label,
            "url": url,
            "icon": entry.icon,
            "key": entry.key,
            "active": url == best,
        }
        for i, (url, entry) in enumerate(entries)
    ]


def _posts(access: Any) -> list[dict[str, Any]]:
    posts = []
    for tenure in access.tenures:
        acting, acting_for = tenure.kind == "acting", tenure.acting_for
        posts.append(
            {
                "name": str(tenure.post.position),
                "unit": str(tenure.post.unit),
                "acting": acting,
                "acting_for": str(acting_for.staff) if acting_for else "",
                "until": tenure.ends_at if acting else None,
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


def _person(request: HttpRequest, access: Any) -> dict[str, Any]:
    """Who works here now; empty for a stranger."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "at_step", False):
        return {}
    known = {"username": user.get_username(), "person": user.get_username()}
    if access is None or access.staff is None:
        return known
    posts = _posts(access)
    return known | {
        "person": access.staff.name,
        "staff_no": access.staff.staff_no,
        "store_name": str(access.store) if access.store else "",
        "stores": _stores(access),
        "posts": posts,
        "position": posts[0]["name"] if posts else "",
        "now": access.now,
    }


def _frame(request: HttpRequest, access: Any) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "")
    session = getattr(request, "session", {})
    return {
        "theme": theme if theme in THEMES else "",
        "station": session.get("station") if access and access.staff else None,
        "idle": session.get("idle", 0),
        "density": "compact" if request.COOKIES.get("density") == "compact" else "",
        "demo": demo.installed(),
        "other_language": "zh-hans" if (get_language() or "").startswith("en") else "en",
        **{key: _address(name) for key, name in ADDRESSES.items()},
        **_person(request, access),
    }


def frame(request: HttpRequest) -> dict[str, Any]:
    """``frame`` (names, addresses, theme) and ``navigation`` (the side menu), made when drawn."""
    access = getattr(request, "access", None)
    known = bool(access and access.staff and not getattr(request, "at_step", False))
    figures_text.page_day.set(figures_text.local(access.now).date() if access and known else None)
    return {
        "frame": SimpleLazyObject(lambda: _frame(request, access)),
        "navigation": SimpleLazyObject(lambda: _menu(request, access) if known else []),
    }
