"""The screens: both doors of a penalty without a dossier, the part of the dossier page, the acts; strangers find nothing."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.cases.models import Case, Party
from linkage.dossiers.models import Counter, Dossier
from linkage.evidence.models import EvidenceItem
from linkage.penalties.models import Penalty
from linkage.penalties.status import Status as P
from tests.api.door import Door, problem, token_for
from tests.browsing import browser, form_on, text_of
from tests.cast import Cast
from tests.penalties.desk import Desk, facts
from tests.road import MONDAY

pytestmark = pytest.mark.django_db
NEW, DECIDED = "/penalties/new/", "/penalties/decided/"
UNIT = "91350100M000100Y43"


@pytest.fixture(autouse=True)
def present(settings: Any, tmp_path: Any) -> Iterator[Any]:
    settings.STORAGE_URL, settings.DATA = "", tmp_path
    with time_machine.travel(MONDAY + timedelta(hours=8), tick=False) as moved:
        yield moved


def typed(**changes: Any) -> dict[str, Any]:
    """The filing as a careful officer types it."""
    return {
        "title": "某印染公司超标排放水污染物案", "cause": "超标排放水污染物", "source": "执法检查",
        "secrecy": "ordinary", "discovered_on": "2026-03-02", "place": "杏花岭区某路",
        "summary": "排口化学需氧量超标。", "conduct_kind": "其他环境违法行为", "conduct_until": "2026-03-01",
        "procedure_kind": "普通程序", "harm": "没有造成危害后果", "parties-TOTAL_FORMS": "3",
        "parties-INITIAL_FORMS": "0", "parties-0-kind": "unit", "parties-0-name": "某印染公司",
        "parties-0-identity_number": UNIT, **changes,
    }  # fmt: skip


def decided(**changes: Any) -> dict[str, Any]:
    """A decision that was made elsewhere."""
    decision = {
        "penalty_kinds": ["警告", "罚款"], "fine_yuan": "50000", "decision_number": "并环杏罚〔2026〕7号",
        "decided_on": "2026-03-02", "served_on": "2026-03-02",
    }  # fmt: skip
    return typed(**{**decision, **changes})


def nothing_is_left() -> bool:
    return not any(model.objects.exists() for model in (Dossier, Case, Party, Penalty, EvidenceItem, Counter))


def test_one_form_files_the_case_with_its_dossier_party_and_file(cast: Cast) -> None:
    client = browser(cast.officer, enforce_csrf_checks=True)
    assert "登记行政处罚" in text_of(client.get("/"))
    token = form_on(client.get(NEW), "title")["csrfmiddlewaretoken"]
    file = SimpleUploadedFile("笔录.txt", "现场检查".encode(), content_type="text/plain")
    answer = client.post(NEW, {**typed(files=[file]), "csrfmiddlewaretoken": token})
    assert answer.status_code == 302, text_of(answer)
    penalty = Penalty.objects.get()
    assert answer.url == f"/transfers/{penalty.dossier.number}/?part=penalties"
    page = text_of(client.get(answer.url))
    assert "超标排放水污染物的行政处罚" in page and "处罚立案调查中" in page
    assert EvidenceItem.objects.get().dossier == penalty.dossier
    assert "事先告知" in text_of(client.get(f"/matters/administrative_penalty/{penalty.pk}/"))


def test_the_other_form_enters_a_decision(cast: Cast) -> None:
    answer = browser(cast.officer).post(DECIDED, decided(), follow=True)
    page = text_of(answer)
    assert "并环杏罚〔2026〕7号" in page and "警告、罚款" in page and "50000.00 元" in page
    assert Penalty.objects.get().status == P.SERVED


WRONG = [
    (NEW, {"title": ""}, "案件名称</a>：请填写。"),
    (NEW, {"harm": ""}, "危害后果</a>：请选择。"),
    (NEW, {"conduct_until": "昨天"}, "行为终了日</a>"),
    (NEW, {"conduct_until": "2022-01-01"}, "追责时效已于2024-01-01 周一届满"),
    (
        NEW,
        {"parties-0-identity_number": UNIT[:-1] + "4"},
        "当事人第1行，统一社会信用代码/公民身份号码：校验位不符",
    ),
    (NEW, {"parties-0-name": "", "parties-0-identity_number": ""}, "还没有当事人。"),
    (DECIDED, {"penalty_kinds": ["拘留"]}, "处罚种类</a>"),
    (DECIDED, {"fine_yuan": ""}, "处以罚款的，请填写罚款金额。"),
    (DECIDED, {"served_on": "2026-03-01"}, "决定日期不能晚于送达日期。"),
]


@pytest.mark.parametrize(("url", "change", "said"), WRONG)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    url: str, change: dict[str, Any], said: str, cast: Cast
) -> None:
    sent = (typed if url == NEW else decided)(**change)
    answer = browser(cast.officer).post(url, sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "排口化学需氧量超标。" in text_of(answer)
    assert nothing_is_left()


def test_more_rows_are_added_and_nothing_is_judged(cast: Cast) -> None:
    answer = browser(cast.officer).post(DECIDED, decided(more_rows="1", title=""))
    assert answer.status_code == 200
    form = form_on(answer, "title")
    assert form["parties-TOTAL_FORMS"] == ["4"] or int(form["parties-TOTAL_FORMS"][0]) > 3
    assert form["penalty_kinds"] == ["警告", "罚款"]
    assert nothing_is_left()


@pytest.mark.parametrize("url", [NEW, DECIDED])
def test_who_may_not_enter_one_is_told_whose_it_is(url: str, cast: Cast) -> None:
    for person in (cast.investigator, cast.procurator, cast.head):
        page = text_of(browser(person).get(url))
        assert "行政处罚由生态环境部门执法员登记。" in page
        assert '<form method="post" enctype' not in page


def test_the_part_of_a_case_shows_each_penalty_and_what_may_be_opened(desk: Desk) -> None:
    url = f"/transfers/{desk.dossier.number}/?part=penalties"
    empty = text_of(browser(desk.cast.officer).get(url))
    assert "本案还没有行政处罚。" in empty and "行政处罚立案" in empty and "录入已作出的处罚决定" in empty
    desk.to(P.SERVED)
    page = text_of(browser(desk.cast.procurator).get(url))
    assert "利用渗坑排放水污染物的行政处罚" in page and "处罚决定已送达" in page
    assert f"/matters/administrative_penalty/new/{desk.dossier.number}/" not in page


def test_the_part_costs_the_same_however_many_penalties_there_are(desk: Desk) -> None:
    def statements() -> int:
        client = browser(desk.cast.officer)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/transfers/{desk.dossier.number}/?part=penalties").status_code == 200
        return len(asked)

    desk.to(P.SERVED)
    one = statements()
    for _ in range(4):
        desk.to(P.SERVED)
    assert statements() == one


def test_a_fine_is_refused_on_its_form_while_the_police_have_the_case(desk: Desk) -> None:
    penalty = desk.to(P.SUSPENDED)
    client = browser(desk.cast.head)
    url = f"/matters/administrative_penalty/{penalty.pk}/decide_penalty/"
    form = form_on(client.get(url), "decision_number")
    file = EvidenceItem.objects.first()
    sent = {
        **form, "penalty_kinds": ["罚款"], "fine_yuan": "100", "decision_number": "一", "decision_files": [file.pk],
    }  # fmt: skip
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "期间不能作出罚款的处罚" in text_of(answer)
    assert desk.again(penalty).status == P.SUSPENDED


def test_the_form_on_a_dossier_knows_what_the_case_says(desk: Desk) -> None:
    url = f"/matters/administrative_penalty/new/{desk.dossier.number}/file_penalty/"
    form = form_on(browser(desk.cast.officer).get(url), "cause")
    assert form["cause"] == ["利用渗坑排放含重金属废水"]
    assert form["discovered_on"] == ["2026-03-02"]
    assert len(form["punished"]) == 2


def test_strangers_find_nothing(desk: Desk) -> None:
    penalty = desk.to(P.FILED)
    for person in (desk.cast.next_officer, desk.cast.investigator, desk.cast.next_procurator):
        assert browser(person).get(f"/matters/administrative_penalty/{penalty.pk}/").status_code == 404


def test_the_same_acts_go_through_the_api(desk: Desk) -> None:
    now = desk.road.now
    said = dict(facts("file_penalty", desk.blank(), now))
    said |= {"punished": [p.pk for p in said["punished"]]}
    body = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said.items()}
    path = f"/matters/of/{desk.dossier.number}/administrative_penalty/file_penalty"
    problem(Door(token_for(desk.cast.next_officer)).post(path, body), 404, "not_found")
    answer = Door(token_for(desk.cast.officer)).post(path, body)
    assert answer.status_code == 201, answer.content.decode()
    penalty = Penalty.objects.get()
    path = f"/matters/administrative_penalty/{penalty.pk}/notify_penalty"
    told = Door(token_for(desk.cast.officer)).post(path, dict(facts("notify_penalty", penalty, now)))
    assert told.status_code == 200, told.content.decode()
    penalty.refresh_from_db()
    assert penalty.status == P.NOTIFIED
