"""One of every kind of bad file, as it would be brought: kind, name, bytes."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests import samples


def every() -> Iterator[tuple[str, str, bytes]]:
    for name, content in decks():
        yield "slides", name, content
    for name, content in pictures():
        yield "photo", name, content
    yield "transcript", "bomb.docx", samples.make_docx_bomb()
    yield "transcript", "mountain.docx", samples.make_docx_bomb(megabytes=45)
    yield "transcript", "line.txt", b"a" * (40 * 2**20)
    yield "transcript", "lines.srt", b"1\n00:00:01,000 --> 00:00:02,000\na\n\n" * 2**20
    yield "archive", "entries.zip", samples.make_zip({f"{n}": b"" for n in range(30_000)})


def decks() -> Iterator[tuple[str, bytes]]:
    good = samples.make_pdf("Hello", "again")
    yield "encrypted.pdf", samples.make_encrypted_pdf()
    yield "cut.pdf", good[: len(good) // 2]
    yield "many.pdf", samples.make_pdf(*["x"] * 301)
    yield "flood.pdf", make_flood()
    yield "picture.pdf", make_picture_pdf(20_000, 20_000, "DeviceRGB", 24)
    yield "picture of bits.pdf", make_picture_pdf(60_000, 60_000, "DeviceGray", 1)
    yield "letters.pdf", samples.make_pdf("x " * 200_000)
    yield "bomb.pptx", samples.add_to_zip(samples.make_docx_bomb(), {"ppt/presentation.xml": b""})
    yield "mountain.pptx", make_mountain()
    yield "empty.pptx", samples.make_pptx()


def pictures() -> Iterator[tuple[str, bytes]]:
    yield "liar.jpg", samples.BLP_NAMED_JPG
    yield "huge.png", samples.make_png_header(20_000, 20_000)
    yield "large.png", samples.make_picture(6300, 6300, encoder="PNG", mode="RGBA")
    yield "large.jpg", samples.make_picture(12_000, 9000)
    yield "large.gif", samples.make_picture(6300, 6300, encoder="GIF")


def make_page(content: bytes, facts: str = "", resources: str = "", *others: str) -> bytes:
    """A PDF of one page with this content; further objects begin with number 5."""
    return samples.assemble_pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 480 270] /Contents 4 0 R "
            f"/Resources << {resources} >> >>",
            stream(content, facts),
            *others,
        ],
        "",
    )


def stream(content: bytes, facts: str) -> str:
    body = content.decode("latin-1")
    return f"<< {facts} /Length {len(content)} >>\nstream\n{body}\nendstream"


def make_flood() -> bytes:
    """A content of 500 MB, packed a thousand times smaller."""
    packer = zlib.compressobj()
    line = b"0 0 m 1 1 l S\n" * 75_000
    content = b"".join(packer.compress(line) for _megabyte in range(500)) + packer.flush()
    return make_page(content, "/Filter /FlateDecode")


def make_picture_pdf(width: int, height: int, colours: str, bits: int) -> bytes:
    """With a black picture, as large as it says."""
    packer = zlib.compressobj()
    row = bytes((width * bits + 7) // 8)
    pixels = b"".join(packer.compress(row) for _row in range(height)) + packer.flush()
    depth = 1 if bits == 1 else 8
    facts = (
        f"/Subtype /Image /Width {width} /Height {height} /BitsPerComponent {depth} "
        f"/ColorSpace /{colours} /Filter /FlateDecode"
    )
    content = b"q 480 0 0 270 0 0 cm /Im Do Q"
    return make_page(content, "", "/XObject << /Im 5 0 R >>", stream(pixels, facts))


def make_mountain() -> bytes:
    """A slide of a million empty paragraphs."""
    good, changed = BytesIO(samples.make_presentation("a")), BytesIO()
    with ZipFile(good) as source, ZipFile(changed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            if name == "ppt/slides/slide1.xml":
                body = body.replace(b"</a:p>", b"</a:p>" + b"<a:p/>" * 2**20, 1)
            target.writestr(name, body)
    return changed.getvalue()
