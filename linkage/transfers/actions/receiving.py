"""The police's intake: accept at once, ask for what is missing, supplement, refer onward, send back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from linkage.accounts.models import Agency, User
from linkage.accounts.queries import procuratorate_facing
from linkage.dossiers.models import Participation, ParticipationRole
from linkage.procedure.carrying_out import Act, Outcome, carry_out
from linkage.transfers import papers
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE


def accept(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    acceptance_number: str,
    material_check: str,
    missing_materials_note: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """Take over and give the receipt at once; incomplete material is no ground to refuse (17号第七、八条)."""
    facts = {
        "acceptance_number": acceptance_number,
        "material_check": material_check,
        "missing_materials_note": missing_materials_note,
    }
    return carry_out(
        TABLE, "accept", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts=facts, columns={"acceptance_number": acceptance_number},
    )  # fmt: skip


def request_correction(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    missing_materials: Sequence[Mapping[str, str]],
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Within twenty-four hours name what is missing, to be corrected in three days; the filing clock goes on (17号第八条)."""
    return carry_out(
        TABLE, "request_correction", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"missing_materials": list(missing_materials), "served_at": served_at},
    )  # fmt: skip


def request_investigation(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    evidence_problems: str,
    matters: Sequence[Mapping[str, str]],
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Evidence is insufficient: say what to supplement (17号第八条). The filing clock goes on."""
    return carry_out(
        TABLE, "request_investigation", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"evidence_problems": evidence_problems, "matters": list(matters), "served_at": served_at},
    )  # fmt: skip


def refer_onward(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    competent_agency: Agency,
    reason: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Within twenty-four hours pass the case to the competent police, tell the sender, copy the procuratorate (17号第九条).

    The old receiver keeps reading what it handled; from this instant the new one owns the transfer, and the procuratorate
    of its level gets the copies of what it decides.
    """
    former = transfer.receiving_agency
    overseer = procuratorate_facing(competent_agency, localdate(occurred_at or at)) or transfer.procuratorate

    def change_hands(doing: Act) -> None:
        taking_part = Participation.objects.filter(
            dossier=transfer.dossier, role=ParticipationRole.RECEIVING, until__isnull=True
        )
        taking_part.update(until=doing.occurred_at)
        Participation.objects.bulk_create(
            [
                Participation(dossier=transfer.dossier, agency=agency, role=role, since=doing.occurred_at)
                for agency, role in (
                    (former, ParticipationRole.FORMER),
                    (competent_agency, ParticipationRole.RECEIVING),
                    (overseer, ParticipationRole.PROCURATORIAL),
                )
            ],
            ignore_conflicts=True,
        )

    return carry_out(
        TABLE, "refer_onward", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"competent_agency": competent_agency, "reason": reason, "served_at": served_at},
        columns={"receiving_agency": competent_agency, "procuratorate": overseer}, before_entry=change_hands,
    )  # fmt: skip


def send_back(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    reason: str,
    suggested_agency: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Not within police competence: return it in writing within twenty-four hours, with reasons (17号第九条)."""
    return carry_out(
        TABLE, "send_back", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"reason": reason, "suggested_agency": suggested_agency, "served_at": served_at},
        columns={"decision_reasons": reason},
    )  # fmt: skip
