"""Screens of a penalty that opens its own dossier."""

from linkage.penalties.views.opening import decided, new

__all__ = ["decided", "new"]
