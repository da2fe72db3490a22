"""What the OpenAPI file promises, held against an answer."""

import re

from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]


def contract(client):
    return client.get("/api/openapi.json").json()


def schema_of(document, path, response):
    """Of an answer to `path`, the schema that the file gives for it."""
    operation = next(
        item["get"]
        for template, item in document["paths"].items()
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), path.partition("?")[0])
    )
    content = operation["responses"][str(response.status_code)]["content"]
    kind = response["Content-Type"].partition(";")[0]
    return {**content[kind]["schema"], "components": document["components"]}


def broken(document, path, response):
    """What the answer does that the file doesn't say."""
    validator = Draft202012Validator(
        schema_of(document, path, response), format_checker=FormatChecker()
    )
    return [
        f"{error.json_path}: {error.message}" for error in validator.iter_errors(response.json())
    ]
