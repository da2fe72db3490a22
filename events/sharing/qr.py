"""A QR code as the path of an SVG."""

import re
from dataclasses import dataclass
from functools import lru_cache

import segno

QUIET_ZONE = 4  # modules around it, as the standard wants
PATH_RE = re.compile(r' d="([^"]+)"')


@dataclass(frozen=True)
class Code:
    side: int  # in modules, with the quiet zone
    path: str  # to be stroked one module wide


@lru_cache(maxsize=512)
def code_for(address: str) -> Code:
    """Readable with an eighth of it damaged or hidden: it is printed, too."""
    found = segno.make_qr(address, error="m", boost_error=False)
    drawn = PATH_RE.search(found.svg_inline(border=QUIET_ZONE))
    return Code(int(found.symbol_size(border=QUIET_ZONE)[0]), drawn[1] if drawn else "")
