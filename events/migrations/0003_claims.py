"""Numbers for claims; files that no worker has read wait for one."""

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

OFFICE = "application/vnd.openxmlformats-officedocument."
DECKS = (
    "application/pdf",
    OFFICE + "presentationml.presentation",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.ms-powerpoint",
)


def find_unread(apps, schema_editor):
    """Whose task was lost, or never run, before rows noted that they wait. Two updates."""
    database = schema_editor.connection.alias
    get = apps.get_model
    rows = get("events", "Attachment").objects.using(database).exclude(file="")
    old = rows.filter(processing="", processing_seen_at=None)
    readable = Q(content_type__in=DECKS) | Q(content_type__startswith="image/")
    readable |= Q(kind="transcript")
    unread = old.filter(readable, processing_error="", text="")
    for model in ("SlidePage", "Rendition"):
        made = get("events", model).objects.using(database).filter(attachment=OuterRef("pk"))
        unread = unread.filter(~Exists(made))
    unread.update(processing="waiting", processing_seen_at=timezone.now())
    old.update(processing_seen_at=F("updated_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0002_reading'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='processing_claim',
            field=models.PositiveBigIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(find_unread, migrations.RunPython.noop, elidable=True),
    ]
