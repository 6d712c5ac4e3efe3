"""Pages that every procedure has: an act before it is done, and one matter beside a case."""

from linkage.procedure.views.matters import act, matter, open_matter, open_preview, preview

__all__ = ["act", "matter", "open_matter", "open_preview", "preview"]
