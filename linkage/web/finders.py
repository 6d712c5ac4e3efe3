"""Serves a fixed pick from node_modules below `vendor/`, so that collectstatic copies six files and no thousands."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

PREFIX = "vendor"
PICKED = (
    "@tabler/core/dist/css/tabler.min.css",
    "@tabler/core/dist/css/tabler.min.css.map",
    "tom-select/dist/css/tom-select.min.css",
    "tom-select/dist/css/tom-select.min.css.map",
    "tom-select/dist/js/tom-select.complete.min.js",
    "tom-select/dist/js/tom-select.complete.min.js.map",
)
"""Paths below node_modules. The source maps are picked too: manifest storage refuses a file that names a missing one."""


class VendorStorage(FileSystemStorage):
    """node_modules, seen from outside as `vendor/`."""

    prefix = PREFIX


class PickFinder(BaseFinder):
    """`{% static "vendor/@tabler/core/dist/css/tabler.min.css" %}` finds that file in settings.NODE_MODULES."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = VendorStorage(location=settings.NODE_MODULES)
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list:
        return []

    def find(  # type: ignore[override]  # Django's two overloads, said in one
        self, path: str, find_all: bool = False, **kwargs: Any
    ) -> str | list[str] | None:
        """The absolute path of a picked file that is installed; nothing else of node_modules can be asked for."""
        picked = path.removeprefix(f"{PREFIX}/")
        found = picked != path and picked in PICKED and self.storage.exists(picked)
        if find_all:
            return [self.storage.path(picked)] if found else []
        return self.storage.path(picked) if found else None

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Each picked file with the storage it lies in. WhiteNoise passes None for no patterns."""
        for path in PICKED:
            if self.storage.exists(path) and not matches_patterns(path, ignore_patterns or []):
                yield path, self.storage
