"""Where a meetup is held, who pays for it and where to sign up, as the lines of a post say it."""

import re
from collections.abc import Iterator

from posts.jekyll import vocabulary as words
from posts.jekyll.plain import PlainLine

LONGEST = 80
MOST_SPONSORS = 30
ENOUGH = 2  # of the points for a link to sign up
THANKS = re.compile(
    r"[(（][^()（）]{0,80}(?:感谢|赞助|暂定|更新|通知|洽谈)[^()（）]{0,80}[)）]|[(（](?:暂定|待定)[)）]"
)
EDGES = " \t，。；、：:,.;!！*-—~“”\"'"


def find_place(lines: list[PlainLine], *, past: bool) -> tuple[str, str, int] | None:
    """(venue, address, line): what a label names, else where a sentence says it was held."""
    for number, value in _labelled(lines):
        if place := clean_place(value):
            return *split_place(place), number
    for line in lines if past else []:
        for match in words.HELD_IN.finditer(line.text):
            place = clean_place(match["place"])
            if words.VENUE.search(place) and not words.NO_VENUE.search(place):
                return *split_place(place), line.number
    return None


def _labelled(lines: list[PlainLine]) -> Iterator[tuple[int, str]]:
    heading: str = ""
    for line in lines:
        match = words.WHERE_LINE.search(line.text)
        if match:
            yield line.number, match["place"]
        elif words.WHERE_HEADING.search(heading) and not words.OTHER_LABEL.search(line.text):
            yield line.number, line.text
        elif words.WHEN_WHERE_HEADING.search(heading):
            places = (match["place"] for match in words.AT.finditer(line.text))
            yield from ((line.number, place) for place in places if _is_place(place))
        heading = line.text or heading


def _is_place(text: str) -> bool:
    return bool(words.STREET.search(text) or words.VENUE.search(text))


def clean_place(value: str) -> str:
    """Without what is said about the place; empty where it is not told yet."""
    place = words.SAID_OF_PLACE.split(THANKS.sub("", value))[0]
    place = words.BEFORE_PLACE.sub("", place).strip(EDGES)
    return "" if words.NOT_TOLD.search(place) or len(place) > LONGEST else place


def split_place(place: str) -> tuple[str, str]:
    """A venue and an address out of `Café X：南山区科文路1号`; either may be empty."""
    name, _colon, rest = place.replace("：", ":").partition(":")
    if rest and words.STREET.search(rest):
        return name.strip(EDGES), rest.strip(EDGES)
    if not words.STREET.search(place):
        return place, ""
    found = words.VENUE_NAME.search(place)
    return (found[0].strip(EDGES) if found else ""), place


def find_sponsors(lines: list[PlainLine]) -> dict[str, int]:
    """Names with the line that thanks them."""
    found: dict[str, int] = {}
    for line in lines:
        for pattern in words.SPONSORS:
            for match in pattern.finditer(line.text):
                for name in _sponsor_names(match["name"]):
                    if len(found) < MOST_SPONSORS:
                        found.setdefault(name, line.number)
    return {name: at for name, at in found.items() if not _part_of_another(name, found)}


def _sponsor_names(text: str) -> Iterator[str]:
    for piece in re.split(r"[,，、;；&]|\s和\s|以及", re.sub(r"[(（][^()（）]*[)）]?", " ", text)):
        name = words.SPONSOR_PADDING.sub("", piece).strip(EDGES)
        if 2 <= len(name) <= 20 and not words.NO_SPONSOR.search(name):
            yield name


def _part_of_another(name: str, names: dict[str, int]) -> bool:
    return any(name != other and name in other for other in names)


def find_signup(lines: list[PlainLine]) -> tuple[str, int] | None:
    """The address best supported by its label, its line and its own words."""
    best: tuple[int, str, int] | None = None
    near = 0
    for line in lines:
        near = 3 if words.SIGN_UP.search(line.text) else near - bool(line.text)
        text = words.PICTURES.sub(" ", line.raw)
        for match in words.ADDRESSES.finditer(text):
            label, url = match[1] or "", match[2].rstrip(".,;")
            rank = (
                3 * bool(words.SIGN_UP.search(label))
                + 2
                * bool(words.SIGN_UP_LABEL.search(text[max(0, match.start() - 30) : match.start()]))
                + bool(words.FORM_ADDRESS.search(url))
                + (near > 0)
            )
            usable = rank >= ENOUGH and near > 0 and not words.PICTURE_ADDRESS.search(url)
            if usable and (best is None or rank > best[0]):
                best = (rank, url, line.number)
    return (best[1], best[2]) if best else None


def find_head_count(lines: list[PlainLine]) -> tuple[int, int] | None:
    """(people, line): those who came, not those who signed up."""
    best: tuple[int, int, int] | None = None
    for line in lines:
        for match in words.HEADS.finditer(line.text):
            before = line.text[max(0, match.start() - 8) : match.start()]
            around = before + line.text[match.start() : match.end() + 10]
            if words.NOT_HEADS.search(around):
                continue
            rank = 1 + sum(
                bool(said)
                for said in (
                    words.CAME.search(around),
                    words.IN_ALL.search(before),
                    match["visits"],
                )
            )
            if not words.SIGN_UP.search(around) and (best is None or rank > best[0]):
                best = (rank, int(match["count"]), line.number)
    return (best[1], best[2]) if best else None
