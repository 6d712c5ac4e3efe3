"""The pages of one case. Each begins with what this reader may see; what they may not see is 404."""

from linkage.transfers.views.acting import act, lead_act, lead_preview, preview
from linkage.transfers.views.dossier import dossier
from linkage.transfers.views.looking import clock, identity
from linkage.transfers.views.opening import new

__all__ = ["act", "clock", "dossier", "identity", "lead_act", "lead_preview", "new", "preview"]
