"""What sanitising takes away from a post's raw HTML, said line by line."""

import re

from django.utils.translation import gettext as _

from posts.jekyll.proposal import Note, SourcePost

TAG = re.compile(
    r"<(script|style|iframe|object|embed|param|form|input|button|font|link|meta)\b", re.IGNORECASE
)
ATTRIBUTE = re.compile(r"<[a-z][^<>]*?\s(style|class|id|align|bgcolor|on[a-z]+)\s*=", re.IGNORECASE)
KRAMDOWN = re.compile(r"\{:\s*[.#a-z][^}\n]*\}")


def find_dropped(source: SourcePost) -> list[Note]:
    notes = []
    for number, line in enumerate(source.body.split("\n"), source.body_line):
        tags = dict.fromkeys(name.lower() for name in TAG.findall(line))
        attributes = dict.fromkeys(name.lower() for name in ATTRIBUTE.findall(line))
        notes += [Note(_("the tag <%(name)s>") % {"name": name}, number) for name in tags]
        notes += [Note(_("the attribute %(name)s") % {"name": a}, number) for a in attributes]
        if KRAMDOWN.search(line):
            notes.append(Note(_("a list of attributes in curly brackets"), number))
    return notes
