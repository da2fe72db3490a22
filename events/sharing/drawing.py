"""Cards drawn: 1200 × 630 for links in most places, 600 × 600 for WeChat, which shows squares.

A ruled sheet as everywhere on the site: the words stand on its lines, the stamp lies over one.
"""

from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw

from events.sharing import shapes
from events.sharing.cards import Card
from events.sharing.shapes import INK, PAPER, QUIET, RULE, TRAY
from techparty_site.lib import lettering
from techparty_site.lib.lettering import Sizes

WIDE, SQUARE = (1200, 630), (600, 600)
EDGE = 64
LINE_HEIGHT = 1.36
JPEG = {"quality": 88, "optimize": True, "subsampling": 0}
# px, and how many lines of it there is room for
TITLES = ((80, 3), (66, 3), (56, 4), (46, 5))
BESIDE = ((60, 1), (52, 1), (60, 4), (52, 4), (44, 5), (38, 6))
SMALL = ((84, 1), (72, 1), (84, 3), (70, 4), (60, 5), (48, 6))


def draw(card: Card, picture: Image.Image | None, *, square: bool) -> bytes:
    """A JPEG. Without a font what can be drawn is drawn: the picture, the stamp, the mark."""
    sheet = Sheet(SQUARE if square else WIDE)
    if square:
        small(sheet, card, picture)
    elif picture and card.kind == "slide":
        page(sheet, card, picture)
    else:
        wide(sheet, card, picture)
    output = BytesIO()
    sheet.paper.save(output, "JPEG", **JPEG)
    return output.getvalue()


class Sheet:
    def __init__(self, size: tuple[int, int]) -> None:
        self.paper = Image.new("RGB", size, PAPER)
        self.draw = ImageDraw.Draw(self.paper)

    def rule(self, y: float, left: int, right: int, *, strong: bool = False) -> None:
        self.draw.rectangle((left, y, right - 1, y + (2 if strong else 1)), INK if strong else RULE)

    def lay(self, image: Image.Image, left: float, top: float) -> None:
        through = image if image.mode == "RGBA" else None
        self.paper.paste(image, (round(left), round(top)), through)

    def text(
        self,
        text: str,
        box: tuple[int, int, int],
        sizes: Sizes,
        *,
        bold: bool = False,
        quiet: bool = False,
        until: float = 0,
    ) -> float:
        """Left, top and width of its box. Returns where it ends; until there the sheet is ruled."""
        letters = lettering.find()
        left, top, width = box
        if not letters or not text:
            return top
        size, lines, font = letters.fit(text, width, sizes, bold=bold)
        y, height = float(top), size * LINE_HEIGHT
        for line in lines:
            y += height
            self.draw.text((left, y - size * 0.32), line, QUIET if quiet else INK, font, "ls")
        for place in range(1, int((until - top) / height) + 1):
            self.rule(top + place * height, left, left + width)
        return y

    def foot(self, lines: Iterable[str], box: tuple[int, int, int], sizes: tuple[int, int]) -> None:
        """Upwards from the bottom of its box: the last line quiet, those before it bold."""
        left, bottom, width = box
        told = [line for line in lines if line]
        for place, line in enumerate(reversed(told)):
            is_last = place == 0 and len(told) > 1
            size = sizes[1] if is_last else sizes[0]
            bottom -= int(size * LINE_HEIGHT)
            self.text(line, (left, bottom, width), ((size, 1),), bold=not is_last, quiet=is_last)

    def head(self, card: Card, box: tuple[int, int, int], size: int) -> None:
        """The mark and the community's name."""
        left, top, width = box
        if card.has_mark and not is_own(card):
            self.lay(shapes.mark(size), left, top)
            left, width = left + size + size // 3, width - size - size // 3
        letters = int(size * 0.56)
        self.text(
            card.community,
            (left, top + int(size * 0.5 - letters * 0.84), width),
            ((letters, 1),),
            bold=True,
        )

    def stamp(self, card: Card, size: int, right: float, top: float) -> None:
        words = card.words
        if is_own(card):
            self.lay(shapes.mark(size), right - size, top)
        elif words.stamp:
            image = shapes.stamp(size, words.stamp, words.colour, is_round=words.is_round)
            self.lay(image, right - image.width, top)


