"""The steps of the check-in sheet by name: the form each takes and the service it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from apps.workorders.forms import stay as forms
from apps.workorders.services import custody, people, statements
from apps.workorders.services import stay as services

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrOrPromise

    from apps.core.forms import ServiceForm
    from apps.org.access import Access
    from apps.workorders.models import Visit

    Step = tuple[str, type[ServiceForm], Callable[..., Any], _StrOrPromise]


def _sheet(do: Callable[..., Any]) -> Callable[..., Any]:
    """A step on the sheet itself, by its version."""

    def run(*, by: Access, visit: Visit, form: ServiceForm) -> Any:
        return do(by=by, checkin=visit.checkin, version=form.row_version, **form.values)

    return run


def _stay(do: Callable[..., Any]) -> Callable[..., Any]:
    """A step that adds something to the stay."""

    def run(*, by: Access, visit: Visit, form: ServiceForm) -> Any:
        return do(by=by, visit=visit, **form.values)

    return run


def _versioned(do: Callable[..., Any]) -> Callable[..., Any]:
    """A step on a row of the stay, by the version the form carries."""

    def run(*, by: Access, visit: Visit, form: ServiceForm) -> Any:
        return do(by=by, visit=visit, version=form.row_version, **form.values)

    return run


STEPS: dict[str, Step] = {
    "place": ("place", forms.PlaceForm, _sheet(services.place_car), _("已更新钥匙和车位。")),
    "sign": ("sign", forms.SignForm, _sheet(services.sign_later), _("已补签。")),
    "reading": ("reading", forms.ReadingForm, _sheet(services.read_odometer), _("里程已登记。")),
    "consent": (
        "consent",
        forms.ConsentForm,
        _versioned(services.record_consent),
        _("已记录车主同意。"),
    ),
    "people": ("people", forms.PeopleForm, _versioned(people.set_people), _("人员已更新。")),
    "statement": (
        "statement",
        forms.StatementForm,
        _stay(statements.add_statement),
        _("已加一条客户陈述。"),
    ),
    "custody": ("custody", forms.CustodyForm, _stay(custody.keep_item), _("已收存。")),
    "notice": ("notice", forms.NoticeForm, _stay(services.notify_owner), _("通知已记录。")),
}
