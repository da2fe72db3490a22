"""One file of a Jekyll site taken apart; nothing outside the site's folder is ever opened."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _

from posts.jekyll.decoding import UndecodableError, decode
from posts.jekyll.fields import read_author, read_names, read_tags, read_title, read_wordpress_id
from posts.jekyll.frontmatter import FrontMatterError, load_yaml, read_front_matter
from posts.jekyll.liquid import Liquid
from posts.jekyll.moments import archive_zone, read_moment, split_file_name
from posts.jekyll.permalinks import address_notes, first_address
from posts.jekyll.problems import ImportProblem
from posts.jekyll.proposal import Note, SourcePost

POSTS = "_posts"
SUFFIXES = frozenset(
    (".md", ".markdown", ".mkd", ".mkdn", ".mdown", ".html", ".htm", ".textile", ".txt")
)
MAX_FILE = 10 * 1024 * 1024
MAX_BODY = 1024 * 1024


def find_posts(root: Path) -> Iterator[Path]:
    """Every file that looks like a post, sorted. Symbolic links are named, never followed:
    `read_post` refuses them with a sentence."""
    for folder, folders, files in os.walk(root):
        folders.sort()
        here = Path(folder)
        if POSTS not in (root.name, *here.relative_to(root).parts):
            continue
        links = [name for name in folders if (here / name).is_symlink()]
        posts = [name for name in files if Path(name).suffix.lower() in SUFFIXES]
        yield from (here / name for name in sorted(links + posts))


def show_name(path: Path) -> str:
    """The base name as text, also where the disk holds bytes that are no UTF-8."""
    raw = os.fsencode(path.name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def read_config(root: Path) -> dict[str, Any]:
    """`_config.yml` as data; empty when there is none."""
    path = root / "_config.yml"
    if not path.exists():
        return {}
    try:
        data, _repeated = load_yaml(decode(read_bytes(path, root)).text)
    except FrontMatterError as error:
        raise ImportProblem(path.name, error.sentence, error.line) from error
    except UndecodableError as error:
        raise ImportProblem(path.name, str(error)) from error
    return data if isinstance(data, dict) else {}


def read_post(path: Path, root: Path, config: Mapping[str, Any] | None = None) -> SourcePost:
    """Raises ImportProblem. `config` is read from `root` when it is not given."""
    config = read_config(root) if config is None else config
    source = _take_apart(path, root)
    _resolve_liquid(source, root, config)
    source.notes += address_notes(source)
    return source


def _take_apart(path: Path, root: Path) -> SourcePost:
    name = show_name(path)
    raw = read_bytes(path, root)
    try:
        decoded = decode(raw)
        matter = read_front_matter(decoded.text)
    except UndecodableError as error:
        raise ImportProblem(name, str(error)) from error
    except FrontMatterError as error:
        raise ImportProblem(name, error.sentence, error.line) from error
    if len(matter.body) > MAX_BODY:
        raise ImportProblem(name, _("the text is longer than a post can be"), matter.body_line)
    source = SourcePost(
        file_name=name,
        raw=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=decoded.encoding,
        front_matter=matter.data,
        body=matter.body,
        body_line=matter.body_line,
        notes=decoded.notes + matter.notes,
    )
    below = path.relative_to(root)
    _read_fields(source, matter.data, POSTS / below if root.name == POSTS else below)
    return source


def read_bytes(path: Path, root: Path) -> bytes:
    name = show_name(path)
    if path.is_symlink() or not path.parent.resolve().is_relative_to(root.resolve()):
        raise ImportProblem(name, _("symbolic links are not followed"))
    try:
        # Not blocking: the name may be a pipe by now.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ImportProblem(name, _("this is no regular file"))
            raw = file.read(MAX_FILE + 1)
    except OSError as error:
        reason = _("the file cannot be read: %(reason)s") % {"reason": error.strerror}
        raise ImportProblem(name, reason) from error
    if len(raw) > MAX_FILE:
        megabytes = {"megabytes": MAX_FILE // 1024 // 1024}
        raise ImportProblem(name, _("the file is larger than %(megabytes)d MB") % megabytes)
    return raw


def _read_fields(source: SourcePost, data: dict[str, Any], path: Path) -> None:
    source.date, file_slug = _read_date(source, data, path)
    slug = data.get("slug")
    source.slug = unquote(str(slug if slug not in (None, "") else file_slug)).strip()
    source.title, title_notes = read_title(data, source.slug)
    source.author = read_author(data.get("author"))
    source.excerpt = str(data.get("excerpt") or "").strip()
    above = list(path.parts[: path.parts.index(POSTS)]) if POSTS in path.parts else []
    named = read_names(data, "category", "categories")
    source.categories = list(dict.fromkeys([*above, *named]))
    source.tags = read_tags(data)
    source.wordpress_id = read_wordpress_id(data.get("wordpress_id"))
    source.notes += title_notes
    if data.get("published") is False:
        source.notes.append(Note(_("the front matter says “published: false”")))


def _read_date(source: SourcePost, data: dict[str, Any], path: Path) -> tuple[datetime | None, str]:
    """When it was written, and its slug by the file name. Only pages may do without a date."""
    named = split_file_name(Path(source.file_name).stem)
    day, slug = named or (None, Path(source.file_name).stem)
    if day is None and POSTS in path.parent.parts:
        raise ImportProblem(source.file_name, _undated(named))
    moment = read_moment(data.get("date"))
    if moment is None and data.get("date") not in (None, ""):
        message = _("“%(date)s” is no date; the file name's date counts")
        note = Note(message % {"date": str(data["date"])[:40]}, find_line(source, "date"))
        source.notes.append(note)
    if moment is None and day is not None:
        moment = datetime(day.year, day.month, day.day, tzinfo=archive_zone())
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=archive_zone())
    return moment, slug


def _undated(named: tuple[date | None, str] | None) -> str:
    if named is None:
        return _("the file name does not start with a date, so the old site did not show it")
    return _("there is no such day as the file name says")


def find_line(source: SourcePost, key: str) -> int | None:
    """The line of the file on which the front matter says a key that starts with `key`."""
    lines = source.raw.split(b"\n", source.body_line)[: source.body_line]
    found = re.compile(rf"{re.escape(key)}\w*\s*:".encode())
    return next((at for at, line in enumerate(lines, 1) if found.match(line)), None)


def _resolve_liquid(source: SourcePost, root: Path, config: Mapping[str, Any]) -> None:
    @cache
    def posts_by_name() -> dict[str, Path]:
        return {path.stem: path for path in find_posts(root)}

    @cache
    def post_address(name: str) -> str | None:
        found = posts_by_name().get(name.rsplit("/", 1)[-1])
        try:
            return first_address(_take_apart(found, root), config) if found else None
        except ImportProblem:
            return None

    names = {"site": config, "page": {**source.front_matter, "title": source.title}}
    liquid = Liquid(names, post_address, source.body_line)
    source.body = liquid.render(source.body)
    source.notes += liquid.notes
