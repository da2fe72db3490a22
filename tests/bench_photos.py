"""What photos cost: time against Pillow alone, and the memory of the worst that are taken.

python -m tests.bench_photos
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PIL import Image, ImageOps

from techparty_site.lib import images
from techparty_site.lib.limited import Limits, run
from tests import samples

PHOTOS = 20
PHOTO = Limits(seconds=60)  # those of events.processing.photos, which a bare child can't import
ROOM = Limits(seconds=120, megabytes=2000)  # so that too much is measured and not refused

type Row = tuple[str, float, float]  # name, figure, at most


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder, "photo")
        photo.write_bytes(make_photo())
        yield f"{PHOTOS} photos of 24 MP, × a bare Pillow loop", compare(photo, folder), 1.2
        for name, content in worst_pictures():
            photo.write_bytes(content)
            yield f"memory of {name}, MB over idle", measure_memory(photo, folder), 200


def make_photo() -> bytes:
    """Grain, a gradient, and what a phone writes into its files."""
    grain = Image.effect_noise((1500, 1000), 60).resize((6000, 4000), Image.Resampling.BICUBIC)
    light = Image.linear_gradient("L").resize((6000, 4000))
    mixed = [Image.blend(grain, light, part) for part in (0.3, 0.5, 0.7)]
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (23.0, 7.0, 30.0)
    return samples.encode(Image.merge("RGB", mixed), "JPEG", quality=92, exif=exif)


def compare(photo: Path, folder: str) -> float:
    """Taken in turns: what else the machine does falls on both."""
    ours = bare = 0.0
    for _photo in range(PHOTOS):
        bare += seconds(partial(bare_loop, photo, folder))
        ours += seconds(partial(run, PHOTO, images.make_sizes, str(photo), folder))
    return ours / bare


def bare_loop(photo: Path, folder: str) -> None:
    with Image.open(photo) as original:
        original.draft("RGB", (images.WIDTHS[-1], images.WIDTHS[-1]))
        image = ImageOps.exif_transpose(original)
        for width in reversed(images.WIDTHS):
            size = width, round(image.height * width / image.width)
            image = image.resize(size, Image.Resampling.LANCZOS)
            image.save(Path(folder, f"{width}.webp"), "WEBP", **images.WEBP)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def worst_pictures() -> Iterator[tuple[str, bytes]]:
    """The largest that are taken, one of each sort."""
    yield "a PNG of 40 MP with transparency", solid("PNG", "RGBA", (8000, 5000), compress_level=1)
    yield "a WebP of 24 MP", solid("WEBP", "RGB", (6000, 4000), method=0)
    yield "a progressive JPEG of 24 MP", solid("JPEG", "RGB", (6000, 4000), progressive=True)
    yield "a JPEG of 250 MP", solid("JPEG", "L", (20_000, 12_500))
    yield "a CMYK JPEG of 100 MP", solid("JPEG", "CMYK", (12_500, 8000))


def solid(encoder: str, mode: str, size: tuple[int, int], **options: object) -> bytes:
    return samples.encode(Image.new(mode, size), encoder, **options)


def measure_memory(photo: Path, folder: str) -> float:
    used = run(ROOM, peak_of, str(photo), folder) - run(ROOM, peak_of, "", folder)
    return used / 2**10


def peak_of(path: str, folder: str) -> int:
    """In kilobytes: the most that this process ever held."""
    if path:
        images.make_sizes(path, folder)
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


if __name__ == "__main__":
    for name, figure, most in rows():
        short = "" if figure <= most else "  SHORT"
        print(f"{name:<50} {figure:8.2f}  at most {most:g}{short}", flush=True)
