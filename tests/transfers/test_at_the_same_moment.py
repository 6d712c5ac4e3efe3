"""Two officers press at the same moment: exactly one acts, the others learn who and when, and the chain stays one."""

import re
from functools import partial

import pytest
from django.db import transaction

from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.law.refusal import OvertakenBy, Refused
from linkage.transfers import actions
from linkage.transfers.models import Transfer
from linkage.transfers.queries import transfer_visible_to
from linkage.transfers.status import Status as S
from tests.cast import person
from tests.road import Road, add_file
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def through_the_door(road: Road, act: str, number: str, by: User, **facts) -> object:
    """As a screen does it: find, lock and act in one transaction."""
    with transaction.atomic():
        transfer = transfer_visible_to(by, number, to_act=True)
        return getattr(actions, act)(
            transfer=transfer, by=by, at=road.now, **{**road.facts(act, road.now), **facts}
        )


def chain_holds(transfer: Transfer) -> bool:
    """Every entry is there once, and the dossier's row shows the last of them."""
    entries = AuditEntry.objects.filter(chain=transfer.dossier.chain).order_by("sequence")
    dossier = Dossier.objects.get(pk=transfer.dossier_id)
    return verify_chain(entries) is None and entries.count() == dossier.head_sequence


@pytest.mark.parametrize("locked", [True, False], ids=["through the door", "from what they had read before"])
def test_of_thirty_two_who_accept_at_once_exactly_one_accepts(road, cast, locked):
    transfer = road.to(S.SUBMITTED)
    road.tick()
    officers = [
        person(f"intake-{n}", f"民警{n}号", cast.intake.agency, Role.INTAKE_OFFICER) for n in range(32)
    ]
    if locked:
        presses = [
            partial(through_the_door, road, "accept", transfer.dossier.number, officer)
            for officer in officers
        ]
    else:
        read = [Transfer.objects.select_related("dossier").get(pk=transfer.pk) for _ in officers]
        facts = road.facts("accept", road.now)
        presses = [
            partial(actions.accept, transfer=seen, by=officer, at=road.now, **facts)
            for seen, officer in zip(read, officers, strict=True)
        ]
    told = at_once(presses)

    transfer.refresh_from_db()
    refusals = [answer for answer in told if isinstance(answer, Exception)]
    assert [type(refusal) for refusal in refusals] == [OvertakenBy] * 31
    first = transfer.accepted_by
    for refusal in refusals:
        assert re.fullmatch(
            rf"{first.name}（太原市公安局杏花岭分局）已于2026-03-02 周一 10:50办理，案件现在是「已接受审查中」。无需重复办理。",
            str(refusal.reasons[0]),
        )
    assert (transfer.status, transfer.last_by) == (S.ACCEPTED, first)
    assert AuditEntry.objects.filter(act="accept").count() == 1
    assert list(Document.objects.filter(kind="acceptance_receipt").values_list("number", flat=True)) == [
        "并公杏受〔2026〕1号"
    ]
    assert transfer.dossier.clocks.filter(code="police_filing_decision_normal").count() == 1
    assert chain_holds(transfer)


def test_to_file_and_to_decline_at_once_leaves_one_decision(road, cast):
    second_head = person("head-2", "副局长", cast.police_head.agency, Role.POLICE_HEAD)
    for _ in range(4):
        transfer = road.to(S.ACCEPTED)
        road.tick()
        number = transfer.dossier.number
        told = at_once(
            [
                partial(through_the_door, road, "file_case", number, cast.police_head),
                partial(through_the_door, road, "decline_to_file", number, second_head),
            ]
        )
        transfer.refresh_from_db()
        assert sorted(isinstance(answer, OvertakenBy) for answer in told) == [False, True]
        assert (transfer.filed_at is None) is (transfer.status == S.DECLINED)
        assert (transfer.declined_at is None) is (transfer.status == S.FILED)
        assert chain_holds(transfer)


def test_an_act_and_an_addition_of_evidence_at_once_both_succeed_or_say_why_not(road, cast):
    for round_number in range(6):
        transfer = road.to(S.APPROVED)
        now = road.tick()
        content = f"补充材料{round_number}".encode()
        told = at_once(
            [
                partial(through_the_door, road, "submit", transfer.dossier.number, cast.officer),
                partial(
                    add_file,
                    Transfer.objects.get(pk=transfer.pk),
                    cast.second_officer,
                    now,
                    7,
                    "补充",
                    content,
                ),
            ]
        )
        assert all(not isinstance(answer, Exception) or isinstance(answer, Refused) for answer in told), told
        assert not isinstance(told[0], Exception), told
        assert chain_holds(transfer)
        item = transfer.dossier.evidence.filter(title="补充").first()
        assert (item is None) is isinstance(told[1], Refused)


def test_sixteen_transfers_submitted_at_once_are_numbered_one_after_the_other(road, cast):
    waiting = [road.to(S.APPROVED) for _ in range(16)]
    road.tick()
    told = at_once(
        [partial(through_the_door, road, "submit", one.dossier.number, cast.officer) for one in waiting]
    )
    assert not [answer for answer in told if isinstance(answer, Exception)]
    for word in ("移", "清"):
        numbers = Document.objects.filter(number__startswith=f"并环杏{word}〔").values_list(
            "number", flat=True
        )
        assert sorted(numbers) == sorted(f"并环杏{word}〔2026〕{n}号" for n in range(1, 17))
    assert all(chain_holds(one) for one in waiting)
