"""Contact data of staff, and what belongs to the story of a person, a position, a post."""

from apps.core.field_policy import contact
from apps.core.records import ledger, story
from apps.org.permissions import Perm

contact("org.Staff", Perm.VIEW_STAFF, phone="phone")
ledger("org.ContactReveal", tenure="tenure_id", request="request_id")
story("org.Staff", "tenures", "skills", "permits", "absences")
story("org.Position", "revisions", "revisions__duties", "revisions__duties__grants", "posts")
story("org.PositionRevision", "duties", "duties__grants")
story("org.Post", "tenures")
