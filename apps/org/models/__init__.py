"""Units, people, positions, posts, tenures, grants and shares: who may do what, where, when."""

from apps.org.models.account import RecoveryCode, SignIn
from apps.org.models.asking import RequestState, RequestStep
from apps.org.models.audit import ContactReveal
from apps.org.models.facts import Absence, Shift, StaffPermit, StaffSkill
from apps.org.models.notice import Notice
from apps.org.models.people import Staff, User
from apps.org.models.position import Duty, Grant, Position, PositionRevision
from apps.org.models.post import Post, Tenure, UnitGrant
from apps.org.models.share import Share
from apps.org.models.station import Badge, PlaceChange, QuickPin, Station, StationKey
from apps.org.models.unit import OrgUnit

__all__ = [
    "Absence",
    "Badge",
    "ContactReveal",
    "Duty",
    "Grant",
    "Notice",
    "OrgUnit",
    "PlaceChange",
    "Position",
    "PositionRevision",
    "Post",
    "QuickPin",
    "RecoveryCode",
    "RequestState",
    "RequestStep",
    "Share",
    "Shift",
    "SignIn",
    "Staff",
    "Station",
    "StationKey",
    "StaffPermit",
    "StaffSkill",
    "Tenure",
    "UnitGrant",
    "User",
]
