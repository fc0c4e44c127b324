"""Migrations of a large project in seconds: fewer models are rendered again at each step.

Django renders a model and everything related to it after every operation. Here nearly every model
points at staff and units, so each of several hundred operations rendered all of them: 74 s for an
empty database. An index, a constraint or a name changes no relation, and a new model changes no
other, so those render nothing or one model. All other operations are Django's own. A test
compares the schema that both ways make.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import BaseConstraint, Index

WORDS = {"verbose_name", "verbose_name_plural", "ordering", "get_latest_by"}


class LightState(ProjectState):
    """A project state that renders only what an operation changed."""

    def clone(self) -> Self:
        """The same state again, as light as this one."""
        plain = super().clone()
        light = type(self)(models=plain.models, real_apps=plain.real_apps)
        if "apps" in plain.__dict__:
            light.apps = plain.apps
        light.is_delayed = plain.is_delayed
        return light

    def add_model(self, model_state: ModelState) -> None:
        """Add a model; the rendered ones stay, as when a class statement adds one."""
        if "apps" not in self.__dict__ or not _stands_alone(model_state):
            super().add_model(model_state)
            return
        key = (model_state.app_label, model_state.name_lower)
        self.models[key] = model_state
        if self._relations is not None:  # type: ignore[attr-defined]  # not in the stubs
            self.resolve_model_relations(key)
        self.apps.render_multiple([model_state])

    def add_index(self, app_label: str, model_name: str, index: Index) -> None:
        """Add an index to the model's state."""
        self._append(app_label, model_name, "indexes", index)

    def add_constraint(self, app_label: str, model_name: str, constraint: BaseConstraint) -> None:
        """Add a constraint to the model's state."""
        self._append(app_label, model_name, "constraints", constraint)

    def alter_model_options(
        self,
        app_label: str,
        model_name: str,
        options: dict[str, Any],
        option_keys: Iterable[str] | None = None,
    ) -> None:
        """Change what a model is called or ordered by; other options are left to Django."""
        if not set(options) <= WORDS:
            super().alter_model_options(app_label, model_name, options, option_keys)
            return
        state = self.models[app_label, model_name]
        dropped = set(option_keys or ()) - set(options)
        kept = {key: value for key, value in state.options.items() if key not in dropped}
        state.options = {**kept, **options}

    def _append(
        self, app_label: str, model_name: str, option: str, item: Index | BaseConstraint
    ) -> None:
        state = self.models[app_label, model_name]
        state.options[option] = [*state.options[option], item]
        if "apps" in self.__dict__:
            rendered = self.apps.get_model(app_label, model_name)
            setattr(rendered._meta, option, [*getattr(rendered._meta, option), item])


def _stands_alone(state: ModelState) -> bool:
    """Whether the model inherits neither the table nor the rows of another model."""
    if "proxy" in state.options:
        return False
    return all(not isinstance(base, str) for base in state.bases)


class LightExecutor(MigrationExecutor):
    """Runs migrations on a light state."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        plain = super()._create_project_state(  # type: ignore[misc]  # not in the stubs
            with_applied_migrations
        )
        return LightState(models=plain.models, real_apps=plain.real_apps)
