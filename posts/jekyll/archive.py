"""A whole Jekyll folder read: proposals, layouts and proofs, nothing written yet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from posts.jekyll import proof
from posts.jekyll.assembly import EventPlan, assemble
from posts.jekyll.cities import borrow_cities, guess_cities
from posts.jekyll.dropped import find_dropped
from posts.jekyll.facts import find_facts
from posts.jekyll.kinds import guess_kind
from posts.jekyll.layout import Layout, lay_out, whole
from posts.jekyll.people import Person, read_people
from posts.jekyll.problems import ImportProblem
from posts.jekyll.proposal import CityNames, Note, PostProposal, SourcePost
from posts.jekyll.source import find_posts, read_config, read_post
from posts.jekyll.talks import find_talks
from techparty_site.lib.markup import MarkupError

PAGES = ("about.html", "organizer.html")  # of the old site, kept as posts

type Progress = Callable[[Sequence[Path]], Iterable[Path]]


@dataclass
class Prepared:
    """A post ready to be written, with what would be lost if it were."""

    proposal: PostProposal
    layout: Layout
    losses: list[Note] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.proposal.source.file_name

    @property
    def was_public(self) -> bool:
        return self.proposal.source.front_matter.get("published") is not False


@dataclass
class Archive:
    root: Path
    config: dict[str, Any]
    people: list[Person] = field(default_factory=list)
    posts: list[Prepared] = field(default_factory=list)
    pages: list[Prepared] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    plans: list[EventPlan] = field(default_factory=list)

    @property
    def proven(self) -> list[Prepared]:
        return [post for post in self.posts if not post.losses]


def read_archive(
    root: Path, cities: Sequence[CityNames], community: Sequence[str], progress: Progress
) -> Archive:
    """`community` is every spelling of the community's name: no part of a meetup's title."""
    archive = Archive(root, {})
    archive.config = _config(archive)
    tables = (root / "speaker.html", root / "organizer.html")
    archive.people = read_people(*tables, problems=archive.problems)

    def post(path: Path) -> Prepared:
        source = read_post(path, root, archive.config)
        if any(source.file_name == other.name for other in archive.posts):
            raise ImportProblem(source.file_name, _("another post has the same file name"))
        return prepare(propose(source, archive.people, cities, community))

    def page(path: Path) -> Prepared:
        return prepare(PostProposal(read_post(path, root, archive.config)))

    _read(archive, progress(list(find_posts(root))), post, archive.posts)
    pages = [root / name for name in PAGES if (root / name).exists()]
    _read(archive, pages, page, archive.pages)
    borrow_cities([post.proposal for post in archive.posts])
    archive.plans = assemble((post.proposal for post in archive.proven), cities)
    _say_who_has_no_meetup(archive)
    _date_pages(archive)
    return archive


def _read(
    archive: Archive, paths: Iterable[Path], read: Callable[[Path], Prepared], into: list[Prepared]
) -> None:
    """One file that cannot be read costs one line, never the rest."""
    for path in paths:
        try:
            into.append(read(path))
        except ImportProblem as problem:
            archive.problems.append(problem)


def _say_who_has_no_meetup(archive: Archive) -> None:
    placed = {post.source.file_name for plan in archive.plans for post in plan.posts}
    for post in archive.proven:
        if post.name not in placed and post.proposal.talks:
            message = _("no meetup was found for its %(count)d talks: no city is named")
            note = Note(message % {"count": len(post.proposal.talks)})
            post.proposal.unplaced.append(note)


def _date_pages(archive: Archive) -> None:
    """A page of the old site has no date; it is as old as the last word of that site."""
    dates = [post.proposal.source.date for post in archive.posts if post.proposal.source.date]
    for page in archive.pages:
        page.proposal.source.date = page.proposal.source.date or max(dates, default=None)


def _config(archive: Archive) -> dict[str, Any]:
    try:
        return read_config(archive.root)
    except ImportProblem as problem:
        archive.problems.append(problem)
        return {}


def propose(
    source: SourcePost,
    people: Sequence[Person],
    cities: Sequence[CityNames],
    community: Sequence[str],
) -> PostProposal:
    likely = find_talks(source, people, "recap")
    kind, kind_note = guess_kind(source, len(likely.talks))
    found = likely if kind == "recap" else find_talks(source, people, kind)
    where, city_notes = guess_cities(source, cities, kind)
    facts, fact_notes = find_facts(source, kind, cities, community)
    return PostProposal(
        source,
        kind=kind,
        cities=where,
        event=facts,
        talks=found.talks,
        attachments=found.attachments,
        sectioned=found.sectioned,
        unplaced=found.unplaced,
        repaired=found.repaired,
        conflicts=[note for note in [kind_note, *city_notes, *fact_notes] if note],
        dropped=find_dropped(source),
    )


def prepare(proposal: PostProposal) -> Prepared:
    """The layout that loses nothing: sections moved if the proof holds, else the body whole."""
    try:
        for layout in (lay_out(proposal), whole(proposal)):
            losses = proof.losses(proposal, layout, proof.render(proposal, layout))
            if not losses or not layout.moved:
                return Prepared(proposal, layout, losses)
    except MarkupError as error:
        raise ImportProblem(proposal.source.file_name, str(error)) from error
    raise AssertionError("the whole body is never moved")
