"""Fenced code, also inside list items, coloured by class."""

import re
from html import escape

from markdown.preprocessors import Preprocessor
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

OPEN_RE = re.compile(r"( *)(`{3,}|~{3,}) *([^`]*)")
ITEM_RE = re.compile(r" *(?:[*+-]|\d{1,9}\.) ")


class Fences(Preprocessor):
    """Take closed fences out of the text, so that nothing else looks into them."""

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        number, in_list = 0, False
        while number < len(lines):
            line = lines[number]
            in_list = list_goes_on(line, result, in_list=in_list)
            match = OPEN_RE.fullmatch(line)
            end = match and find_end(lines, number, match[2])
            if match and end and (in_list or len(match[1]) < 4):
                code = [dedent(text, len(match[1])) for text in lines[number + 1 : end]]
                stashed = self.md.htmlStash.store(code_html("\n".join(code), match[3]))
                result += ["", match[1] + stashed, ""]
                number = end
            else:
                result.append(line)
            number += 1
        return result


def list_goes_on(line: str, before: list[str], *, in_list: bool) -> bool:
    """Four blanks before a fence mean code, except below a list item."""
    if ITEM_RE.match(line):
        return True
    ends = line.strip() and not line.startswith(" ") and not (before and before[-1].strip())
    return in_list and not ends


def find_end(lines: list[str], start: int, fence: str) -> int | None:
    close = re.compile(rf" *{fence[0]}{{{len(fence)},}} *")
    return next((n for n in range(start + 1, len(lines)) if close.fullmatch(lines[n])), None)


def dedent(line: str, blanks: int) -> str:
    return line[min(blanks, len(line) - len(line.lstrip(" "))) :]


def code_html(code: str, info: str) -> str:
    """A language Pygments does not know stays plain; none is ever guessed."""
    language = info.strip(" {.}").split(" ")[0]
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return f"<pre><code>{escape(code)}\n</code></pre>"
    formatter = HtmlFormatter(nowrap=True)
    coloured = highlight(code, lexer, formatter).rstrip("\n")
    name = lexer.aliases[0]
    return f'<pre class="highlight"><code class="language-{name}">{coloured}\n</code></pre>'
