"""Addresses of the visit: reception, workshop and till each own a list."""

from importlib import import_module
from pkgutil import iter_modules

from apps.workorders import addresses

app_name = "workorders"
urlpatterns = [
    pattern
    for part in iter_modules(addresses.__path__)
    for pattern in import_module(f"{addresses.__name__}.{part.name}").urlpatterns
]
