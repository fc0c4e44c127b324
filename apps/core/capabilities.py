"""The registry of capabilities: everything a duty can grant.

Each app lists its own in ``permissions.py`` as one enum.  The codename (``app.verb_noun``) is the
contract between job descriptions, permissions, pages and tests.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnknownCapabilityError(LookupError):
    """A document, grant or command names a capability that no app declares."""


class CapabilityEnum(StrEnum):
    """Base of every app's ``Perm``.

    ``code`` is the codename, ``zh`` and ``en`` its labels, ``model`` the label of the model whose
    rows it reaches ("" while the model does not exist), ``page`` the URL name where it is done (""
    while there is no screen).  ``apart`` marks what no other right ever implies: cost, profit,
    contact data, exports.
    """

    zh: str
    en: str
    model: str
    page: str
    apart: bool

    def __new__(  # noqa: PLR0917  # a member is written as one plain row
        cls, code: str, zh: str, en: str, model: str = "", page: str = "", apart: bool = False
    ) -> CapabilityEnum:
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh, member.en = zh, en
        member.model, member.page, member.apart = model, page, apart
        _registry[code] = member
        return member

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.en if get_language() == "en" else self.zh

    @property
    def is_plain_view(self) -> bool:
        """Whether this is the right to see its model's rows, which every act on them implies."""
        verb = self.value.partition(".")[2]
        return bool(self.model) and verb.startswith("view_") and not self.apart


_registry: dict[str, CapabilityEnum] = {}


def capability(code: str) -> CapabilityEnum:
    """The capability with this codename; raises UnknownCapabilityError."""
    try:
        return _registry[str(code)]
    except KeyError:
        raise UnknownCapabilityError(str(code)) from None


def every_capability() -> Iterator[CapabilityEnum]:
    """All declared capabilities in the order of their codenames."""
    return iter(sorted(_registry.values(), key=str))


def implied_by(perm: CapabilityEnum) -> frozenset[str]:
    """The codenames whose reach is also a reach of ``perm``.

    A plain view is implied by every right on the same model that is not kept apart; any other
    right stands for itself alone.
    """
    if not perm.is_plain_view:
        return frozenset({perm.value})
    same = (c for c in _registry.values() if c.model == perm.model and not c.apart)
    return frozenset(c.value for c in same)


def rights_over(model_label: str) -> frozenset[str]:
    """The codenames of the rights that make a row of this model visible."""
    return frozenset(c.value for c in _registry.values() if c.model == model_label and not c.apart)
