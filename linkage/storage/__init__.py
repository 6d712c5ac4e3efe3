"""Content-addressed storage of files: local folder or S3-compatible; digests are computed while a file arrives.

Knows nothing of dossiers: evidence and papers both keep their files here.
"""

from linkage.storage.chosen import Incoming, NotStored, Storage, Stored, current_storage, storage_at

__all__ = ["Incoming", "NotStored", "Storage", "Stored", "current_storage", "storage_at"]
