"""The OpenAPI file is valid, and the answers keep to it."""

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from events.models import Attachment, Event
from posts.models import Post
from speakers.models import Speaker
from techparty_site.api.resources import RESOURCES
from tests.api.contract import broken, contract
from tests.factories import make_attachment, make_event, make_post, make_talk

VALUES = {"integer": "1", "string": "guangzhou", "date-time": "2024-05-18T14:00:00+08:00"}
LISTS = [f"/api/{resource.name}/" for resource in RESOURCES]


def singles(talk):
    return [
        f"/api/events/{Event.objects.get().pk}/",
        f"/api/talks/{talk.pk}/",
        f"/api/speakers/{Speaker.objects.get().pk}/",
        f"/api/posts/{Post.objects.get().pk}/",
        *(f"/api/attachments/{attachment.uuid}/" for attachment in Attachment.objects.all()),
    ]


def test_the_file_is_valid(db, visitor):
    OpenAPIV31SpecValidator(contract(visitor)).validate()


def test_every_answer_keeps_to_the_file(talk, visitor):
    document = contract(visitor)
    for path in ["/api/", "/api/openapi.json", *LISTS, *singles(talk)]:
        response = visitor.get(path)
        assert response.status_code == 200
        assert broken(document, path, response) == []


def test_an_answer_in_which_nothing_is_known_keeps_to_it(guangzhou, visitor):
    event = make_event(city=guangzhou, day=None)
    make_talk(event=event, title="")
    make_post(kind="other")
    make_attachment(kind="other")
    document = contract(visitor)
    for path in LISTS:
        assert broken(document, path, visitor.get(path)) == []


@pytest.mark.parametrize("path", ["/api/talks/1/", "/api/talks/?page=9", "/api/talks/?x=1"])
def test_a_refusal_keeps_to_it(db, visitor, path):
    response = visitor.get(path)
    assert response.status_code in {400, 404}
    assert broken(contract(visitor), path, response) == []


def test_the_check_sees_what_the_file_does_not_say(talk, visitor):
    document, path = contract(visitor), f"/api/talks/{talk.pk}/"
    del document["components"]["schemas"]["Talk"]["properties"]["position"]
    assert any("position" in told for told in broken(document, path, visitor.get(path)))


def example_of(schema):
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "integer":
        return str(schema["minimum"])
    return VALUES[schema.get("format", "string")]


def test_every_parameter_of_the_file_is_accepted(talk, visitor):
    for path, item in contract(visitor)["paths"].items():
        for parameter in item["get"].get("parameters", []):
            if parameter["in"] == "query":
                query = {parameter["name"]: example_of(parameter["schema"])}
                assert visitor.get(path, query).status_code == 200, (path, query)


def test_every_parameter_that_is_accepted_is_in_the_file(db, visitor):
    paths = contract(visitor)["paths"]
    everywhere = {name for resource in RESOURCES for name in names_of(resource)}
    for resource in RESOURCES:
        path = f"/api/{resource.name}/"
        filed = {parameter["name"] for parameter in paths[path]["get"]["parameters"]}
        refused = {name for name in everywhere if is_unknown(visitor.get(path, {name: ""}), name)}
        assert everywhere - refused == filed


def names_of(resource):
    return {parameter.name for parameter in resource.parameters}


def is_unknown(response, name):
    return response.status_code == 400 and f"“{name}”" in response.json()["detail"]


def test_example_queries_answer(talk, visitor):
    for resource in RESOURCES:
        assert visitor.get(f"/api/{resource.name}/?{resource.example}").status_code == 200
