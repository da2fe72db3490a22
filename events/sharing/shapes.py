"""The marks of the house as pictures: paper, stamp, the triangle of three cities."""

from PIL import Image, ImageDraw

from techparty_site.lib import lettering

# The light tokens of site.css.
PAPER, TRAY, INK, QUIET, RULE = "#fbfcfa", "#eff4f0", "#14231f", "#4b5b55", "#cfd9d3"
INKS = {
    "kapok": "#b8301b",
    "bougainvillea": "#98206a",
    "sea": "#0b5f86",
    "glaze": "#0b5b4c",
    "amber": "#7a5200",
    "ink": INK,
}
FINE = 3  # drawn so many times larger, then made small: Pillow's edges have steps
TILT = 3  # degrees
LANCZOS = Image.Resampling.LANCZOS
# Places and inks of the mark's nodes, in fortieths of its size; the last edge crosses open water.
NODES = (((8.5, 7.5), "kapok"), ((33, 23.5), "bougainvillea"), ((17.5, 33), "sea"))


def stamp(size: int, sign: str, colour: str, *, is_round: bool = False) -> Image.Image:
    """With its edges to be seen through. The sign stays away where no font has it."""
    whole = size * FINE
    image = Image.new("RGBA", (whole, whole))
    draw = ImageDraw.Draw(image)
    ink = INKS.get(colour, INK)
    if is_round:
        draw.ellipse((0, 0, whole - 1, whole - 1), ink)
    else:
        draw.rounded_rectangle((0, 0, whole - 1, whole - 1), whole // 20, ink)
    if letters := lettering.find():
        share = 0.62 if len(sign) < 2 else 0.4
        _size, lines, font = letters.fit(sign, whole, ((int(whole * share), 1),), bold=True)
        if lines:
            left, top, right, bottom = draw.textbbox((0, 0), lines[0], font, "ls")
            place = (whole / 2 - (left + right) / 2, whole / 2 - (top + bottom) / 2)
            draw.text(place, lines[0], "white", font, "ls")
    if not is_round:
        image = image.rotate(TILT, Image.Resampling.BICUBIC, expand=True)
    return image.resize((image.width // FINE, image.height // FINE), LANCZOS)


def mark(size: int) -> Image.Image:
    unit = size * FINE / 40
    image = Image.new("RGBA", (size * FINE, size * FINE))
    draw = ImageDraw.Draw(image)
    (north, east, south) = (scaled(node, unit) for node, _ink in NODES)
    for end in (east, south):
        draw.line((north, end), INKS["glaze"], int(3.4 * unit))
    for step in range(4):
        start, stop = (
            between(south, east, (step + 0.2) / 4),
            between(south, east, (step + 0.65) / 4),
        )
        draw.line((start, stop), INKS["glaze"], int(3.4 * unit))
    for node, ink in NODES:
        draw.circle(scaled(node, unit), 5.6 * unit, INKS[ink])
    return image.resize((size, size), LANCZOS)


def scaled(point: tuple[float, float], unit: float) -> tuple[float, float]:
    return point[0] * unit, point[1] * unit


def between(
    start: tuple[float, float], end: tuple[float, float], share: float
) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def covering(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Filling all of the size; of a high picture rather the upper part, where the faces are."""
    scale = max(size[0] / image.width, size[1] / image.height)
    across, down = size[0] / scale, size[1] / scale
    left, top = (image.width - across) / 2, (image.height - down) / 3
    return image.resize(size, LANCZOS, (left, top, left + across, top + down), reducing_gap=2.0)


def within(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """All of it, as large as there is room for."""
    scale = min(size[0] / image.width, size[1] / image.height)
    fitting = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(fitting, LANCZOS, reducing_gap=2.0)
