"""Words of Django's admin that its own catalogue lacks in Chinese; ours fills them in."""

from django.utils.translation import gettext_noop

WORDS = [
    gettext_noop("- Select an option -"),
    gettext_noop("Filter by %(field_name)s"),
]
