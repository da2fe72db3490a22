"""The OpenAPI 3.1 file, put together from what the resources say about themselves."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _

from events.models import Community
from techparty_site.api.parameters import Parameter
from techparty_site.api.resource import Resource
from techparty_site.api.resources import RESOURCES
from techparty_site.api.schemas import PARTS, URI, Schema, page_of, record, ref

VERSION = "1.0.0"
JSON, PROBLEM = "application/json", "application/problem+json"


def document(root: str) -> dict[str, Any]:
    """`root` is the site's address without a slash at its end."""
    paths: dict[str, Any] = {
        "/api/": operation("index", _("The addresses of all lists."), ref("Index")),
        "/api/openapi.json": operation("openapi", _("This file."), {"type": "object"}),
    }
    for resource in RESOURCES:
        paths[f"/api/{resource.name}/"] = listing(resource)
        paths[f"/api/{resource.name}/{{id}}/"] = single(resource)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": Community.current().name,
            "version": VERSION,
            "description": _("Read-only, without an account, from any page. Nothing is limited."),
        },
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"schemas": schemas()},
    }


def schemas() -> dict[str, Schema]:
    named = dict(PARTS)
    for resource in RESOURCES:
        named[resource.model] = resource.schema
        named[f"{resource.model}Page"] = page_of(resource.model)
    lists = {resource.name: URI for resource in RESOURCES}
    named["Index"] = record(**lists, documentation=URI, openapi=URI)
    return named


def listing(resource: Resource) -> dict[str, Any]:
    found = operation(f"list_{resource.name}", resource.about, ref(f"{resource.model}Page"))
    found["get"]["parameters"] = [in_query(parameter) for parameter in resource.parameters]
    found["get"]["responses"]["404"] = problem(_("There is no such page."))
    return found


def single(resource: Resource) -> dict[str, Any]:
    found = operation(f"get_{resource.one}", resource.title, ref(resource.model))
    schema = resource.schema["properties"]["id"]
    found["get"]["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": schema}]
    found["get"]["responses"]["404"] = problem(_("There is nothing public of this id."))
    return found


def in_query(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "schema": parameter.schema,
    }


def operation(name: str, summary: Any, schema: Schema) -> dict[str, Any]:
    responses = {
        "200": {"description": HTTPStatus.OK.phrase, "content": {JSON: {"schema": schema}}},
        "304": {"description": _("Nothing changed since the answer of that ETag.")},
        "400": problem(_("A parameter is unknown, wrong, or given more than once.")),
    }
    return {"get": {"operationId": name, "summary": summary, "responses": responses}}


def problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {PROBLEM: {"schema": ref("Problem")}}}
