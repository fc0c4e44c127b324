"""One shape for the pages of the paths: facts of a document, and the steps that can be taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404

from apps.core.forms import ServiceForm
from apps.core.responses import page, submit
from apps.core.transitions import available

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpResponse
    from django.utils.functional import _StrOrPromise

    from apps.core.requests import Request
    from apps.core.transitions import Machine


@dataclass
class Step:
    """One act on the page: its form and the service behind it; ``why`` greys it with the reason.

    One with a ``url`` has a page of its own.
    """

    name: str
    title: _StrOrPromise
    button: _StrOrPromise
    do: Callable[[Any], Any]
    kind: type[ServiceForm] = ServiceForm
    given: dict[str, Any] = field(default_factory=dict)
    version: int | None = None
    hint: _StrOrPromise = ""
    why: _StrOrPromise = ""
    said: _StrOrPromise = ""
    primary: bool = False
    form: ServiceForm | None = None
    url: str = ""

    def bound(self, request: Request) -> ServiceForm:
        """The form as it was sent."""
        return self.kind(
            request.POST, request.FILES, access=request.access, **self._names(), **self._fixed()
        )

    def fresh(self, request: Request) -> ServiceForm:
        """The form before anything was typed."""
        return self.kind(access=request.access, version=self.version, **self._names(), **self.given)

    def _names(self) -> dict[str, Any]:
        return {"auto_id": f"id_{self.name}_%s"}

    def _fixed(self) -> dict[str, Any]:
        return {k: v for k, v in self.given.items() if k != "initial"}


@dataclass
class Sheet:
    """What the page shows around its steps.

    ``facts`` are label and value; ``tables`` a heading, the column heads and the rows of cells.
    """

    title: _StrOrPromise
    back: str
    order: Any
    document: Any = None
    back_words: _StrOrPromise = ""
    facts: Sequence[tuple[_StrOrPromise, Any]] = ()
    tables: Sequence[Table] = ()
    photos: Sequence[Any] = ()
    links: Sequence[tuple[str, _StrOrPromise, str]] = ()
    notice: _StrOrPromise = ""
    steps: list[Step] = field(default_factory=list)
    done: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Table:
    """Rows under a heading; a cell is text or a pair of tone and words."""

    title: _StrOrPromise
    heads: Sequence[_StrOrPromise]
    rows: Sequence[Sequence[Any]]


def path_page(request: Request, make: Callable[[], Sheet]) -> HttpResponse:
    """Show the sheet, or take the step that was sent and come back to it.

    ``make`` reads the sheet afresh: after a refusal it shows what is true then.
    """
    sheet = make()
    if request.method != "POST":
        return _shown(request, sheet)
    step = next((s for s in sheet.steps if s.name == request.POST.get("step")), None)
    if step is None:
        raise Http404

    def refused(form: ServiceForm, status: int) -> HttpResponse:
        form.renew_key()
        again = make()
        for other in again.steps:
            if other.name == step.name:
                other.form = _current(form, other.version)
        return _shown(request, again, status)

    def done(result: Any) -> str:
        if step.said:
            messages.success(request, str(step.said))
        return sheet.done(result) if sheet.done else request.path

    return submit(request, step.bound(request), do=step.do, page=refused, done=done)


def _current(form: ServiceForm, version: int | None) -> ServiceForm:
    """What the form sends next is about the row as it now is."""
    if form.is_bound and version is not None:
        data: Any = form.data
        data = data.copy()
        data["version"] = str(version)
        form.data = data
    return form


def _shown(request: Request, sheet: Sheet, status: int = 200) -> HttpResponse:
    for step in sheet.steps:
        step.form = step.form or step.fresh(request)
    return page(request, "workorders/path_page.html", {"sheet": sheet}, status=status)


def reason_of(machine: Machine, row: Any, access: Any) -> dict[str, str]:
    """Why each step of a document cannot be taken now, by its name; empty words when it can."""
    return {option.action: str(option.why) for option in available(machine, row, access)}
