"""The first people of a real installation: without them nobody could appoint anybody."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from apps.core.refusals import Refused
from apps.core.services import service
from apps.org.access import Access
from apps.org.models import OrgUnit, Post, Staff, Tenure, User
from apps.org.template_checks import FIRST_POSITIONS


@dataclass(frozen=True)
class FirstPerson:
    """Who is appointed without being proposed; ``password`` is shown once and stored nowhere."""

    position: str
    login: str
    name: str
    password: str = ""

    def with_password(self) -> FirstPerson:
        """The same person with a new random password."""
        return FirstPerson(self.position, self.login, self.name, secrets.token_urlsafe(12))


@service
def appoint_first(*, by: Access, store: OrgUnit, people: list[FirstPerson]) -> list[Tenure]:
    """Each person has an account and a permanent tenure from now.

    Raises Refused when anybody has ever been appointed, or when one person is named twice.
    """
    if Tenure.objects.exists():
        raise Refused(_("已经有人任职，新的任职要由人提名和批准。"))
    if len({person.login for person in people}) != len(FIRST_POSITIONS):
        raise Refused(_("系统管理员、人力资源专员和总经理必须是三个人。"))
    return [_appoint(by, store, number, p) for number, p in enumerate(people, start=1)]


def _appoint(by: Access, store: OrgUnit, number: int, person: FirstPerson) -> Tenure:
    post = Post.objects.select_related("unit").get(
        unit__store=store, position__code=person.position
    )
    user = User(username=person.login, initial_password=True, profile_due=True)
    user.set_password(person.password)
    user.save()
    staff = Staff.objects.create(
        user=user, name=person.name, staff_no=f"{store.code}-{number:04d}", unit=post.unit
    )
    return Tenure.objects.create(
        staff=staff,
        post=post,
        kind=Tenure.Kind.PERMANENT,
        state=Tenure.State.APPROVED,
        starts_at=by.now,
    )
