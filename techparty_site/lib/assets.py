"""Scripts and style sheets under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class Assets(CompressedManifestStaticFilesStorage):
    """Of modules too that others import: an old one never meets a new one."""

    support_js_module_import_aggregation = True
