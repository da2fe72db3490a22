"""Pages in two languages: the default one without a prefix, others under theirs (`/en/…`)."""

import re
import unicodedata
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import translate_url
from django.utils import translation

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
LATIN_WORD = re.compile(r"[A-Za-z]{2}")
# Characters that written Mandarin does without.
CANTONESE = re.compile(r"[嘅喺咗冇嚟嗰啲唔哋咁噉佢揾嘢睇畀]")
CONTENT = "zh-Hans"  # what events are told in


def language_of_path(path: str) -> str:
    """What the address asks for; no header and no cookie has a say."""
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE


def without_prefix(path: str) -> str:
    """The same page in the default language."""
    prefix = f"/{language_of_path(path)}/"
    return f"/{path.removeprefix(prefix)}" if path.startswith(prefix) else path


def in_language(path: str, code: str) -> str:
    """The same page in another language; what has only one (files, feeds) stays as it is."""
    own = language_of_path(urlsplit(path).path)
    if own == code:  # looking the address up among all patterns would only find itself
        return path
    with translation.override(own):
        return str(translate_url(path, code))


def runs_backwards(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)


def isolated(text: str) -> str:
    """For a list of names in one text: one from right to left does not reorder the others."""
    return f"\u2068{text}\u2069" if runs_backwards(text) else text


def language_of(text: str) -> str:
    """`yue`, `zh-Hans`, `en`, or nothing where no word tells."""
    if HAN.search(text):
        return "yue" if CANTONESE.search(text) else CONTENT
    return "en" if LATIN_WORD.search(text) else ""
