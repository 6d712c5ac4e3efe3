"""What screening reads of one dossier: the facts, since when they stand, and why nothing was handed over."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.roles import Line
from linkage.assessments.filling import known_facts
from linkage.assessments.models import AGAINST_WHICH_NEEDS_REASONS, Assessment, AssessmentRound
from linkage.assessments.queries import last_round, latest_for
from linkage.assessments.status import Decision
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.status import Status as Detention
from linkage.dossiers.models import Dossier
from linkage.law.offence_findings import plain
from linkage.penalties.models import Penalty
from linkage.penalties.queries import decided_on
from linkage.screening.judging import Punished
from linkage.screening.models import Duty, WhyNot
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as Crime

TURNED_DOWN = (
    Crime.RETURNED, Crime.DECLINED, Crime.DECLINED_NOTIFIED, Crime.UPHELD, Crime.WITHDRAWN, Crime.WITHDRAWN_NOTIFIED,
    Crime.NON_PROSECUTED, Crime.NON_PROSECUTION_NOTIFIED, Crime.CONCLUDED,
)  # fmt: skip
"""The police or the procuratorate found no crime: a duty to transfer for detention stands again."""
ON_ITS_WAY = (Crime.DISCOVERED, Crime.VERIFYING, Crime.AWAITING_APPROVAL, Crime.APPROVED)


@dataclass(frozen=True)
class Reading:
    """One dossier as screening sees it. The number of statements does not grow with the record."""

    dossier: Dossier
    penalties: tuple[Penalty, ...]
    assessment: Assessment | None
    round: AssessmentRound | None
    transfer: Transfer | None
    detention: DetentionTransfer | None

    @classmethod
    def of(cls, dossier: Dossier) -> "Reading":
        assessment = latest_for(dossier, Line.ECOLOGY.value)
        return cls(
            dossier,
            tuple(decided_on(dossier)),
            assessment,
            last_round(assessment) if assessment else None,
            Transfer.objects.filter(dossier=dossier).first(),
            DetentionTransfer.objects.filter(dossier=dossier).first(),
        )

    def facts(self) -> dict[str, Any]:
        """The record, and what whoever assessed stated otherwise or besides."""
        record = known_facts(self.dossier)
        return {**record, **(self._stated(record) if self.round else {})}

    def punished(self) -> tuple[Punished, ...]:
        """What the penalties of this case found."""
        return tuple(Punished(p.conduct_kind, p.conduct_until, p.decided_on) for p in self.penalties)

    def stated_alone(self) -> dict[str, Any]:
        """The facts of the latest assessment as they were frozen."""
        return dict(self.round.facts) if self.round else {}

    def handed_over(self, duty: Duty) -> bool:
        """Whether the transfer this duty calls for was made."""
        crime, detention = self.transfer, self.detention
        if duty is Duty.CRIME:
            return bool(crime and crime.submitted_at)
        with_police = bool(crime and crime.submitted_at and crime.status not in TURNED_DOWN)
        return with_police or bool(detention and detention.submitted_at)

    def since(self, today: date) -> date:
        """From which day the record called for it: the first assessment that said so, the penalty; else the day it was found."""
        days = [p.decided_on for p in self.penalties if p.decided_on]
        if self.assessment:
            rounds = self.assessment.rounds.filter(outcome__in=AGAINST_WHICH_NEEDS_REASONS)
            if first := rounds.order_by("sequence").values_list("made_at", flat=True).first():
                days.append(localdate(first))
        return min(days, default=today)

    def why_not(self, duty: Duty) -> tuple[WhyNot, str]:
        """What the record gives as the reason, and its words (310号第五条: a refusal and its reason are recorded)."""
        one: Any = self.transfer if duty is Duty.CRIME else self.detention
        if (
            one
            and one.refused_at
            and one.status in (Crime.NOT_APPROVED, Crime.CONCLUDED, Detention.NOT_APPROVED, Detention.CLOSED)
        ):
            return WhyNot.REFUSED, one.decision_reasons
        said = self.assessment
        if said and said.decided_at and said.decision not in ("", Decision.TRANSFER.value):
            return WhyNot.DECIDED, f"{said.get_decision_display()}：{said.decision_reasons}".rstrip("：")
        if one and (one.status in ON_ITS_WAY or duty is Duty.DETENTION and not one.closed_at):
            statuses = Crime if duty is Duty.CRIME else Detention
            return WhyNot.IN_HAND, str(statuses(one.status).label)
        return WhyNot.SILENT, ""

    def _stated(self, record: dict[str, Any]) -> dict[str, Any]:
        """A value that was merely taken from the record follows the record; one that a person stated stands."""
        assert self.round is not None
        taken = {name: known.get("value") for name, known in self.round.sources.items()}
        return {
            name: value
            for name, value in self.round.facts.items()
            if name not in record or taken.get(name) != value or plain(record[name]) == value
        }
