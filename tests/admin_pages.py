"""Fill in an admin page as a browser would: what it shows goes back, but for the changes."""

from html.parser import HTMLParser
from typing import Any

UNSENT = {"submit", "button", "file", "reset", "image"}


class Fields(HTMLParser):
    """The values that the page's form would send, by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.text: list[str] | None = None
        self.select = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "textarea":
            self.text = self.values.setdefault(name, [""])
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given and self.select:
            self.values.setdefault(self.select, []).append(given.get("value") or "")
        elif tag == "input" and name and given.get("type") not in UNSENT:
            self._input(name, given)

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            self.text[0] = self.text[0].removeprefix("\n").replace("\n", "\r\n")
            self.text = None
        if tag == "select":
            self.select = ""

    def handle_data(self, data):
        if self.text is not None:
            self.text[0] += data

    def _input(self, name, given):
        if given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.values.setdefault(name, []).append(given.get("value") or "on")
        else:
            self.values.setdefault(name, []).append(given.get("value") or "")


def fields(client: Any, url: str) -> dict[str, Any]:
    return fields_of(client.get(url))


def fields_of(response: Any) -> dict[str, Any]:
    values = Fields(response.content.decode()).values
    return {name: value for name, value in values.items() if "__prefix__" not in name}


def submit(client: Any, page: str, /, **changes: Any) -> Any:
    """Send the page back; a change of None leaves a field out."""
    return send_back(client, client.get(page), page, **changes)


def send_back(client: Any, response: Any, page: str, /, **changes: Any) -> Any:
    """The same for a page at hand, such as one that came back with errors."""
    data = {"_save": "1", **fields_of(response), **changes}
    return client.post(page, {name: value for name, value in data.items() if value is not None})


def errors(response: Any) -> dict[str, Any]:
    """The sentences on a page that came back, of the form and of its inlines."""
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        for number, form in enumerate(inline.formset.forms):
            for name, texts in form.errors.items():
                found[f"{inline.formset.prefix}-{number}-{name}"] = texts
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = inline.formset.non_form_errors()
    return found
