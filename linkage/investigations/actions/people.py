"""案不漏人: parties that are found, the roles they stand in, how they are tied, and each class of persons examined."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from linkage.accounts.models import User
from linkage.cases.models import Party, PartyKind
from linkage.evidence.actions import attached
from linkage.evidence.models import EvidenceItem
from linkage.investigations.actions.doing import done
from linkage.investigations.models import (
    ClassExamination,
    Conclusion,
    Investigation,
    PartyLink,
    PartyRole,
)
from linkage.investigations.rules.people import role_of
from linkage.procedure.carrying_out import Act, Outcome


def _add_party(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """A party the case did not know yet. Its number is checked, never repaired, and enters the chain covered."""

    def add(doing: Act) -> None:
        unit = facts["party_kind"] == PartyKind.UNIT.label
        party = Party(
            case=investigation.dossier.case, kind=PartyKind.UNIT if unit else PartyKind.PERSON,
            name=facts["party_name"].strip(), identity_number=facts.get("identity_number") or "",
            address=facts.get("party_address") or "", post=facts.get("party_post") or "",
        )  # fmt: skip
        party.save(force_insert=True)
        doing.facts = {**doing.facts, "identity_number": party.masked_identity_number}
        _assign(doing, [party])

    return done(act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=add)


def _assign_role(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """A party of the case stands in these roles (通知三: investor, operator, beneficiary of a unit)."""

    def assign(doing: Act) -> None:
        _assign(doing, facts["parties"])

    return done(act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=assign)


def _link_parties(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """One party is tied to another, on evidence."""

    def link(doing: Act) -> None:
        made = PartyLink.objects.create(
            investigation=investigation, from_party=facts["from_party"][0], to_party=facts["to_party"][0],
            relation=facts["relation"], basis=facts["link_basis"], said_at=doing.occurred_at, said_by=by,
        )  # fmt: skip
        _rests_on(doing, [made], facts["link_evidence"])

    return done(act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=link)


def _examine_role(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """The conclusion on one class of persons; a later one takes its place, the chain keeps both."""

    def conclude(doing: Act) -> None:
        conclusion = next(one for one in Conclusion if one.label == facts["class_conclusion"])
        examined, _ = ClassExamination.objects.update_or_create(
            investigation=investigation,
            role=role_of(facts["role_class"]),
            defaults={
                "conclusion": conclusion, "statement": facts["class_statement"], "examined_at": doing.occurred_at,
                "examined_by": by,
            },
        )  # fmt: skip
        _rests_on(doing, [examined], facts.get("class_evidence") or ())

    return done(act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=conclude)


def _withdraw_finding(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """What was said of somebody and turned out wrong is withdrawn with a reason; it stays readable."""

    def withdraw(doing: Act) -> None:
        why = {
            "withdrawn_at": doing.occurred_at, "withdrawn_by": by, "withdrawn_reason": facts["withdrawal_reason"]
        }  # fmt: skip
        for model, name in ((PartyRole, "wrong_roles"), (PartyLink, "wrong_links")):
            wrong = [one.pk for one in facts.get(name) or ()]
            model._default_manager.filter(pk__in=wrong, withdrawn_at__isnull=True).update(**why)

    return done(act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=withdraw)


def _assign(doing: Act, parties: Iterable[Party]) -> None:
    said = doing.facts
    made = [
        PartyRole.objects.create(
            investigation=doing.subject, party=party, role=role_of(label), conduct=said["role_conduct"],
            said_at=doing.occurred_at, said_by=doing.by,
        )
        for party in parties
        for label in dict.fromkeys(said["party_roles"])
    ]  # fmt: skip
    _rests_on(doing, made, said.get("role_evidence") or ())


def _rests_on(
    doing: Act, made: Sequence[PartyRole | PartyLink | ClassExamination], items: Sequence[EvidenceItem]
) -> None:
    """Each of these rests on these files, whose digests the entry carries."""
    for one in made:
        one.evidence.set(items)
    doing.evidence = attached(items)


add_party = partial(_add_party, "add_party")
assign_role = partial(_assign_role, "assign_role")
link_parties = partial(_link_parties, "link_parties")
examine_role = partial(_examine_role, "examine_role")
withdraw_finding = partial(_withdraw_finding, "withdraw_finding")
assist_add_party = partial(_add_party, "assist_add_party")
assist_assign_role = partial(_assign_role, "assist_assign_role")
assist_link_parties = partial(_link_parties, "assist_link_parties")
assist_examine_role = partial(_examine_role, "assist_examine_role")
assist_withdraw_finding = partial(_withdraw_finding, "assist_withdraw_finding")
