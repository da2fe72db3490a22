"""`manage.py rebuild_index`: every place written anew, while the site runs and is searched."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from tqdm import tqdm

from search import checking, indexing, triggers


class Command(BaseCommand):
    help = "Writes the search index anew; the site may run meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        triggers.ensure("default")
        if not checking.is_sound():
            self.stdout.write(_("The index is damaged: first it is made anew from its rows."))
            checking.repair()
        indexing.catch_up()
        found = checking.batches()
        with tqdm(total=len(found), disable=not self.stdout.isatty(), ascii=" #") as bar:
            count = 0
            for batch in found:
                count += checking.rebuild(batch)
                bar.update()
        self.stdout.write(_("%d places are in the index.") % count)
