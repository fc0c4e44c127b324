"""Acts on customers and cars."""

from apps.customers.services.cars import (
    change_car,
    change_plate,
    enter_vin,
    same_plate,
    take_unknown,
)
from apps.customers.services.checking import (
    LONGEST_PLATE,
    MOST_KM,
    PHONE_FORM,
    checked_phone,
)
from apps.customers.services.owners import change_owner, ties_of
from apps.customers.services.registering import (
    change_customer,
    customer_known,
    register_car,
    store_of,
    take_over,
)

__all__ = [
    "LONGEST_PLATE",
    "MOST_KM",
    "PHONE_FORM",
    "change_car",
    "change_customer",
    "change_owner",
    "change_plate",
    "checked_phone",
    "customer_known",
    "enter_vin",
    "register_car",
    "same_plate",
    "store_of",
    "take_over",
    "take_unknown",
    "ties_of",
]
