"""A Word 97 document, made on the spot: a container with two streams, as small as they may be."""

import struct

SECTOR = 512
END, FAT, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
TEXT_AT = 1024
NORMAL, HEADING = 0, 1


def make_doc(
    *paragraphs: str, headings: tuple[int, ...] = (), notes: str = "", flags: int = 0, **head: int
) -> bytes:
    """`headings` are places of paragraphs; `notes` what stands behind the text, as a header does.

    `version` and `length` may lie.
    """
    body = "".join(f"{text}\r" for text in paragraphs)
    raw = (body + notes).encode("utf-16-le")
    text_end = TEXT_AT + len(raw)
    page_at = -(-text_end // SECTOR)
    main = bytearray(page_at * SECTOR)
    main[TEXT_AT:text_end] = raw
    main += formatting(paragraphs, headings)
    pieces = struct.pack("<IIHIH", 0, len(raw) // 2, 0, TEXT_AT, 0)
    clx = b"\x01\x02\x00\x00\x00" + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    pages = struct.pack("<III", TEXT_AT, text_end, page_at)
    struct.pack_into("<HH", main, 0, 0xA5EC, head.get("version", 0xC1))
    struct.pack_into("<H", main, 0x0A, 0x0200 | flags)
    struct.pack_into("<I", main, 0x4C, head.get("length", len(body.encode("utf-16-le")) // 2))
    struct.pack_into("<II", main, 0x102, len(clx), len(pages))
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    return make_ole({"WordDocument": bytes(main), "1Table": clx + pages})


def formatting(paragraphs: tuple[str, ...], headings: tuple[int, ...]) -> bytes:
    """One page that says where each paragraph starts and which style it has; up to 25 of them."""
    places = [TEXT_AT]
    for text in paragraphs:
        places.append(places[-1] + 2 * (len(text) + 1))
    styles = [HEADING if index in headings else NORMAL for index in range(len(paragraphs))]
    page = bytearray(SECTOR)
    struct.pack_into(f"<{len(places)}I", page, 0, *places)
    for index, style in enumerate(styles):
        page[4 * len(places) + 13 * index] = 250 + style
    for style in (NORMAL, HEADING):
        struct.pack_into("<BH", page, 2 * (250 + style), 2, style)
    page[-1] = len(paragraphs)
    return bytes(page)


def make_ole(streams: dict[str, bytes]) -> bytes:
    """Every stream in sectors of the large kind; up to 120 of them."""
    table, content, entries = [FAT, END], b"", [entry("Root Entry", 5, END, 0)]
    for name, stream in streams.items():
        stream = stream.ljust(4096, b"\0")
        stream += bytes(-len(stream) % SECTOR)
        count = len(stream) // SECTOR
        entries.append(entry(name, 2, len(table), len(stream)))
        table += [*range(len(table) + 1, len(table) + count), END]
        content += stream
    head = bytearray(SECTOR)
    head[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", head, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 0x2C, 1, 1, 0, 4096, END, 0, END, 0, 0)
    head[0x50:] = b"\xff" * (SECTOR - 0x50)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return bytes(head) + fat + b"".join(entries).ljust(SECTOR, b"\0") + content


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    return (
        head + struct.pack("<III", FREE, FREE, FREE) + bytes(36) + struct.pack("<IQ", start, size)
    )
