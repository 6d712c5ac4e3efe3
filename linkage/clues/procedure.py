"""The clue and the request for early intervention as procedures: table, acts, facts, papers, words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import Agency, User
from linkage.accounts.queries import pairing_around
from linkage.accounts.roles import Line
from linkage.clues import actions, papers
from linkage.clues.facts import CLUE_FACTS, INTERVENTION_FACTS
from linkage.clues.models import Clue, EarlyIntervention
from linkage.clues.prefill import clue_values, intervention_values
from linkage.clues.queries import WITH
from linkage.clues.showing import intervention_details
from linkage.clues.states import CLUE_TABLE, INTERVENTION_TABLE
from linkage.clues.status import ASKED_DUTIES, ASKED_TONES, DUTIES, TONES
from linkage.dossiers.models import Dossier, Participation, ParticipationRole
from linkage.procedure.procedures import Procedure

CLUE = Procedure(
    table=CLUE_TABLE,
    model=Clue,
    argument="clue",
    acts=actions,
    facts=CLUE_FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    known=clue_values,
    related=WITH,
)
"""Opens with a dossier of its own (`actions.open_clue`), never on one that is there."""


def _bureau(dossier: Dossier, by: User) -> Agency | None:
    """The bureau that asks: the actor's own, else the one that leads, else another that takes part."""
    taking_part = Participation.objects.filter(
        dossier=dossier, agency__line=Line.ECOLOGY, until__isnull=True
    ).select_related("agency")
    rank = {ParticipationRole.LEAD: 1}
    found = sorted(
        taking_part,
        key=lambda one: (one.agency_id != by.agency_id, rank.get(ParticipationRole(one.role), 2), one.pk),
    )
    return found[0].agency if found else None


def _blank(dossier: Dossier, by: User, now: datetime) -> EarlyIntervention:
    """A request that does not exist yet, from the bureau that takes part to the police of its level (通知二)."""
    bureau = _bureau(dossier, by)
    around = pairing_around(bureau, localdate(now)) if bureau else None
    return EarlyIntervention(
        dossier=dossier,
        sending_agency=bureau,
        receiving_agency=around.police if around else None,
        procuratorial_agency=around.procuratorate if around else None,
    )


def _details(subject: EarlyIntervention, reader: User) -> Sequence[tuple[str, Any]]:
    return intervention_details(subject)


INTERVENTION = Procedure(
    table=INTERVENTION_TABLE,
    model=EarlyIntervention,
    argument="intervention",
    acts=actions,
    facts=INTERVENTION_FACTS,
    papers=papers.fill,
    duties=ASKED_DUTIES,
    tones=ASKED_TONES,
    blank=_blank,
    known=intervention_values,
    related=WITH,
    details=_details,
)
