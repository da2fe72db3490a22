"""The page about the API, from the same declarations that answer."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from techparty_site.api.filters import COMMON, PAGE_SIZE, SIZE
from techparty_site.api.links import Links
from techparty_site.api.parameters import Parameter
from techparty_site.api.problems import Problem
from techparty_site.api.resource import Resource
from techparty_site.api.resources import RESOURCES
from techparty_site.api.schemas import PARTS, Schema

SAMPLE = {"count": 357, "next": "{root}/api/talks/?page=2", "previous": None, "results": ["…"]}


@dataclass(frozen=True)
class Field:
    name: str
    type: str
    description: Any


@dataclass(frozen=True)
class Section:
    resource: Resource
    fields: list[Field]


def docs(request: HttpRequest) -> HttpResponse:
    root = Links(request).root
    context = {
        "sections": [Section(resource, fields_of(resource.schema)) for resource in RESOURCES],
        "common": COMMON,
        "records": [(name, fields_of(schema)) for name, schema in PARTS.items()],
        "root": root,
        "sample": json.dumps(SAMPLE, indent=2, ensure_ascii=False).replace("{root}", root),
        "refusal": json.dumps(refusal(SIZE, "1000"), indent=2, ensure_ascii=False),
        "page_size": PAGE_SIZE,
        "largest": SIZE.schema["maximum"],
    }
    return render(request, "site/api.html", context)


def fields_of(schema: Schema) -> list[Field]:
    parts = schema["properties"].items()
    return [Field(name, type_of(part), part.get("description", "")) for name, part in parts]


def type_of(schema: Schema) -> str:
    """`string (date) | null`, `TalkLink[]`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(type_of(part) for part in schema["anyOf"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " | ".join(named(kind, schema) for kind in types)


def named(kind: str, schema: Schema) -> str:
    if kind == "array":
        return f"{type_of(schema['items'])}[]"
    told = f"{kind} ({schema['format']})" if kind == "string" and "format" in schema else kind
    return " / ".join(schema["enum"]) if kind == "string" and "enum" in schema else told


def refusal(parameter: Parameter, text: str) -> dict[str, Any]:
    """What really answers, in the language of the page."""
    try:
        parameter.read(text)
    except Problem as problem:
        return problem.told
    return {}
