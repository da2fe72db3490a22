"""The databases note themselves what changed: no bulk update, import or SQL goes past them."""

from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction


@dataclass(frozen=True)
class Watch:
    """A change in `table` marks `subject` with the value of `column`, before and after."""

    table: str
    column: str
    subject: str
    only: tuple[str, ...] = ()  # the columns whose change counts; all when empty

    @property
    def name(self) -> str:
        return f"search_{self.table}_{self.subject}".replace("-", "_")


FILE = (
    "talk_id event_id kind title file original_name url position hidden alt caption credit text"
).split()
WATCHED = (
    Watch("events_event", "id", "event"),
    Watch("events_talk", "event_id", "event"),
    Watch("events_talkspeaker", "talk_id", "talk"),
    Watch("events_talkspeaker", "speaker_id", "speaker"),
    Watch("events_eventtag", "content_object_id", "event"),
    Watch("events_eventtag", "tag_id", "tag"),
    Watch("events_talktag", "content_object_id", "talk"),
    Watch("events_talktag", "tag_id", "tag"),
    Watch("events_attachment", "id", "file", tuple(FILE)),
    Watch("events_attachment", "talk_id", "talk", tuple(FILE)),
    Watch("events_attachment", "event_id", "event", tuple(FILE)),
    Watch("events_slidepage", "attachment_id", "file"),
    Watch("events_city", "id", "city-name", ("name", "slug", "aliases")),
    Watch("events_tag", "id", "tag-name", ("name", "slug")),
    Watch("events_tagalias", "tag_id", "tag-name"),
    Watch("speakers_speaker", "id", "speaker"),
    Watch("speakers_speaker", "id", "speaker-name", ("name", "slug")),
    Watch("speakers_speakeralias", "speaker_id", "speaker-name"),
    Watch("posts_post", "id", "post"),
    Watch("posts_post_events", "post_id", "post"),
    Watch("posts_post_cities", "post_id", "post"),
    Watch("posts_posttag", "content_object_id", "post"),
    Watch("posts_posttag", "tag_id", "tag"),
)


MARKS, ROWS, INDEX = "search_searchmark", "search_searchdocument", "search_grams"
FORGET = (
    "INSERT INTO search_grams (search_grams, rowid, grams) VALUES ('delete', OLD.key, OLD.grams)"
)
LEARN = "INSERT INTO search_grams (rowid, grams) VALUES (NEW.key, NEW.grams)"
# SQLite's index is a table of its own, which follows the rows.
KEPT = {
    "insert": f"AFTER INSERT ON {ROWS} BEGIN {LEARN}; END",
    "delete": f"AFTER DELETE ON {ROWS} BEGIN {FORGET}; END",
    "update": f"AFTER UPDATE OF key, grams ON {ROWS} BEGIN {FORGET}; {LEARN}; END",
}


def ensure(using: str, **kwargs: Any) -> None:
    """After every migration: SQLite drops the triggers of a table that it makes anew.

    Where there are no marks, or not yet, there are no triggers: they would refuse every change.
    """
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    is_sqlite = connection.vendor == "sqlite"
    drop, make = (sqlite_drop, sqlite) if is_sqlite else (postgresql_drop, postgresql)
    for watch in WATCHED:
        if watch.table in tables:
            # One by one, and no change goes past meanwhile: the site may be running.
            with transaction.atomic(using), connection.cursor() as cursor:
                for statement in drop(watch) + (make(watch) if MARKS in tables else []):
                    cursor.execute(statement)
    if is_sqlite and {ROWS, INDEX} <= tables:
        with connection.cursor() as cursor:
            for name, rule in KEPT.items():
                cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {INDEX}_{name} {rule}")


def sqlite_drop(watch: Watch) -> list[str]:
    changes = ("insert", "update", "delete")
    return [f"DROP TRIGGER IF EXISTS {watch.name}_{change}" for change in changes]


def sqlite(watch: Watch) -> list[str]:
    def trigger(when: str, change: str, rows: tuple[str, ...]) -> str:
        marks = "".join(
            f"INSERT INTO {MARKS} (subject) SELECT '{watch.subject}:' || {row}."
            f"{watch.column} WHERE {row}.{watch.column} IS NOT NULL; "
            for row in rows
        )
        return (
            f"CREATE TRIGGER {watch.name}_{when} AFTER {change} ON {watch.table} BEGIN {marks}END"
        )

    of = f" OF {', '.join(watch.only)}" if watch.only else ""
    return [
        trigger("insert", "INSERT", ("NEW",)),
        trigger("update", f"UPDATE{of}", ("OLD", "NEW")),
        trigger("delete", "DELETE", ("OLD",)),
    ]


FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO search_searchmark (subject)
        SELECT '{subject}:' || OLD.{column} WHERE OLD.{column} IS NOT NULL;
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.{column} IS DISTINCT FROM OLD.{column}) THEN
        INSERT INTO search_searchmark (subject)
        SELECT '{subject}:' || NEW.{column} WHERE NEW.{column} IS NOT NULL;
    END IF;
    RETURN NULL;
END $$
"""


def postgresql_drop(watch: Watch) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {watch.name} ON {watch.table}"]


def postgresql(watch: Watch) -> list[str]:
    of = f" OF {', '.join(watch.only)}" if watch.only else ""
    return [
        FUNCTION.format(name=watch.name, subject=watch.subject, column=watch.column),
        f"CREATE TRIGGER {watch.name} AFTER INSERT OR DELETE OR UPDATE{of} ON {watch.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {watch.name}()",
    ]
