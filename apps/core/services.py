"""The frame around every service: one transaction, one actor, one operation key, done once."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from contextlib import contextmanager
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from django.apps import apps as installed
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext_lazy as _

from apps.core import frame
from apps.core.models import Operation, TrackedRow
from apps.core.refusals import KeyReused, Refused, Stale

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterator

    from django.utils.functional import _StrOrPromise

    from apps.core.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)

LOCK_TIMEOUT_MS = 3000


def service(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function ``f(*, by: Actor, …)`` as one act.

    The outermost service opens the transaction, limits how long it waits for locks, tells
    PostgreSQL who acts, and stores its result under the operation key of the actor in the same
    transaction.  A twin with the same key waits for it and gets the same result; with another
    content it raises KeyReused.  A service called by a service joins its act.
    """
    name = f"{function.__module__}.{function.__qualname__}".removeprefix("apps.")

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        by = cast("Actor", kwargs["by"])
        if frame.current() is not None:
            return function(*args, **kwargs)
        with transaction.atomic(), frame.entered(frame.Frame(service=name, actor=by)):
            _announce(by)
            return _once(name, by, kwargs, lambda: function(*args, **kwargs))

    return run


def _announce(by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), set_config('app.staff', %s, true),"
            " set_config('app.request', %s, true)",
            [f"{LOCK_TIMEOUT_MS}ms", str(by.staff_id or ""), by.request_id],
        )


def _once(name: str, by: Actor, kwargs: dict[str, Any], work: Callable[[], R]) -> R:
    key = by.operation_key
    if key is None:
        return work()
    digest = _digest({k: v for k, v in kwargs.items() if k != "by"})
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_operation (key, service, staff_id, digest, at, request_id)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (key, service) DO NOTHING RETURNING id",
            [key, name, by.staff_id, digest, by.now, by.request_id],
        )
        mine = cursor.fetchone()
    if mine is None:
        return cast("R", _replay(name, key, by, digest))
    result = work()
    operation = Operation.objects.get(pk=mine[0])
    operation.result = _freeze(result)
    operation.save()
    return result


def _replay(name: str, key: uuid.UUID, by: Actor, digest: str) -> Any:
    done = Operation.objects.get(key=key, service=name)
    if done.digest != digest or done.staff_id != by.staff_id:
        raise KeyReused(_("这次提交与之前用过的操作号内容不同，请重新打开页面再试。"))
    return _thaw(done.result)


def _freeze(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case models.Model():
            return {"model": value._meta.label, "pk": value.pk}
        case list() | tuple():
            return [_freeze(v) for v in value]
        case dict():
            return {"dict": {str(k): _freeze(v) for k, v in value.items()}}
        case _:
            raise TypeError(f"a service may not return {type(value).__name__}")


def _thaw(value: Any) -> Any:
    match value:
        case {"model": label, "pk": pk}:
            return installed.get_model(label)._default_manager.get(pk=pk)
        case {"dict": entries}:
            return {k: _thaw(v) for k, v in entries.items()}
        case list():
            return [_thaw(v) for v in value]
        case _:
            return value


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:  # noqa: PLR0911  # a table of types
    match value:
        case models.Model():
            return f"{value._meta.label}:{value.pk}"
        case UploadedFile():
            return f"file:{value.name}:{value.size}"
        case Decimal():
            return str(value.normalize())
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case Enum():
            return value.value
        case models.QuerySet():
            return [_plain(v) for v in value]
        case set() | frozenset():
            return sorted(map(str, value))
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case _:
            return str(value)


def lock(row: M, version: int | None = None) -> M:
    """The row read afresh and locked until the end of the act.

    The lock keeps out other acts on the row; whoever only refers to it never waits.  Raises
    Stale when its version is not the one the form was made from.
    """
    manager = type(row)._default_manager
    fresh = manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if version is not None and isinstance(fresh, TrackedRow) and fresh.version != version:
        raise Stale(_("这张单据在您打开页面之后被别人改过，请核对后再提交。"), row=fresh)
    return fresh


def lock_all(rows: models.QuerySet[M]) -> list[M]:
    """The rows locked in the order of their keys, which every service keeps."""
    return list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))


@contextmanager
def constraint_words(**words: _StrOrPromise) -> Iterator[None]:
    """Turn the violation of a named database constraint into a refusal in words.

    Deferrable constraints are checked at the end of the block.
    """
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        name = getattr(diagnosis, "constraint_name", None) or ""
        if name in words:
            raise Refused(words[name]) from error
        raise
