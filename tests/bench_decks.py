"""What decks cost: their pages against a bare PDFium loop, in time and in memory.

The deck is made of the demo's own, with their Chinese text, and of pictures like photos.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from techparty_site.lib import pdf, pdf_rescue
from techparty_site.lib.limited import Limits, run

DEMO = Path(__file__).parents[1] / "techparty_site" / "demo" / "files"
PAGES = 60
ROUNDS = 3
ROOM = Limits(seconds=600, megabytes=2000)  # so that too much is measured and not refused

type Row = tuple[str, float, float]  # name, figure, at most


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "deck"))
        Path(path).write_bytes(make_deck())
        yield f"{PAGES} pages of a deck, × a bare PDFium loop", compare(path, folder), 1.3
        ours, bare, idle = (run(ROOM, peak_of, way, path, folder) for way in ("ours", "bare", ""))
        yield "memory of these pages, MB more than the bare loop", (ours - bare) / 2**10, 200
        yield "the same, MB over an idle child", (ours - idle) / 2**10, 200


def make_deck(pages: int = PAGES) -> bytes:
    deck = pypdfium2.PdfDocument.new()
    for path in sorted(DEMO.glob("*.pdf")):
        deck.import_pages(pypdfium2.PdfDocument(path))
    while len(deck) > pages:
        deck.del_page(pages)
    for index in range(2, pages, 3):
        add_photo(deck, deck[index], index)
    output = BytesIO()
    deck.save(output)
    return output.getvalue()


def add_photo(deck: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same picture every time
    light = Image.frombytes("RGB", (60, 40), dice.randbytes(60 * 40 * 3)).resize((1800, 1200))
    grain = Image.effect_noise(light.size, 40).convert("RGB")
    jpeg = BytesIO()
    Image.blend(light, grain, 0.2).save(jpeg, "JPEG", quality=85)
    picture = pypdfium2.PdfImage.new(deck)
    picture.load_jpeg(jpeg, inline=True)
    width, height = page.get_size()
    place = pypdfium2.PdfMatrix().scale(width * 0.55, height * 0.65)
    picture.set_matrix(place.translate(width * 0.4, height * 0.1))
    page.insert_obj(picture)
    page.gen_content()


def compare(path: str, folder: str) -> float:
    """Taken in turns: what else the machine does falls on both."""
    ours = bare = 0.0
    for _round in range(ROUNDS):
        bare += seconds(lambda: bare_loop(path, folder))
        ours += seconds(lambda: list(pdf_rescue.read_pages(path, folder)))
    return ours / bare


def bare_loop(path: str, folder: str) -> None:
    with pypdfium2.PdfDocument(path) as deck:
        for number, page in enumerate(deck, start=1):
            image = page.render(scale=pdf.IMAGE_WIDTH / page.get_width()).to_pil()
            image.save(pdf.image_path(folder, number), "WEBP")


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peak_of(way: str, path: str, folder: str) -> int:
    """In kilobytes: the most that this process ever held."""
    if way == "bare":
        bare_loop(path, folder)
    elif way:
        list(pdf.read_pages(path, folder))
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])
