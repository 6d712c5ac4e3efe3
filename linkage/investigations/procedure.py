"""The joint investigation as a procedure: table, acts, facts, papers, words, and how one begins on a dossier."""

from datetime import datetime

from linkage.accounts.models import User
from linkage.clues.models import Clue
from linkage.clues.status import Status as ClueStatus
from linkage.dossiers.models import Dossier
from linkage.investigations import actions, papers
from linkage.investigations.facts import FACTS
from linkage.investigations.models import Investigation
from linkage.investigations.prefill import first_values
from linkage.investigations.queries import WITH
from linkage.investigations.states import TABLE
from linkage.investigations.status import DUTIES, TONES, Status
from linkage.procedure.procedures import Procedure

AGENCIES = ("sending_agency", "receiving_agency", "procuratorial_agency")


def blank(dossier: Dossier, by: User, now: datetime) -> Investigation:
    """A joint investigation that does not exist yet, of the two agencies of the clue: whoever plans it leads it.

    The notice gives the lead to neither; for a reader of neither the dossier's own agency leads.
    """
    clue = Clue.objects.filter(dossier=dossier).select_related(*AGENCIES).first()
    if clue is None:
        return Investigation(dossier=dossier, leading_agency=dossier.lead_agency)
    pair = (clue.sending_agency, clue.receiving_agency)
    leading = next((agency for agency in pair if agency.pk == by.agency_id), dossier.lead_agency)
    return Investigation(
        dossier=dossier,
        leading_agency=leading,
        assisting_agency=next(agency for agency in pair if agency.pk != leading.pk),
        procuratorial_agency=clue.procuratorial_agency,
    )


INVESTIGATION = Procedure(
    table=TABLE,
    model=Investigation,
    argument="investigation",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    leads_on=frozenset({Status.TO_TRANSFER.value, Status.TO_DETENTION.value}),
    opens_at=lambda stage: stage in frozenset(ClueStatus),
    blank=blank,
    known=first_values,
    related=WITH,
)
