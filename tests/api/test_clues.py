"""A clue through the API: it opens its dossier once, and no answer ever holds an informant."""

import pytest

from linkage.clues.models import Clue, Informant

CLUE = {
    "title": "某公司夜间倾倒废酸",
    "cause": "非法倾倒危险废物",
    "place": "杏花岭区某村北沟",
    "summary": "群众反映夜间有罐车向沟内倾倒刺鼻液体。",
    "parties": [{"kind": "unit", "name": "某公司"}],
    "source": "hotline",
    "received_at": "2026-03-02T09:00:00+08:00",
    "suspected_conduct": "非法倾倒废酸。",
    "suggestion": "立即现场核实。",
    "serious": "是",
    "serious_reason": "疑似倾倒危险废物数吨。",
    "complex": "否",
    "wide_influence": "否",
    "clearly_criminal": "否",
    "plates": ["晋A12345"],
    "informants": [{"name": "高某芳", "contact": "13900000000", "channel": "来电"}],
}


@pytest.fixture(autouse=True)
def _in_the_afternoon(afternoon) -> None:
    """After the moment at which the clue came in."""


def test_a_clue_opens_its_dossier_and_can_be_worked_on(door, cast) -> None:
    api = door(cast.officer)
    opened = api.post("/clues", CLUE)
    assert opened.status_code == 201, opened.content.decode()
    answer = opened.json()
    assert (answer["procedure"], answer["status"], answer["turn"]) == (
        "clue",
        "clue_registered",
        cast.officer.agency.name,
    )
    assert "高某芳" not in opened.content.decode()
    assert Informant.objects.get().name == "高某芳"
    read = api.get(f"/matters/clue/{answer['id']}")
    assert "verify_clue" in [act["act"] for act in read.json()["available_acts"]]
    assert "高某芳" not in read.content.decode()
    assert api.get(f"/matters/of/{answer['dossier']}").json()["items"][0]["name"] == answer["name"]


def test_sent_twice_under_one_key_it_is_registered_once(door, cast) -> None:
    api = door(cast.officer)
    first, second = (api.post("/clues", CLUE, **{"Idempotency-Key": "once"}) for _ in range(2))
    assert first.json() == second.json()
    assert Clue.objects.count() == 1


def test_a_judgement_without_its_reason_is_refused_by_name(door, cast) -> None:
    refused = door(cast.officer).post("/clues", {**CLUE, "serious_reason": ""})
    assert refused.status_code == 422
    assert "情节严重" in refused.content.decode()
    assert not Clue.objects.exists()


def test_a_procurator_registers_no_clue(door, cast) -> None:
    refused = door(cast.procurator).post("/clues", CLUE)
    assert refused.status_code == 422
    assert not Clue.objects.exists()
