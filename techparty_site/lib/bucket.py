"""Where files lie when they lie in a bucket: what the environment says of it."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from techparty_site.lib import env

ADDRESSINGS = ("auto", "path", "virtual")
LINK_LASTS = 300  # seconds


def entry(name: str) -> dict[str, Any]:
    """For STORAGES, from S3_BUCKET and its siblings."""
    if not find_spec("storages"):
        raise ImproperlyConfigured(
            "S3_BUCKET is set, but what speaks with it is not installed: "
            "pip install -r requirements/s3.txt"
        )
    options = {
        "bucket_name": name,
        "endpoint_url": env.text("S3_ENDPOINT") or None,
        "region_name": env.text("S3_REGION") or None,
        "access_key": env.text("S3_ACCESS_KEY") or None,
        "secret_key": env.text("S3_SECRET_KEY") or None,
        "querystring_expire": LINK_LASTS,
        "file_overwrite": True,  # keys are random: asking whether one is free costs a request
        "max_memory_size": 2**20,  # bytes; the rest of a file that is read lies in WORK_DIR
        **manners(),
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def manners() -> dict[str, Any]:
    """How to speak with it."""
    from boto3.s3.transfer import TransferConfig  # both of the extra
    from botocore.config import Config

    addressing = env.text("S3_ADDRESSING", "auto")
    if addressing not in ADDRESSINGS:
        raise ImproperlyConfigured(f"S3_ADDRESSING is {addressing!r}: auto, path or virtual.")
    client = Config(
        signature_version="s3v4",
        s3={"addressing_style": addressing},
        connect_timeout=5,
        # Checksums that came with 2025 are unknown to many who speak S3.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    transfer = TransferConfig(max_concurrency=2)  # each holds 8 MB of an upload
    return {"transfer_config": transfer, "client_config": client}


def origins(name: str) -> list[str]:
    """From where a signed link may bring a recording, for the pages' policy."""
    endpoint = env.text("S3_ENDPOINT")
    if endpoint:
        parts = urlsplit(endpoint)
        return [f"{parts.scheme}://{parts.netloc}", f"{parts.scheme}://{name}.{parts.netloc}"]
    region = env.text("S3_REGION")
    hosts = [f"s3.{region}.amazonaws.com"] if region else []
    hosts.append("s3.amazonaws.com")
    return [f"https://{place}" for host in hosts for place in (host, f"{name}.{host}")]
