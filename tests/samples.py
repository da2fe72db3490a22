"""Small files of every kind, good and bad, made on the spot."""

import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pptx
from PIL import Image

from techparty_site.lib import packages


def make_picture(
    width: int = 8,
    height: int = 6,
    *,
    encoder: str = "JPEG",
    mode: str = "RGB",
    colour: str = "red",
    **options: Any,
) -> bytes:
    return encode(Image.new(mode, (width, height), colour), encoder, **options)


def encode(image: Image.Image, encoder: str, **options: Any) -> bytes:
    output = BytesIO()
    image.save(output, encoder, **options)
    return output.getvalue()


def make_scene(width: int, height: int) -> bytes:
    """A photo with some grain in it, on which encoders can show what they are worth."""
    grain = Image.effect_noise((width // 4, height // 4), 60).resize((width, height))
    return encode(Image.merge("RGB", (grain, grain.rotate(180), grain)), "JPEG")


def make_phone_photo(width: int = 60, height: int = 40, *, orientation: int = 1) -> bytes:
    """With the place where it was taken and the serial number of the phone."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0xA431] = "SERIAL-0815"
    exif.get_ifd(0x8825)[2] = (23.0, 7.0, 30.0)
    return make_picture(width, height, exif=exif, comment=b"SECRET-COMMENT")


def make_png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size: a few bytes on disk, gigabytes in memory."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    parts = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def make_pdf(
    *texts: str,
    width: int = 480,
    height: int = 270,
    rotate: int = 0,
    size: int = 24,
    more: str = "",
    trailer: str = "",
) -> bytes:
    """One page for each text, which starts 48 points from the left and 135 from the bottom."""
    texts = texts or ("Hello",)
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(texts)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, text in enumerate(texts):
        stream = f"BT /F1 {size} Tf 48 135 Td ({text}) Tj ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Rotate {rotate} "
            f"{more} /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return assemble_pdf(objects, trailer)


def assemble_pdf(objects: list[str], trailer: str) -> bytes:
    output, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(output))
        output += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    output += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    start = output.index("xref\n0 ")
    output += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return output.encode("latin-1")


def make_encrypted_pdf() -> bytes:
    word = "<" + "5a" * 32 + ">"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {word} /U {word} /P -4 >>"
    return make_pdf("Secret", trailer=f"{lock} /ID [{word} {word}]")


def make_docx(*paragraphs: str, table: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        document.add_table(1, 1).cell(0, 0).text = table
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def make_zip(entries: dict[str, bytes] | None = None) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as package:
        for name, content in (entries or {"readme.txt": b"hello"}).items():
            package.writestr(name, content)
    return output.getvalue()


def add_to_zip(content: bytes, entries: dict[str, bytes]) -> bytes:
    output = BytesIO(content)
    with ZipFile(output, "a", ZIP_DEFLATED) as package:
        for name, added in entries.items():
            package.writestr(name, added)
    return output.getvalue()


def make_pptx(*, slides: int = 3) -> bytes:
    names = ["ppt/presentation.xml", *(f"ppt/slides/slide{n + 1}.xml" for n in range(slides))]
    return make_zip(dict.fromkeys(names, b"<x/>"))


def make_presentation(*titles: str, hidden: tuple[int, ...] = ()) -> bytes:
    """Slides of a title, a table in words of its number, a footer and notes."""
    deck = pptx.Presentation()
    for number, title in enumerate(titles, start=1):
        slide = deck.slides.add_slide(deck.slide_layouts[5])  # title only
        slide.shapes.title.text = title
        cells = slide.shapes.add_table(1, 1, *[pptx.util.Inches(2)] * 4).table
        cells.cell(0, 0).text = f"cell {number}"
        slide.notes_slide.notes_text_frame.text = "nobody else's business"
        if number in hidden:
            slide.element.set("show", "0")
    output = BytesIO()
    deck.save(output)
    return output.getvalue()


def make_odp(*titles: str, hidden: tuple[int, ...] = ()) -> bytes:
    names = ("office", "drawing", "style", "text", "presentation")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
    )
    styles = "".join(
        f'<style:style style:name="d{number}"><style:drawing-page-properties '
        f'presentation:visibility="{"hidden" if number in hidden else "visible"}"/></style:style>'
        for number in range(1, len(titles) + 1)
    )
    pages = "".join(
        f'<drawing:page drawing:style-name="d{number}">'
        f'<drawing:frame presentation:class="title"><text:p>{title}</text:p></drawing:frame>'
        f"<text:p>one<text:tab/>line {number}</text:p><presentation:notes><text:p>nobody else's"
        "</text:p></presentation:notes></drawing:page>"
        for number, title in enumerate(titles, start=1)
    )
    content = f"<office:document-content {spaces}>{styles}{pages}</office:document-content>"
    return make_zip({"mimetype": packages.ODP.encode(), "content.xml": content.encode()})


def make_docx_bomb(*, megabytes: int = 600) -> bytes:
    """Zeros by the hundred megabytes, packed a thousand times smaller."""
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as package:
        with package.open("word/document.xml", "w") as entry:
            for _megabyte in range(megabytes):
                entry.write(bytes(2**20))
        package.writestr("[Content_Types].xml", "<Types/>")
    return output.getvalue()


def make_wav(*, seconds: int = 3) -> bytes:
    rate = 8000
    body = bytes(rate * seconds)
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate, 1, 8)
    chunks = head + struct.pack("<4sI", b"data", len(body)) + body
    return struct.pack("<4sI4s", b"RIFF", 4 + len(chunks), b"WAVE") + chunks


def make_mp3(*, seconds: int = 3) -> bytes:
    """Silent frames of 128 kbit/s at 44.1 kHz, behind an ID3 tag."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    tag = b"ID3\x03\x00\x00\x00\x00\x01\x00" + bytes(128)
    return tag + frame * (seconds * 44100 // 1152)


def make_mp4(*, seconds: int = 3, brand: bytes = b"isom") -> bytes:
    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I4s", 8 + len(body), name) + body

    header = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + bytes(80))
    marks = box(b"ftyp", brand + bytes(4) + b"isommp42")
    return marks + box(b"mdat", bytes(32)) + box(b"moov", header)


# Announces 16,384 × 16,384 pixels in another format than its name says.
BLP_NAMED_JPG = b"BLP2" + struct.pack("<iBBBBII", 1, 1, 0, 0, 0, 16384, 16384) + bytes(256)
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
