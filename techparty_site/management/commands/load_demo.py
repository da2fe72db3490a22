from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from techparty_site.demo.loading import load


class Command(BaseCommand):
    help = "Loads the demo content; what is already there stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--community-only",
            action="store_true",
            help="only the community and its cities, no events and no posts",
        )

    def handle(self, *args: Any, community_only: bool, **options: Any) -> None:
        added = load(community_only=community_only)
        if not added:
            self.stdout.write(_("The demo content is there already."))
        for model, number in added.items():
            name = model._meta.verbose_name_plural
            self.stdout.write(_("%(name)s: %(number)d added") % {"name": name, "number": number})
