"""Files are consulted; an opinion to transfer is given, answered, maintained or withdrawn (17号第十四条)."""

from collections.abc import Sequence
from datetime import date, datetime

from linkage.accounts.models import User
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.dossiers.recording import Attached
from linkage.evidence.models import EvidenceItem
from linkage.filing_supervision import papers
from linkage.filing_supervision.models import TransferOpinion
from linkage.filing_supervision.opinion_states import OPINION_TABLE
from linkage.law.transitions import PROCURATORIAL
from linkage.procedure.carrying_out import Act, Outcome, carry_out


def consult_files(
    *,
    opinion: TransferOpinion,
    by: User,
    at: datetime,
    reason: str,
    wanted: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The procuratorate asks for the file of a case that was not transferred (17号第十四条)."""
    return carry_out(
        OPINION_TABLE, "consult_files", opinion, by=by, at=at, occurred_at=occurred_at,
        facts={"reason": reason, "wanted": wanted, "served_at": served_at},
        columns={"reason": reason, "wanted": wanted}, papers=papers.fill, before_entry=_takes_part,
    )  # fmt: skip


def hand_over_files(
    *,
    opinion: TransferOpinion,
    by: User,
    at: datetime,
    handed_over: str,
    materials: Sequence[EvidenceItem] = (),
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau provides the file, and says what is in it."""

    def attach(doing: Act) -> None:
        doing.evidence = [Attached(i.title, i.sm3, i.sha256) for i in materials]

    return carry_out(
        OPINION_TABLE, "hand_over_files", opinion, by=by, at=at, occurred_at=occurred_at,
        facts={"handed_over": handed_over, "materials": list(materials)},
        columns={"handed_over": handed_over}, before_entry=attach,
    )  # fmt: skip


def give_transfer_opinion(
    *,
    opinion: TransferOpinion,
    by: User,
    at: datetime,
    facts: str,
    grounds: str,
    request: str,
    chief: str,
    decided_on: date,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """With the procurator-general's approval: the case is to be transferred within three days (17号第十四条)."""
    stated = {
        "facts": facts, "grounds": grounds, "request": request, "chief": chief, "decided_on": decided_on,
        "served_at": served_at,
    }  # fmt: skip
    return carry_out(
        OPINION_TABLE, "give_transfer_opinion", opinion, by=by, at=at, occurred_at=occurred_at, facts=stated,
        columns={"facts": facts, "grounds": grounds, "request": request, "received_at": served_at},
        papers=papers.fill, before_entry=_takes_part,
    )  # fmt: skip


def object_to_opinion(
    *,
    opinion: TransferOpinion,
    by: User,
    at: datetime,
    new_facts: str,
    objection: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau's head objects because of new facts or evidence; the three days go on."""
    return carry_out(
        OPINION_TABLE, "object_to_opinion", opinion, by=by, at=at, occurred_at=occurred_at,
        facts={"new_facts": new_facts, "objection": objection, "served_at": served_at},
        columns={"new_facts": new_facts, "objection": objection}, papers=papers.fill,
    )  # fmt: skip


def maintain_opinion(
    *, opinion: TransferOpinion, by: User, at: datetime, finding: str, occurred_at: datetime | None = None
) -> Outcome:
    """The opinion stands after the objection."""
    return _found("maintain_opinion", opinion, finding, by, at, occurred_at)


def withdraw_opinion(
    *, opinion: TransferOpinion, by: User, at: datetime, finding: str, occurred_at: datetime | None = None
) -> Outcome:
    """The objection holds: nothing is to be transferred."""
    return _found("withdraw_opinion", opinion, finding, by, at, occurred_at)


def close_opinion(
    *, opinion: TransferOpinion, by: User, at: datetime, finding: str, occurred_at: datetime | None = None
) -> Outcome:
    """The file shows nothing that had to be transferred."""
    return _found("close_opinion", opinion, finding, by, at, occurred_at)


def _found(
    act: str, opinion: TransferOpinion, finding: str, by: User, at: datetime, occurred_at: datetime | None
) -> Outcome:
    return carry_out(
        OPINION_TABLE, act, opinion, by=by, at=at, occurred_at=occurred_at, facts={"finding": finding},
        columns={"finding": finding},
    )  # fmt: skip


def _takes_part(doing: Act) -> None:
    """Who asks for a file, or gives an opinion on it, takes part from then on (17号第十四条)."""
    agency = doing.agency(PROCURATORIAL)
    take_part(doing.subject.dossier, agency, ParticipationRole.PROCURATORIAL, doing.occurred_at)
