"""Which storage this deployment uses: LINKAGE_STORAGE_URL, or else the folder `files` in LINKAGE_DATA."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from linkage.storage.content_store import NotStored, Storage
from linkage.storage.incoming import Incoming, Stored
from linkage.storage.local_storage import LocalFolder
from linkage.storage.object_storage import bucket_at

__all__ = ["Incoming", "NotStored", "Storage", "Stored", "current_storage", "storage_at"]


@lru_cache(maxsize=8)
def storage_at(url: str, data: Path) -> Storage:
    """The storage at this S3 address, staging in `data`; with no address, the folder `files` in `data`.

    ImproperlyConfigured names the variable and what to write when the address is not a usable one.
    """
    return bucket_at(url, data / "incoming") if url else LocalFolder(data / "files")


def current_storage() -> Storage:
    """The storage the settings name."""
    return storage_at(settings.STORAGE_URL, settings.DATA)
