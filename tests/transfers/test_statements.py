"""What each act costs in SQL, and that it is one transaction. A number here may fall, never rise."""

import re
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from linkage.accounts.models import User
from linkage.evidence.actions import declare_absent
from linkage.transfers import actions
from linkage.transfers.queries import transfer_visible_to
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status as S
from tests.browsing import browser, form_on
from tests.road import ROADS, Road, add_file

NOT_COUNTED = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE", re.IGNORECASE)
# From finding and locking the transfer to the last message, the actor's posts included.
AT_MOST = {
    "assign_team": 10, "write_investigation_report": 14,
    "report": 15, "approve": 13, "refuse": 13, "verify_again": 7, "submit": 26, "accept": 12,
    "request_correction": 12, "correct": 11, "request_investigation": 11, "report_investigation": 11,
    "refer_onward": 17, "send_back": 13, "use_seven_days": 9, "use_thirty_days": 12, "file_case": 15,
    "file_on_notice": 16,
    "serve_filing_notice": 13, "hand_over_property": 10, "decline_to_file": 9, "serve_no_filing_notice": 14,
    "apply_for_reconsideration": 12, "overturn": 17, "uphold": 13, "withdraw_case": 9, "serve_withdrawal_notice": 13,
    "send_for_prosecution": 12, "return_for_supplement": 12, "extend_review": 11, "prosecute": 8,
    "decide_non_prosecution": 9, "serve_non_prosecution_notice": 11, "record_judgment": 7, "conclude": 9,
}  # fmt: skip
OPENING, ACCEPTING_ON_SCREEN = 13, 14


def signed_in(user: User) -> User:
    """The person as the log-in gives them, with their agency and nothing remembered yet."""
    return User.objects.select_related("agency").get(pk=user.pk)


def statements(caught: Any) -> list[str]:
    """What was asked of the database, without what opens and closes transactions."""
    return [query["sql"] for query in caught if not NOT_COUNTED.match(query["sql"])]


def act(road: Road, name: str, number: str) -> list[str]:
    """The statements of this act as a door does it."""
    by, now = signed_in(road.actor(name)), road.tick()
    facts = road.facts(name, now)
    with CaptureQueriesContext(connection) as caught, transaction.atomic():
        transfer = transfer_visible_to(by, number, to_act=True)
        getattr(actions, name)(transfer=transfer, by=by, at=now, **facts)
    return statements(caught)


def ready_for(road: Road, name: str) -> Any:
    transfer = road.to(TABLE.row(name).source[0])
    if name == "report":
        road.gather(transfer)
    elif name == "conclude":
        road.punish(transfer)
    elif name == "file_on_notice":
        road.ask(transfer)
    return transfer


@pytest.mark.parametrize("name", [row.act for row in TABLE.steps])
def test_an_act_needs_no_more_statements_than_it_did(name: str, road: Road):
    found = act(road, name, ready_for(road, name).dossier.number)
    assert len(found) <= AT_MOST[name], "\n".join(found)


def test_opening_a_case(road: Road, cast: Any):
    road.cast = replace(cast, officer=signed_in(cast.officer))
    with CaptureQueriesContext(connection) as caught:
        road.open()
    assert len(statements(caught)) <= OPENING, "\n".join(statements(caught))


def test_accepting_on_the_screen_with_session_and_person(road: Road, cast: Any):
    transfer = road.to(S.SUBMITTED)
    with time_machine.travel(road.tick(), tick=False):
        client, address = browser(cast.intake), f"/transfers/{transfer.dossier.number}/accept/"
        sent = form_on(client.get(address), "seen")
        sent |= {"acceptance_number": "并公杏受案〔2026〕1号", "material_check": "材料齐全"}
        with CaptureQueriesContext(connection) as caught:
            answer = client.post(address, sent)
    assert answer.status_code == 302
    assert len(statements(caught)) <= ACCEPTING_ON_SCREEN, "\n".join(statements(caught))


@pytest.mark.parametrize(
    "name", ["report", "submit", "accept", "file_case", "send_back", "serve_no_filing_notice"]
)
def test_fifty_items_of_evidence_cost_no_more_statements_than_three(name: str, road: Road, cast: Any):
    few = act(road, name, ready_for(road, name).dossier.number)
    transfer = road.open()
    for number in range(50):
        add_file(transfer, cast.officer, road.tick(), 3, f"笔录{number}", f"{number}".encode())
    add_file(transfer, cast.officer, road.tick(), 2, "调查报告", b"report")
    add_file(transfer, cast.officer, road.tick(), 6, "监测报告", b"monitoring")
    for material_class in (4, 5):
        declare_absent(
            dossier=transfer.dossier,
            material_class=material_class,
            reason="本案没有",
            by=cast.officer,
            at=road.tick(),
        )
    for step in ROADS[TABLE.row(name).source[0]]:
        road.do(step, transfer)
    many = act(road, name, transfer.dossier.number)
    assert len(many) == len(few), "\n".join(many)


@pytest.mark.parametrize("name", ["accept", "file_case"])
def test_thirty_other_dossiers_cost_no_more_statements_than_none(name: str, road: Road):
    few = act(road, name, ready_for(road, name).dossier.number)
    for _ in range(30):
        road.open()
    assert len(act(road, name, ready_for(road, name).dossier.number)) == len(few)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["accept", "submit", "overturn", "conclude"])
def test_an_act_is_one_transaction_with_one_commit(name: str, road: Road):
    number = ready_for(road, name).dossier.number
    by, now = signed_in(road.actor(name)), road.tick()
    with CaptureQueriesContext(connection) as caught, transaction.atomic():
        transfer = transfer_visible_to(by, number, to_act=True)
        getattr(actions, name)(transfer=transfer, by=by, at=now, **road.facts(name, now))
    ends = [query["sql"].split()[0] for query in caught if NOT_COUNTED.match(query["sql"])]
    assert ends == ["BEGIN", "COMMIT"]


@pytest.mark.django_db(transaction=True)
def test_opening_is_one_transaction_with_one_commit(road: Road):
    with CaptureQueriesContext(connection) as caught:
        road.open()
    assert [q["sql"].split()[0] for q in caught if NOT_COUNTED.match(q["sql"])] == ["BEGIN", "COMMIT"]
