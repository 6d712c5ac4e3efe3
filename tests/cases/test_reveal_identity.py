"""Looking at an identity number: with a reason, by those who work on the case, and on the chain; the number itself never is."""

import pytest

from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.cases.models import Party
from linkage.transfers.actions import PartyFacts
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.browsing import browser, text_of
from tests.cast import Cast
from tests.road import Road

pytestmark = pytest.mark.django_db
NUMBER = "140107199001011234"
REASON = "核对询问笔录"


@pytest.fixture
def transfer(road: Road) -> Transfer:
    return road.to(Status.ACCEPTED)


@pytest.fixture
def party(transfer: Transfer) -> Party:
    return Party.objects.get(case__dossier=transfer.dossier, kind="person")


def address(party: Party) -> str:
    return f"/transfers/{party.case.dossier.number}/parties/{party.pk}/identity/"


def entries(transfer: Transfer) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(chain=transfer.dossier.chain).order_by("sequence"))


def test_the_number_is_covered_everywhere_until_a_reason_is_given(
    cast: Cast, transfer: Transfer, party: Party
):
    client = browser(cast.officer)
    page = text_of(client.get(f"/transfers/{transfer.dossier.number}/?part=parties"))
    asked = text_of(client.get(address(party)))
    assert NUMBER not in page + asked
    assert "140*************34" in page
    assert address(party) in page


def test_the_number_is_shown_once_and_the_chain_keeps_who_and_why(
    cast: Cast, transfer: Transfer, party: Party
):
    before = len(entries(transfer))
    response = browser(cast.officer).post(address(party), {"reason": REASON})
    assert response.status_code == 200
    assert NUMBER in text_of(response)
    assert response["Cache-Control"] == "no-store"
    chain = entries(transfer)
    assert len(chain) == before + 1
    assert chain[-1].act == "reveal_identity"
    assert chain[-1].actor_id == cast.officer.pk
    assert REASON in chain[-1].body
    assert NUMBER not in chain[-1].body
    assert verify_chain(AuditEntry.objects.filter(chain=transfer.dossier.chain).order_by("sequence")) is None


def test_a_look_is_no_step_of_the_case(cast: Cast, transfer: Transfer, party: Party):
    transfer.dossier.refresh_from_db()
    before = transfer.dossier.last_act, transfer.dossier.last_act_at
    browser(cast.officer).post(address(party), {"reason": REASON})
    transfer.dossier.refresh_from_db()
    assert (transfer.dossier.last_act, transfer.dossier.last_act_at) == before


@pytest.mark.parametrize("reason", ["", "   ", "看看"])
def test_without_a_reason_nothing_is_shown_and_nothing_recorded(
    cast: Cast, transfer: Transfer, party: Party, reason: str
):
    before = len(entries(transfer))
    response = browser(cast.officer).post(address(party), {"reason": reason})
    assert response.status_code == 422
    assert NUMBER not in text_of(response)
    assert len(entries(transfer)) == before


SHOWN = {"officer", "second_officer", "head", "intake", "investigator", "police_head", "procurator"}
REFUSED = {"city_supervisor", "city_police_supervisor", "city_procurator", "province_supervisor"}


def test_only_those_who_work_on_the_case_see_it(cast: Cast, party: Party):
    answers: dict[str, tuple[int, bool]] = {}
    for part, user in vars(cast).items():
        response = browser(user).post(address(party), {"reason": REASON})
        answers[part] = response.status_code, NUMBER in text_of(response)
    assert {part for part, answer in answers.items() if answer == (200, True)} == SHOWN
    assert {part for part, answer in answers.items() if answer == (422, False)} == REFUSED
    assert all(answer == (404, False) for part, answer in answers.items() if part not in SHOWN | REFUSED)


def test_a_party_of_another_dossier_is_not_found_under_this_number(cast: Cast, road: Road, party: Party):
    other = road.open(title="另一案件")
    response = browser(cast.officer).post(
        f"/transfers/{other.dossier.number}/parties/{party.pk}/identity/", {"reason": REASON}
    )
    assert response.status_code == 404


def test_a_units_code_is_public_and_needs_no_reason(cast: Cast, road: Road):
    code = "91350100M000100Y43"
    transfer = road.open(parties=[PartyFacts("unit", "某公司", code)])
    page = text_of(browser(cast.officer).get(f"/transfers/{transfer.dossier.number}/?part=parties"))
    assert code in page
    assert "/identity/" not in page


def test_the_timeline_tells_of_the_look(cast: Cast, transfer: Transfer, party: Party):
    browser(cast.officer).post(address(party), {"reason": REASON})
    page = text_of(browser(cast.procurator).get(f"/transfers/{transfer.dossier.number}/"))
    assert f"查看刘某的证件号码，事由：{REASON}" in page


def test_strangers_are_sent_to_the_door(client, party: Party):
    assert client.get(address(party)).status_code == 302
