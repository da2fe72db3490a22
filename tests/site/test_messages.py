import polib
import pytest

from tests.messages import CATALOGUE, Message, in_code, in_template, missing, untranslated


def test_every_word_people_read_is_in_the_catalogue():
    assert untranslated() == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("a")', Message("a")),
        ('translation.gettext_lazy("a " "b")', Message("a b")),
        ('ngettext("%(n)d a", "%(n)d as", n)', Message("%(n)d a", plural="%(n)d as")),
        ('pgettext("between facts", ", ")', Message(", ", "between facts")),
        ('npgettext_lazy("c", "a", "as", "n")', Message("a", "c", "as")),
    ],
)
def test_it_reads_code(source, found):
    assert list(in_code(source)) == [found]
    assert list(in_code(source.replace("gettext", "other").replace("_(", "other("))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{% translate 'a \"b\"' %}", Message('a "b"')),
        ('{% translate ", " context "between facts" as x %}', Message(", ", "between facts")),
        ('{{ x|default:_("LINK") }}', Message("LINK")),
        ("{% blocktranslate with a=b.c %}it's {{ a }} {% endblocktranslate %}", "it's %(a)s "),
        (
            '{% blocktranslate count n=x context "c" %}{{ n }} a{% plural %}{{ n }} as'
            "{% endblocktranslate %}",
            Message("%(n)s a", "c", "%(n)s as"),
        ),
    ],
)
def test_it_reads_templates(source, found):
    assert list(in_template(source)) == [found if isinstance(found, Message) else Message(found)]
    assert list(in_template("gettext('text')")) == []


@pytest.mark.parametrize(
    "entry",
    [
        polib.POEntry(msgid="a", msgctxt="c", msgstr="甲"),
        polib.POEntry(msgid="a", msgctxt="other", msgid_plural="as", msgstr_plural={0: "甲"}),
        polib.POEntry(msgid="a", msgid_plural="as", msgstr_plural={0: "甲"}),
    ],
)
def test_a_translation_of_another_context_or_without_its_plural_is_none(entry):
    message = Message("a", "c", "as")
    whole = polib.POEntry(msgid="a", msgctxt="c", msgid_plural="as", msgstr_plural={0: "甲"})
    assert missing({message}, [whole]) == []
    assert missing({message}, [entry]) == [message]


def test_the_catalogue_has_no_guesses():
    assert [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.fuzzy] == []


def test_the_compiled_catalogue_is_the_written_one():
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert words(compiled) == words(polib.pofile(str(CATALOGUE)).translated_entries())


def words(entries):
    return {(e.msgctxt, e.msgid): (e.msgstr, tuple(e.msgstr_plural.values())) for e in entries}


def test_placeholders_survive_translation():
    for entry in polib.pofile(str(CATALOGUE)).translated_entries():
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert text.count("%(") <= entry.msgid.count("%(") + entry.msgid_plural.count("%(")
