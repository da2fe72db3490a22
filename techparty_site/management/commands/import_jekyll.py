"""Take a Jekyll site over: `manage.py import_jekyll DIR [--commit] [--report FILE]`."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from events.models import City, Community
from posts.jekyll.archive import Archive, read_archive
from posts.jekyll.problems import ImportProblem
from posts.jekyll.proposal import CityNames
from posts.jekyll.report import to_json
from posts.jekyll.writing import Importer, Outcome
from techparty_site.demo.loading import load, shipped_cities, shipped_community


class Command(BaseCommand):
    help = "Read a Jekyll folder and say what would become of it; with --commit, take it over."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder that holds _posts")
        parser.add_argument("--commit", action="store_true", help="write, do not only look")
        parser.add_argument("--report", type=Path, help="write all findings as JSON")

    def handle(
        self, *args: Any, folder: Path, commit: bool, report: Path | None, **options: Any
    ) -> None:
        archive = self._read(folder, commit=commit)
        outcome = None
        if commit:
            outcome = Importer(archive, _names()).run(_bar(_("Writing")))
        if report:
            self._write_report(archive, outcome, report)
        self._say(archive, outcome)

    def _read(self, folder: Path, *, commit: bool) -> Archive:
        if not folder.is_dir():
            raise CommandError(_("There is no folder %(path)s.") % {"path": folder})
        if commit and not City.objects.exists():
            load(community_only=True)
            self.stdout.write(_("No city was entered yet: those of the demo are there now."))
        return read_archive(folder, _cities(), _community(), _bar(_("Reading")))

    def _write_report(self, archive: Archive, outcome: Outcome | None, path: Path) -> None:
        report = to_json(
            [post.proposal for post in archive.posts],
            _problems(archive, outcome),
            lost={post.name: post.losses for post in archive.posts},
            said=outcome.notes if outcome else {},
        )
        try:
            path.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
        except OSError as error:
            raise CommandError(
                _("The report cannot be written: %(error)s") % {"error": error}
            ) from error

    def _say(self, archive: Archive, outcome: Outcome | None) -> None:
        for problem in _problems(archive, outcome):
            where = f":{problem.line}" if problem.line else ""
            self.stderr.write(f"{problem.file_name}{where}: {problem.sentence}")
        for post in (post for post in archive.posts if post.losses):
            first = post.losses[0]
            self.stderr.write(f"{post.name}:{first.line or 1}: {first.message}")
        total = len(archive.posts) + len(archive.problems)
        counts = {"proven": len(archive.proven), "total": total}
        self.stdout.write(_("%(proven)d of %(total)d posts read, nothing lost.") % counts)
        if outcome is None:
            self.stdout.write(_("Nothing is written yet: run it again with --commit."))
            return
        self.stdout.write(
            _("%(created)d created, %(updated)d updated, %(same)d unchanged, %(left)d left alone.")
            % {
                "created": len(outcome.created),
                "updated": len(outcome.updated),
                "same": len(outcome.unchanged),
                "left": len(outcome.left_alone),
            }
        )


def _problems(archive: Archive, outcome: Outcome | None) -> list[ImportProblem]:
    return archive.problems + (outcome.problems if outcome else [])


def _cities() -> list[CityNames]:
    """The entered cities; for a look at an archive before that, those of the demo."""
    cities = list(City.objects.all()) or shipped_cities()
    return [CityNames(city.slug, city.names) for city in cities]


def _community() -> list[str]:
    """Every spelling of the community's name."""
    entered = Community.objects.exists()
    return (Community.current() if entered else shipped_community()).names


def _names() -> list[str]:
    """What is no topic as a tag: every spelling of a city or of the community."""
    return [name for city in _cities() for name in city.names] + _community()


def _bar(label: str) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """A progress bar on a terminal, nothing in a log."""

    def wrap(items: Sequence[Any]) -> Iterable[Any]:
        return tqdm(items, desc=label, disable=not sys.stderr.isatty(), leave=False)

    return wrap