def is_own(card: Card) -> bool:
    """The site's own, with the mark in the place of a city's stamp."""
    return card.kind == "site" and card.has_mark


def wide(sheet: Sheet, card: Card, picture: Image.Image | None) -> None:
    words, (width, height) = card.words, WIDE
    right = width - EDGE
    if picture and not words.is_page:
        right = 720
        sheet.lay(shapes.covering(picture, (width - right - 40, height)), right + 40, 0)
    sheet.head(card, (EDGE, 44, right - EDGE - 150), 52)
    sheet.rule(122, EDGE, right, strong=True)
    room = right - EDGE
    if picture and words.is_page:
        shown = shapes.within(picture, (500, 300))
        sheet.lay(framed(shown), right - shown.width, 176)
        room = right - shown.width - 40 - EDGE
    if words.is_place or is_own(card):
        sheet.stamp(card, 250, right - 20, 200)
        room -= 330
    else:
        sheet.stamp(card, 104, right - 8, 26)
    sizes = TITLES if room > 700 else BESIDE
    sheet.text(words.title, (EDGE, 142, room), sizes, bold=True, until=500)
    sheet.foot(words.lines, (EDGE, height - 44, right - EDGE), (34, 28))


def page(sheet: Sheet, card: Card, picture: Image.Image) -> None:
    """Of a single slide most is the slide."""
    words, right = card.words, WIDE[0] - EDGE
    shown = shapes.within(picture, (800, 430))
    sheet.lay(framed(shown), EDGE, 44)
    beside = EDGE + shown.width + 40
    sheet.stamp(card, 112, right - 8, 40)
    sheet.head(card, (beside, 424, right - beside), 44)
    sheet.text(words.note, (beside, 364, right - beside), ((30, 1),), quiet=True)
    sheet.rule(494, EDGE, right, strong=True)
    end = sheet.text(words.title, (EDGE, 500, right - EDGE), ((42, 1),), bold=True)
    rest = "　".join(line for line in words.lines if line)
    sheet.text(rest, (EDGE, int(end), right - EDGE), ((28, 1),), quiet=True)


def small(sheet: Sheet, card: Card, picture: Image.Image | None) -> None:
    """Seen as large as a thumb: little, and that large."""
    words, (width, height) = card.words, SQUARE
    edge = 36
    room = width - 2 * edge
    if picture:
        sheet.draw.rectangle((0, 0, width, 400), TRAY)
        fitting = shapes.within if words.is_page else shapes.covering
        shown = fitting(picture, (width, 400))
        sheet.lay(shown, (width - shown.width) / 2, (400 - shown.height) / 2)
        sheet.rule(400, 0, width, strong=True)
        sheet.stamp(card, 104, width - 24, 336)
        sheet.text(words.title, (edge, 424, room - 80), ((58, 2), (48, 2), (40, 3)), bold=True)
    elif words.is_place or is_own(card):
        sheet.stamp(card, 300, width - 136, 60)
        sheet.text(words.title, (edge, 430, room), ((84, 1), (56, 2)), bold=True)
    else:
        sheet.head(card, (edge, 32, room - 130), 44)
        sheet.rule(96, edge, width - edge, strong=True)
        sheet.stamp(card, 92, width - edge - 4, 18)
        sheet.text(words.title, (edge, 118, room), SMALL, bold=True, until=540)
        sheet.foot([line for line in words.lines if line][-1:], (edge, height - 24, room), (30, 30))


def framed(image: Image.Image) -> Image.Image:
    ImageDraw.Draw(image).rectangle(
        (0, 0, image.width - 1, image.height - 1), outline=RULE, width=2
    )
    return image
