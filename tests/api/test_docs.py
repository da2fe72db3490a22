import pytest

from techparty_site.api.resources import RESOURCES

PAGES = ["/api/docs/", "/en/api/docs/"]


@pytest.mark.parametrize("path", PAGES)
def test_the_page_names_every_list_parameter_and_field(db, visitor, path):
    page = visitor.get(path).content.decode()
    for resource in RESOURCES:
        assert f'href="/api/{resource.name}/"' in page
        names = [parameter.name for parameter in resource.parameters]
        for name in [*names, *resource.schema["properties"]]:
            assert f"<code>{name}</code>" in page


def test_its_refusal_is_the_one_that_answers(db, visitor):
    detail = visitor.get("/api/talks/?page_size=1000").json()["detail"]
    assert detail in visitor.get("/api/docs/").content.decode()


def test_it_is_in_both_languages(db, visitor):
    chinese, english = (visitor.get(path).content.decode() for path in PAGES)
    assert "<h1>给程序读</h1>" in chinese
    assert "<h1>For programs</h1>" in english
    assert "a whole number from 1 to 100" in english


def test_every_page_leads_to_it(db, visitor):
    assert 'href="/api/docs/"' in visitor.get("/").content.decode()
