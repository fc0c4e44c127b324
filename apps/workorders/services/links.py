"""One-time links by which a customer answers an estimate from a phone."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders.models import Estimate, EstimateLink
from apps.workorders.models.estimate import EstimateState
from apps.workorders.permissions import Perm
from apps.workorders.services.editions import kill_links

if TYPE_CHECKING:
    from apps.org.access import Access

SALT = "workorders.estimate_link"
LINK_HOURS = "workorders.link_hours"


@service
def make_link(*, by: Access, estimate: Estimate, version: int | None) -> EstimateLink:
    """A new link opens the estimate once; the one before it is dead."""
    order = lock(estimate.order)
    estimate = lock(estimate, version)
    by.require(Perm.AUTHORISE_WORKORDER, estimate)
    if estimate.state != EstimateState.SENT or estimate.valid_until <= by.now:
        raise Refused(_("这份报价不再等客户答复，请先重新报价。"))
    kill_links(estimate, by=by)
    hours = Setting.objects.value(LINK_HOURS, business_day(by.now), order.store_id)
    nonce = uuid.uuid4()
    return EstimateLink.objects.create(
        estimate=estimate,
        nonce=nonce,
        token_hash=hash_of(token_for(nonce)),
        made_by=by.person,
        made_at=by.now,
        expires_at=min(by.now + dt.timedelta(hours=int(hours)), estimate.valid_until),
    )


@service
def revoke_link(*, by: Access, link: EstimateLink) -> EstimateLink:
    """The link opens nothing any more."""
    lock(link.estimate.order)
    link = lock(link)
    by.require(Perm.AUTHORISE_WORKORDER, link.estimate)
    if link.used_at is None and link.revoked_at is None:
        link.revoked_at = by.now
        link.save()
    return link


@service
def note_opened(*, by: Access, link: EstimateLink) -> EstimateLink:
    """The customer has opened the link; the first time is kept."""
    link = lock(link)
    if link.opened_at is None:
        link.opened_at = by.now
        link.save()
    return link


def token_of(link: EstimateLink) -> str:
    """The token of a link as the advisor hands it on; "" when the site's secret has changed."""
    token = token_for(link.nonce)
    return token if hash_of(token) == link.token_hash else ""


def link_with(token: str) -> EstimateLink | None:
    """The link this token opens, whatever became of it."""
    rows = EstimateLink.objects.select_related(
        "estimate__order__visit__vehicle__model", "estimate__order__store", "made_by"
    )
    return rows.filter(token_hash=hash_of(token)).first()


def token_for(nonce: uuid.UUID) -> str:
    """The token that belongs to a random number, made with the site's secret: 43 characters."""
    digest = salted_hmac(SALT, nonce.hex, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    """How a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
