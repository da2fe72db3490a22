"""`manage.py check_index`: proves that the index is the content. Exit code 1 where it is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from search import checking, indexing
from search.models import SearchDocument


class Command(BaseCommand):
    help = "Compares the search index with the content."

    def handle(self, *args: Any, **options: Any) -> None:
        indexing.catch_up()
        found = checking.Difference()
        for batch in tqdm(checking.batches(), disable=not self.stdout.isatty(), ascii=" #"):
            found += checking.compare(batch)
        if not checking.is_sound():
            raise CommandError(_("The index is damaged. Run manage.py rebuild_index."))
        if found.total:
            told = _(
                "Index and content differ: %(missing)d places are missing, %(outdated)d are "
                "outdated, %(left)d are left over. Run manage.py rebuild_index."
            )
            raise CommandError(told % vars(found))
        count = SearchDocument.objects.count()
        self.stdout.write(_("The index is the content: %d places.") % count)
