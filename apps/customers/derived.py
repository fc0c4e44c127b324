"""A column computed from another one of the same row, kept for its index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Callable

    CharField = models.CharField[str, str]
else:
    CharField = models.CharField


class DerivedField(CharField):
    """Text that is computed from ``source`` by ``derive`` at every save and every bulk insert."""

    def __init__(
        self, *args: Any, source: str, derive: Callable[[str], str], **kwargs: Any
    ) -> None:
        kwargs.update(editable=False, blank=True)
        self.source, self.derive = source, derive
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Name, path and arguments for migrations."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("editable", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "source": self.source, "derive": self.derive}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The value that goes to the database."""
        value = self.derive(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value
