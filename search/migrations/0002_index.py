"""What each database looks grams up by, and a mark for all that is there already.

The triggers, those of `search_grams` too, are made after every migration: see search.triggers.
"""

from django.db import migrations

# '=word', '~around', '^heading', '%sound', '!fact:1', c++, c#: every sign is part of its gram.
SQLITE = [
    """
    CREATE VIRTUAL TABLE search_grams USING fts5 (
        grams, content='search_searchdocument', content_rowid='key', detail='none',
        columnsize=0, tokenize="ascii tokenchars '=~^%!:+#.-_'"
    )
    """,
    # Bytes that are gathered before they are written: one segment of a large change, not ten.
    "INSERT INTO search_grams (search_grams, rank) VALUES ('hashsize', 33554432)",
]
POSTGRESQL = [
    "CREATE INDEX search_grams ON search_searchdocument USING gin (grams)",
    "CREATE INDEX search_newest ON search_searchdocument (kind, key DESC) WHERE is_public",
    # So that the planner knows the common grams from the rare ones.
    "ALTER TABLE search_searchdocument ALTER COLUMN grams SET STATISTICS 1000",
]
CONTENT = {
    "event": "events_event",
    "post": "posts_post",
    "speaker": "speakers_speaker",
    "tag": "events_tag",
    "file": "events_attachment",
}


def make(apps, editor):
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def drop(apps, editor):
    kind = "INDEX" if editor.connection.vendor == "postgresql" else "TABLE"
    editor.execute(f"DROP {kind} search_grams")


def mark(apps, editor):
    for subject, table in CONTENT.items():
        editor.execute(
            f"INSERT INTO search_searchmark (subject) SELECT '{subject}:' || id FROM {table}"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_documents"),
        ("events", "0004_wishes"),
        ("posts", "0001_initial"),
        ("speakers", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(make, drop),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
