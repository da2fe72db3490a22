"""What may stay in rendered HTML: structure, and nothing that runs, loads or dresses up."""

import re

import nh3
from pygments.token import STANDARD_TYPES

from .names import names

TAGS = names(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em",
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp",
    "small span strike strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr",
)
# Their content is code or a stand-in, no text of the author's.
DROPPED_WITH_CONTENT = names("script style iframe noscript template")
ALIGN = {"align": {"left", "center", "right"}}
CODE_CLASS_RE = re.compile(r"language-[\w+#.-]+")
CONTROLS_RE = re.compile(r"[\x00-\x1f\x7f]")  # no address has one; disguises do
FOOTNOTE_ID_RE = re.compile(r"fn(?:ref\d*)?:[\w.-]+")


def keep_own(tag: str, attribute: str, value: str) -> str | None:
    """Classes and ids only as this dialect writes them, so that a page's own stay its own."""
    if attribute == "id":
        return value if FOOTNOTE_ID_RE.fullmatch(value) else None
    if attribute == "class" and tag == "code":
        return value if CODE_CLASS_RE.fullmatch(value) else None
    if attribute in ("href", "src"):
        return None if CONTROLS_RE.search(value.strip()) else value
    return value


_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes={
        "a": {"href", "title"},
        "abbr": {"title"},
        "code": {"class"},
        "col": {"span"},
        "colgroup": {"span"},
        "details": {"open"},
        "img": {"src", "alt", "title", "width", "height"},
        "li": {"id", "value"},
        "ol": {"start", "reversed"},
        "sup": {"id"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
        "time": {"datetime"},
    },
    attribute_filter=keep_own,
    tag_attribute_values={"td": ALIGN, "th": ALIGN},
    allowed_classes={
        "a": {"footnote-ref", "footnote-backref"},
        "div": {"footnote"},
        "figure": {"highlight"},
        "pre": {"highlight"},
        "span": set(STANDARD_TYPES.values()) - {""},
    },
    url_schemes={"http", "https", "ftp", "mailto", "tel"},
    link_rel=None,
)


def sanitize(html: str) -> str:
    return _cleaner.clean(html)
