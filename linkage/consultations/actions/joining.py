"""What the opening acts write besides their row: the part of whoever is asked, and the digests of what was enclosed."""

from linkage.dossiers.facing import takes_part
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.dossiers.recording import Attached
from linkage.procedure.carrying_out import Act


def joins(doing: Act, side: str) -> None:
    """The agency on this side assists in the case, unless it takes part already."""
    dossier, agency = doing.subject.dossier, doing.subject.agency_on(side)
    if not takes_part(dossier, agency):
        take_part(dossier, agency, ParticipationRole.ASSISTING, doing.moment("served_at"))


def attach(doing: Act) -> None:
    """The digests of the material that goes along enter the chain with this act."""
    doing.evidence = [Attached(i.title, i.sm3, i.sha256) for i in doing.facts.get("materials") or ()]
