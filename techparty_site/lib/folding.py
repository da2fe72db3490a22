"""Text as it is compared: case, accents, width, Chinese scripts, blanks and punctuation folded.

`folded` is what stands in the index and what a query becomes, so that both meet. A single blank
is left where words end; between Chinese signs, which know no blanks, one that was only a blank
or a line's end goes, since PDF files break their lines anywhere.
"""

import re
import unicodedata
from functools import cache

# Scripts written without blanks between words: Han, kana, bopomofo, Hangul.
WIDE = (
    r"々〆〇\u1100-\u11ff\u3040-\u30ff\u3100-\u312f\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    r"\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
IS_WIDE = re.compile(f"[{WIDE}]")
BLANK, BREAK = " ", "\x01"  # what was only a blank, and what was a sign between words
# Signs that tell one technology from another: c++, c#, .net, node.js, 1.5.
NO_SIGN = re.compile(r"(?<![a-z0-9+])\+|(?<![a-z0-9])#|\.(?![a-z0-9])|(?<=\.)\.")
GAP = re.compile("[ \x01]+")
BORDER, BLANKS = re.compile(" *\x01[ \x01]*"), re.compile("  +")
LOOSE = re.compile(f" (?:(?=[{WIDE}])|(?<=[{WIDE}] ))")  # no blank beside a Chinese sign
NARROW_KANA = re.compile("[\uff65-\uff9f]+")


class Signs(dict[int, str]):
    """What each sign is folded to, found once: for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = found = fold_sign(chr(code))
        return found


def fold_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Mn", "Me", "Cf", "Cs", "Cn", "Co"} or sign in "™":
        return ""
    if category == "Cc" or category[0] == "Z":
        return BLANK
    plain = unicodedata.normalize("NFKC", sign).casefold()
    if not IS_WIDE.match(plain):
        parts = unicodedata.normalize("NFD", plain)
        plain = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    return "".join(kept(part) for part in plain)


def kept(sign: str) -> str:
    if sign in "+#.":
        return sign
    if unicodedata.category(sign)[0] in "LNM":
        return simplified().get(sign, sign)
    return BLANK if sign.isspace() else BREAK


@cache
def simplified() -> dict[str, str]:
    """By the traditional character: OpenCC's table of single characters."""
    from opencc import OpenCC  # here, so that a command which searches nothing need not load it

    codes = [*range(0x3400, 0xA000), *range(0xF900, 0xFB00)]
    signs = [chr(code) for code in codes]
    found = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {sign: plain for sign, plain in zip(signs, found, strict=True) if sign != plain}


SIGNS = Signs()


def composed(text: str) -> str:
    """As it is kept: signs that are written in parts are one, so that each folds by itself."""
    if text.isascii():
        return text.replace("\x00", "")
    whole = NARROW_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    return unicodedata.normalize("NFC", whole.replace("\x00", ""))


def folded(text: str) -> str:
    """Of a `composed` text."""
    flat = text.translate(SIGNS)
    # Looking for a sign costs a tenth of what its expression does.
    if "." in flat or "+" in flat or "#" in flat:
        flat = NO_SIGN.sub(BREAK, flat)
    if BREAK in flat:
        flat = BORDER.sub(BREAK, flat)
    if "  " in flat:
        flat = BLANKS.sub(BLANK, flat)
    if BLANK in flat:
        flat = LOOSE.sub("", flat)
    return flat.replace(BREAK, BLANK).strip()


def _gap(run: "re.Match[str]") -> str:
    return BLANK if BREAK in run[0] or not _touches_wide(run) else ""


def _touches_wide(run: "re.Match[str]") -> bool:
    text, start, end = run.string, run.start(), run.end()
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return bool(IS_WIDE.match(before) or IS_WIDE.match(after))


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """`folded(text)`, and for each of its signs the place of the one it came from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for part in SIGNS[ord(sign)]:
            signs.append(part)
            places.append(place)
    flat = NO_SIGN.sub(BREAK, "".join(signs))
    kept_signs: list[str] = []
    kept_places: list[int] = []
    end = 0
    for run in GAP.finditer(flat):
        kept_signs += flat[end : run.start()]
        kept_places += places[end : run.start()]
        if blank := _gap(run):
            kept_signs.append(blank)
            kept_places.append(places[run.start()])
        end = run.end()
    kept_signs += flat[end:]
    kept_places += places[end:]
    whole = "".join(kept_signs)
    left = len(whole) - len(whole.lstrip())
    right = len(whole.rstrip())
    return whole[left:right], kept_places[left:right]
