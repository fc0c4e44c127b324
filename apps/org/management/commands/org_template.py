"""`manage.py org_template`: lists the organisation templates and grows a store from one."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.refusals import Refused
from apps.org.access import Access
from apps.org.catalogue import CatalogueError
from apps.org.services.positions import Loaded
from apps.org.services.templating import Plan, load_template, names_of, plan_of
from apps.org.templates import Template, UnknownTemplateError, names, read_template


class Command(BaseCommand):
    """``list`` tells what there is; ``load`` adds what a store lacks of a template."""

    help = (
        "Organisation templates: org_template list;"
        " org_template load three_groups --root cs4:长沙四店 [--dry-run]"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do; the root is CODE:NAME, or a name alone, whose initials become the code."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        deeds.add_parser("list", help="all templates")
        load = deeds.add_parser("load", help="a store grown from a template")
        load.add_argument("name", help="a template of the list")
        load.add_argument("--root", required=True, help="CODE:NAME of the store, or NAME alone")
        load.add_argument("--group", default="", help="CODE:NAME of a group where none stands")
        load.add_argument("--dry-run", action="store_true", help="say what it would add")

    def handle(self, *, deed: str, **options: str) -> None:
        """Do it; raises CommandError for an unknown template or a root that cannot be."""
        try:
            if deed == "list":
                self._list()
            else:
                self._load(**options)
        except (UnknownTemplateError, CatalogueError, Refused) as error:
            raise CommandError(str(error)) from error

    def _list(self) -> None:
        for template in map(read_template, names()):
            units = sum(1 for _unit in template.chart.store.walk()) - 1
            facts = {
                "name": template.name,
                "units": units,
                "positions": sum(not p.base for p in template.catalogue.positions),
                "headcount": template.chart.store.headcount,
            }
            words = _("%(name)s：部门与班组 %(units)d，岗位 %(positions)d，编制 %(headcount)d")
            self.stdout.write(f"{template.code:22}{words % facts}")
            self.stdout.write(f"{'':22}{template.purpose}")

    def _load(self, *, name: str, root: str, group: str, dry_run: str, **_options: object) -> None:
        template, store = read_template(name), names_of(root)
        if dry_run:
            self._print_plan(plan_of(template, store))
            return
        by = Access(staff=None, now=clock.now())
        plan = plan_of(template, store)
        unit, loaded = load_template(
            by=by, template=template, names=store, group=names_of(group) if group else None
        )
        self.stdout.write(f"{unit.code} {unit}")
        self.stdout.write(_added(plan, loaded))
        self._print_gaps(template)

    def _print_plan(self, plan: Plan) -> None:
        for line in plan.lines:
            posts = _("、").join(f"{title}×{count}" for title, count in line.posts)
            mark = "" if line.standing else "+ "
            self.stdout.write(f"{'  ' * line.depth}{mark}{line.name} [{line.headcount}] {posts}")
        self.stdout.write(_added(plan, None))
        self.stdout.write(_("仅预览，没有写入任何数据。"))

    def _print_gaps(self, template: Template) -> None:
        for gap in template.gaps:
            self.stdout.write(f"  {gap.position} {gap.capability}: {gap.reason}")


def _added(plan: Plan, loaded: Loaded | None) -> str:
    facts = {
        "units": plan.units,
        "positions": loaded.positions if loaded else plan.positions,
        "duties": loaded.duties if loaded else plan.duties,
        "grants": loaded.grants if loaded else plan.grants,
        "posts": loaded.posts if loaded else plan.posts,
    }
    words = _(
        "新增单元 %(units)d、岗位 %(positions)d、职责 %(duties)d、权限 %(grants)d、席位 %(posts)d"
    )
    return words % facts
