"""Whether every row has its file and every file its row."""

import sys
from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from events import inventory
from events.inventory import Place, Stock
from events.models import Attachment


class Command(BaseCommand):
    help = (
        "Finds rows without files, files without rows and half-done work of processes that are "
        "gone. Exits 1 when it found any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="mend what can be mended")
        parser.add_argument(
            "--force", action="store_true", help="mend even where not a single file matches"
        )

    def handle(self, *args: Any, fix: bool, force: bool, **options: Any) -> None:
        stock = inventory.take_stock(self.watch)
        self.list(stock)
        if not stock.total:
            self.stdout.write(_("Every row has its file, and every file its row."))
            return
        found = ngettext("%d problem found", "%d problems found", stock.total) % stock.total
        if not fix:
            raise CommandError(_("%s; --fix mends what can be mended.") % found)
        if stock.is_suspicious and not force:
            raise CommandError(doubt(found))
        lost = inventory.mend(stock)
        self.advise(lost)
        raise CommandError(
            _("%(found)s, %(mended)d of them mended.")
            % {"found": found, "mended": stock.total - len(lost)}
        )

    def watch(self, keys: Iterable[str]) -> Iterable[str]:
        quiet = not sys.stderr.isatty()
        return tqdm(keys, desc=_("Files in the storage"), unit="", disable=quiet, leave=False)

    def list(self, stock: Stock) -> None:
        for place in stock.missing:
            self.stdout.write(_("Row without file: %s") % told(place))
        for key in stock.orphans:
            self.stdout.write(_("File without row: %s") % weighed(key))
        for key in stock.overdue:
            self.stdout.write(_("Discarded more than 30 days ago: %s") % weighed(key))
        for left in [*stock.leftovers, *stock.drafts]:
            self.stdout.write(_("Left behind by a process that is gone: %s") % left)

    def advise(self, lost: Iterable[Place]) -> None:
        for place in lost:
            self.stdout.write(
                _(
                    "%(what)s is lost: put it back from a backup as %(key)s, or upload it again "
                    "on its page in the admin."
                )
                % {"what": told(place), "key": place.key}
            )


def told(place: Place) -> str:
    """To what the file belongs, in the words of the admin, and its key."""
    row = place.rows.first()
    if row is None:
        return place.key
    attachment = row if isinstance(row, Attachment) else getattr(row, "attachment", None)
    owner = attachment and (attachment.talk or attachment.event)
    parts = [row._meta.verbose_name, f"“{row}”", owner and f"({owner})", place.key]
    return " ".join(str(part) for part in parts if part)


def weighed(key: str) -> str:
    try:
        return f"{key} ({filesizeformat(default_storage.size(key))})"
    except OSError:
        return key


def doubt(found: str) -> str:
    return (
        _(
            "%s, and nothing was changed: no row names a single file of the storage. Is the right "
            "storage mounted, is this the right database? --fix --force does it all the same."
        )
        % found
    )
