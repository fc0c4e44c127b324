"""Customers and vehicles of the group, and which store knows them."""

from apps.customers.models.customer import Customer
from apps.customers.models.known_at import KnownAt
from apps.customers.models.owner_change import OwnerChange
from apps.customers.models.ownership import Ownership
from apps.customers.models.plate import Plate
from apps.customers.models.vehicle import Vehicle
from apps.customers.models.vehicle_model import VehicleModel

__all__ = ["Customer", "KnownAt", "OwnerChange", "Ownership", "Plate", "Vehicle", "VehicleModel"]
