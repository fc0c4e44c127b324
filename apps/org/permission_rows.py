"""Makes guardian's Permission rows follow the declared capabilities after each migration."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from apps.core.capabilities import every_capability


def write_permissions(**_: Any) -> None:
    """One Permission per capability on OrgUnit's content type, its codename the dotted name.

    A capability with a model gets a second one on that model, under which single objects are
    shared; one whose model is still to come waits for it.
    """
    unit = ContentType.objects.get_for_model(installed.get_model("org", "OrgUnit"))
    wanted = []
    for cap in every_capability():
        wanted.append(Permission(content_type=unit, codename=cap.value, name=cap.zh))
        app, _dot, name = cap.model.partition(".")
        model = installed.all_models[app].get(name.lower()) if app else None
        if model is not None:
            kind = ContentType.objects.get_for_model(model)
            verb = cap.value.partition(".")[2]
            wanted.append(Permission(content_type=kind, codename=verb, name=cap.zh))
    Permission.objects.bulk_create(wanted, ignore_conflicts=True)
