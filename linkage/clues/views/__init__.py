"""Pages of a clue that no other procedure has: its registration, and its sealed informants."""

from linkage.clues.views.informants import informants, name_readers, reveal
from linkage.clues.views.registering import new

__all__ = ["informants", "name_readers", "new", "reveal"]
