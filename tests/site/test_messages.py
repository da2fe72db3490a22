import polib

from tests.messages import CATALOGUE, missing


def test_every_word_people_read_is_in_the_catalogue():
    assert missing() == []


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
