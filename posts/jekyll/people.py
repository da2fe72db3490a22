"""The two hand-written tables of people: a picture in the first cell, a person in the second."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from posts.jekyll.decoding import UndecodableError, decode
from posts.jekyll.name_words import SURNAMES
from posts.jekyll.problems import ImportProblem
from posts.jekyll.source import read_bytes, show_name

CHINESE = r"[\u4e00-\u9fff·]"
NICKNAME = re.compile(r"(?:网名|昵称|花名|又名|人称)\s*(?:是|叫)?\s*[:：]?\s*[“\"]?([\w.\-]{2,20})")
IN_BRACKETS = re.compile(r"[(（]\s*([^()（）]{1,20}?)\s*[)）]")
TWO_SCRIPTS = re.compile(
    rf"^({CHINESE}{{2,4}})\s+([A-Za-z][\w. \-]*)$|^([A-Za-z][\w.\-]*)\s+({CHINESE}{{2,4}})$"
)
HANDLE = re.compile(
    r"(?:twitter|weibo|微博|github|ID|google\+)\s*[:：]\s*@?([\w.\-]{2,30})", re.IGNORECASE
)
HANDLE_ADDRESS = re.compile(
    r"^https?://(?:www\.)?(?:weibo\.com|twitter\.com|github\.com|t\.qq\.com)/([\w.\-]{2,30})/?$"
)
EDGES = " \t\r\n，,。;；:：、<>"


@dataclass
class Person:
    """`aliases` are names in use for this person; `handles` are accounts elsewhere, which two
    persons may share and nobody is recognised by."""

    name: str
    aliases: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    bio: str = ""
    picture: str = ""
    organizer: bool = False
    file_name: str = ""
    line: int | None = None


@dataclass
class _Cell:
    line: int
    pieces: list[tuple[str, str]] = field(default_factory=list)  # (text, address or "")
    pictures: list[str] = field(default_factory=list)


class _Table(HTMLParser):
    """Rows of cells, whatever is closed or not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[_Cell]] = []
        self.address = ""
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self.hidden = True
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append(_Cell(self.getpos()[0]))
        elif self.rows and self.rows[-1]:
            self._fill(self.rows[-1][-1], tag, values)

    def _fill(self, cell: _Cell, tag: str, values: dict[str, str]) -> None:
        if tag == "img":
            cell.pictures.append(values.get("src", ""))
        elif tag == "a":
            self.address = values.get("href", "").strip() or "#"
        elif tag in ("br", "p", "div", "li"):
            cell.pieces.append(("\n", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.address = ""
        elif tag in ("script", "style"):
            self.hidden = False
        elif tag == "table" and self.rows:
            self.rows.append([])

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and not self.hidden:
            self.rows[-1][-1].pieces.append((data, self.address))


def read_people(
    speaker_html: Path, organizer_html: Path, problems: list[ImportProblem] | None = None
) -> list[Person]:
    """Speakers, then organizers. One who stands in both tables is one person only where the
    name and an address or the picture agree. A missing file is an empty one; one that cannot
    be read goes into `problems`, or is raised where there is no such list."""
    people: list[Person] = []
    for path, organizer in ((speaker_html, False), (organizer_html, True)):
        for person in _read_or_say(path, problems, organizer=organizer):
            known = next((one for one in people if _same(one, person)), None)
            if known is None:
                people.append(person)
            else:
                _merge(known, person)
    return people


def _read_or_say(
    path: Path, problems: list[ImportProblem] | None, *, organizer: bool
) -> list[Person]:
    try:
        return _read_table(path, organizer=organizer)
    except ImportProblem as problem:
        if problems is None:
            raise
        problems.append(problem)
        return []


def _read_table(path: Path, *, organizer: bool) -> list[Person]:
    if not path.exists() and not path.is_symlink():
        return []
    try:
        text = decode(read_bytes(path, path.parent)).text
    except UndecodableError as error:
        raise ImportProblem(show_name(path), str(error)) from error
    table = _Table()
    table.feed(text)
    table.close()
    people = (_read_row(row) for row in table.rows)
    found = [person for person in people if person]
    for person in found:
        person.organizer, person.file_name = organizer, show_name(path)
    return found


def _read_row(row: list[_Cell]) -> Person | None:
    if len(row) < 2 or not row[0].pictures:
        return None
    cell = row[1]
    written, bio = _split_name(cell.pieces)
    if not written:
        return None
    name, aliases = read_names(written)
    aliases += [nick for nick in NICKNAME.findall(bio) if nick not in (name, *aliases)]
    addresses = dict.fromkeys(address for _text, address in cell.pieces if address)
    links = [address for address in addresses if re.match(r"https?://\S+$", address)]
    from_links = [match[1] for link in links if (match := HANDLE_ADDRESS.match(link))]
    handles = dict.fromkeys([*HANDLE.findall(bio), *from_links])
    handles.pop(name, None)
    return Person(name, aliases, list(handles), links, bio, row[0].pictures[0], line=cell.line)


def _split_name(pieces: list[tuple[str, str]]) -> tuple[str, str]:
    """The label of the leading link, else the first line; and all the rest as the bio."""
    filled = [index for index, (text, _address) in enumerate(pieces) if text.strip()]
    if not filled:
        return "", ""
    first = filled[0]
    text, address = pieces[first]
    rest = "".join(piece for piece, _address in pieces[first + 1 :])
    if not address:
        text, _newline, more = text.strip().partition("\n")
        rest = more + rest
    lines = (" ".join(line.split()) for line in rest.split("\n"))
    return " ".join(text.split()), "\n".join(filter(None, lines)).strip(EDGES)


def read_names(written: str) -> tuple[str, list[str]]:
    """`曾某 网名: X`, `X (Y)` and `林某某 David` as one name and the others."""
    aliases = [*NICKNAME.findall(written), *IN_BRACKETS.findall(written)]
    name = IN_BRACKETS.sub("", NICKNAME.sub("", written)).strip(EDGES)
    both = TWO_SCRIPTS.match(name)
    if both:
        chinese, latin = (both[1], both[2]) if both[1] else (both[4], both[3])
        if chinese[0] in SURNAMES:
            return chinese, [latin, *aliases, name]
    return name or written, list(dict.fromkeys(alias for alias in aliases if alias != name))


def _same(one: Person, other: Person) -> bool:
    proof = set(one.links) & set(other.links) or (one.picture and one.picture == other.picture)
    return one.name == other.name and bool(proof)


def _merge(known: Person, other: Person) -> None:
    for attribute in ("aliases", "handles", "links"):
        both = [*getattr(known, attribute), *getattr(other, attribute)]
        setattr(known, attribute, list(dict.fromkeys(both)))
    known.organizer = known.organizer or other.organizer
    if other.bio not in known.bio:
        known.bio = max(known.bio, other.bio, key=len)
