"""The bureau asks the police for early intervention; the police join, or say why they cannot (通知二)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from linkage.accounts.models import User
from linkage.clues import papers
from linkage.clues.models import EarlyIntervention
from linkage.clues.states import INTERVENTION_TABLE
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.procedure.carrying_out import Act, Outcome, carry_out


def request_intervention(
    *,
    intervention: EarlyIntervention,
    by: User,
    at: datetime,
    grounds: Sequence[Mapping[str, str]],
    case_facts: str,
    help_needed: str,
    liaison_officers: Sequence[User],
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The letter goes to the police of the same level, who see the dossier from then on and should cooperate."""
    facts = {
        "grounds": [dict(row) for row in grounds], "case_facts": case_facts, "help_needed": help_needed,
        "liaison_officers": list(liaison_officers), "served_at": served_at,
    }  # fmt: skip

    def bring_in(doing: Act) -> None:
        police = intervention.receiving_agency
        assert police is not None
        take_part(intervention.dossier, police, ParticipationRole.RECEIVING, doing.occurred_at)

    return carry_out(
        INTERVENTION_TABLE, "request_intervention", intervention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"grounds": facts["grounds"], "help_needed": help_needed, "served_at": served_at},
        papers=papers.fill, before_entry=bring_in,
    )  # fmt: skip


def join_intervention(
    *,
    intervention: EarlyIntervention,
    by: User,
    at: datetime,
    method: str,
    officers: Sequence[User],
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police join: how, and who; their agency assists from then on."""

    def bring_in(doing: Act) -> None:
        intervention.officers.set(officers)
        police = intervention.receiving_agency
        assert police is not None
        take_part(intervention.dossier, police, ParticipationRole.ASSISTING, doing.occurred_at)

    return carry_out(
        INTERVENTION_TABLE, "join_intervention", intervention, by=by, at=at, occurred_at=occurred_at,
        facts={"method": method, "officers": list(officers)}, columns={"method": method},
        papers=papers.fill, before_entry=bring_in,
    )  # fmt: skip


def explain_no_intervention(
    *,
    intervention: EarlyIntervention,
    by: User,
    at: datetime,
    reasons: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police cannot join and say why; the bureau may ask again when that has changed."""
    return carry_out(
        INTERVENTION_TABLE, "explain_no_intervention", intervention, by=by, at=at, occurred_at=occurred_at,
        facts={"reasons": reasons}, columns={"reasons": reasons}, papers=papers.fill,
    )  # fmt: skip
