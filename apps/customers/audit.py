"""Contact data of customers, and what belongs to the story of a customer and a car."""

from apps.core.field_policy import contact
from apps.core.records import ledger, story
from apps.customers.permissions import Perm

contact("customers.Customer", Perm.VIEW_CONTACT, phone="phone", address="address")
ledger("customers.KnownAt", at="since")
story("customers.Customer", "ownerships", "known_at")
story("customers.Vehicle", "plates", "ownerships", "known_at")
