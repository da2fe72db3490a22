"""Good files made bad by chance: cut, flipped, spliced, outside and inside of their zips."""

import random
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

FLIPS = 20  # bytes at most
LONGEST_PIECE = 2000  # bytes
SPECIAL = (b"\0", b"\xff", b"(", b"<<", b">>", b"-1", b"99999999999", b"\x80" * 9, b"<!--", b"&a;")


def mutate(content: bytes, dice: random.Random) -> bytes:
    if content.startswith(b"PK") and dice.random() < 0.8:
        return mutate_inside(content, dice)
    for _time in range(dice.randint(1, 3)):
        content = dice.choice(WAYS)(content, dice)
    return content


def mutate_inside(content: bytes, dice: random.Random) -> bytes:
    """One of a zip's files, so that the zip itself stays good."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as good, zipfile.ZipFile(output, "w") as bad:
        unlucky = dice.choice(good.namelist())
        for name in good.namelist():
            body = good.read(name)
            bad.writestr(name, mutate(body, dice) if name == unlucky else body)
    return output.getvalue()


def cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _flip in range(dice.randint(1, FLIPS) if changed else 0):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def insert(content: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(content) + 1)
    return content[:place] + dice.choice(SPECIAL) * dice.randint(1, 3) + content[place:]


def splice(content: bytes, dice: random.Random) -> bytes:
    """A piece of it once more, at another place, over what stood there or before it."""
    start, place = dice.randrange(len(content) + 1), dice.randrange(len(content) + 1)
    piece = content[start : start + dice.randint(1, LONGEST_PIECE)]
    over = len(piece) if dice.random() < 0.5 else 0
    return content[:place] + piece + content[place + over :]


def change_number(content: bytes, dice: random.Random) -> bytes:
    """Lengths, sizes and references are written in digits."""
    places = [index for index, sign in enumerate(content) if 48 <= sign < 58]
    if not places:
        return content
    place = dice.choice(places)
    number = str(dice.choice([0, 1, 9, 255, 65_536, 2**31, 2**32 + 1])).encode()
    return content[:place] + number + content[place + 1 :]


def change_stream(content: bytes, dice: random.Random) -> bytes:
    """What a PDF has packed, changed and packed again."""
    start = content.find(b"stream\n", dice.randrange(len(content) + 1)) + 7
    end = content.find(b"endstream", start)
    try:
        body = zlib.decompress(content[start:end])
    except zlib.error:
        return flip(content, dice)
    return content[:start] + zlib.compress(flip(body, dice)) + content[end:]


WAYS: list[Callable[[bytes, random.Random], bytes]] = [
    *(cut, flip, insert, splice, change_number, change_stream)
]
