"""JSON Schema (2020-12) in few words, and the small records that others hold."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
ID: Schema = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}
URI: Schema = {"type": "string", "format": "uri"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
UUID: Schema = {"type": "string", "format": "uuid"}


def record(**properties: Schema) -> Schema:
    """All of the properties are always there; what is unknown is null."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Schema) -> Schema:
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def told(schema: Schema, description: str | Promise) -> Schema:
    return {**schema, "description": description}


def one_of(values: list[str]) -> Schema:
    return {"type": "string", "enum": values}


def page_of(name: str) -> Schema:
    return record(
        count=told(COUNT, _("On all pages together.")),
        next=maybe(URI),
        previous=maybe(URI),
        results=many(ref(name)),
    )


PARTS: dict[str, Schema] = {
    "City": record(slug=TEXT, name=TEXT, url=URI),
    "Tag": record(slug=TEXT, name=TEXT, url=URI),
    "Text": record(
        markdown=told(TEXT, _("As it was written; [[talks]] marks where its talks stand.")),
        html=told(TEXT, _("Safe to show, with absolute addresses; without the talks.")),
    ),
    "EventLink": record(id=ID, title=TEXT, date=maybe(DAY), city=ref("City"), url=URI, api=URI),
    "TalkLink": record(id=ID, title=maybe(TEXT), url=URI, api=URI),
    "PostLink": record(id=ID, kind=TEXT, title=TEXT, url=URI, api=URI),
    "Problem": {
        "type": "object",
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": COUNT,
            "detail": TEXT,
            "parameter": told(TEXT, _("What in the query is to be mended.")),
        },
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": False,
    },
}
