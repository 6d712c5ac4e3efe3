"""The screens of a clue: registration, the part of the dossier page, acts and early intervention, as a browser sees them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from linkage.audit.models import AuditEntry
from linkage.cases.models import Case, Party
from linkage.clues.models import Clue, ClueMark, EarlyIntervention, Informant
from linkage.clues.status import Status as S
from linkage.dossiers.models import Counter, Dossier
from linkage.evidence.models import EvidenceItem
from tests.browsing import browser, form_on, text_of
from tests.cast import Cast
from tests.clues.road import ClueRoad
from tests.road import MONDAY

pytestmark = pytest.mark.django_db
ADDRESS = "/clues/new/"
UNIT = "91350100M000100Y43"


@pytest.fixture(autouse=True)
def _now(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.STORAGE_URL, settings.DATA = "", tmp_path
    with time_machine.travel(MONDAY + timedelta(hours=3), tick=False):
        yield


def typed(**changes: Any) -> dict[str, Any]:
    """The form as a careful officer fills it in."""
    return {
        "title": "某公司夜间倾倒废酸",
        "source": "12369举报",
        "received_at": f"{MONDAY:%Y-%m-%dT%H:%M}",
        "cause": "非法倾倒危险废物",
        "secrecy": "ordinary",
        "place": "杏花岭区某村东侧废弃砖窑",
        "summary": "据群众举报，夜间有罐车倾倒。\r\n气味刺鼻。",
        "suspected_conduct": "涉嫌非法倾倒危险废物。",
        "plates": "晋A12345、晋A54321",
        "phones": "",
        "waste_codes": "900-349-34",
        "serious": "是",
        "serious_reason": "数量在三吨以上。",
        "complex": "否",
        "wide_influence": "否",
        "clearly_criminal": "否",
        "suggestion": "派员现场核实。",
        "parties-TOTAL_FORMS": "3",
        "parties-INITIAL_FORMS": "0",
        "parties-0-kind": "unit",
        "parties-0-name": "某酸洗有限公司",
        "parties-0-identity_number": UNIT,
        "informants-TOTAL_FORMS": "2",
        "informants-INITIAL_FORMS": "0",
        "informants-0-name": "钱演知",
        "informants-0-contact": "13900001111",
        "informants-0-channel": "来电",
        "informants-0-wishes_secrecy": "on",
        **changes,
    }


def note(name: str = "举报记录.txt", content: str = "接报时间") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode(), content_type="text/plain")


def nothing_is_left() -> bool:
    kept = (Dossier, Case, Party, Clue, Informant, ClueMark, EvidenceItem, AuditEntry, Counter)
    return not any(model.objects.exists() for model in kept)


def test_one_form_registers_the_clue_its_parties_informants_marks_and_files(cast: Cast) -> None:
    client = browser(cast.officer, enforce_csrf_checks=True)
    token = form_on(client.get(ADDRESS), "title")["csrfmiddlewaretoken"]
    answer = client.post(ADDRESS, {**typed(files=[note()]), "csrfmiddlewaretoken": token})
    assert answer.status_code == 302, text_of(answer)
    clue = Clue.objects.get()
    assert answer.url == f"/transfers/{clue.dossier.number}/?part=clue"
    assert clue.dossier.case.summary == "据群众举报，夜间有罐车倾倒。\n气味刺鼻。"
    assert clue.received_at == MONDAY
    assert (clue.serious, clue.serious_reason) == (True, "数量在三吨以上。")
    assert list(clue.informants.values_list("name", "channel", "wishes_secrecy")) == [
        ("钱演知", "来电", True)
    ]
    assert sorted(clue.marks.values_list("kind", flat=True)) == [
        "code",
        "name",
        "place",
        "plate",
        "plate",
        "waste",
    ]
    item = EvidenceItem.objects.get()
    assert item.sm3 in AuditEntry.objects.get().body
    page = text_of(client.get(answer.url))
    assert "登记线索（并环杏登〔2026〕1号）" in page
    assert "1 名，信息已封存" in page and "钱演知" not in page
    assert "应当商请提前介入，尚未商请" in page


def test_a_second_alike_is_hinted_at_when_it_is_registered(cast: Cast) -> None:
    client = browser(cast.officer)
    client.post(ADDRESS, typed())
    answer = client.post(ADDRESS, typed(), follow=True)
    page = text_of(answer)
    assert "发现1处可能重复" in page
    assert "企业名称、统一社会信用代码、车牌号、废物代码、发生地点相同" in page


WRONG = [
    ({"title": ""}, "线索名称</a>：请填写。"),
    ({"received_at": "昨天"}, "收到时间</a>"),
    ({"received_at": f"{MONDAY + timedelta(days=1):%Y-%m-%dT%H:%M}"}, "收到时间不能晚于现在。"),
    ({"source": "gossip"}, "线索来源</a>"),
    ({"serious": ""}, "是否情节严重</a>：请选择。"),
    ({"serious_reason": ""}, "情节严重的理由</a>：选“是”的请写明理由。"),
    (
        {"parties-0-identity_number": UNIT[:-1] + "4"},
        "当事人第1行，统一社会信用代码/公民身份号码：校验位不符",
    ),
    ({"parties-0-name": "", "parties-0-identity_number": ""}, "还没有当事人。"),
    ({"informants-1-contact": "13800002222"}, "举报人第2行，举报人姓名：请填写姓名；匿名的写“匿名”。"),
    ({"summary": "钱演知反映有罐车倾倒。"}, "填写的内容里出现了举报人的姓名或者联系方式。"),
    ({"title": "13900001111来电反映倾倒"}, "填写的内容里出现了举报人的姓名或者联系方式。"),
]


@pytest.mark.parametrize(
    ("changes", "sentence"), WRONG, ids=[str(next(iter(c))) + str(n) for n, (c, _) in enumerate(WRONG)]
)
def test_what_is_wrong_is_named_nothing_is_half_saved_and_what_was_typed_stays(
    cast: Cast, changes: dict[str, str], sentence: str
) -> None:
    answer = browser(cast.officer).post(ADDRESS, typed(**changes, files=[note()]))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert nothing_is_left()
    assert answer["Cache-Control"] == "no-store"
    form = form_on(answer, "title")
    assert form["place"] == ["杏花岭区某村东侧废弃砖窑"]
    assert form["informants-0-name"] == ["钱演知"]
    assert form["plates"] == ["晋A12345、晋A54321"]
    assert len(form["sent"]) == 1, "the file need not be sent again"


def test_more_rows_are_had_without_script_and_nothing_is_lost(cast: Cast) -> None:
    client = browser(cast.officer)
    more = client.post(ADDRESS, typed(more_informants="1", files=[note()]))
    assert more.status_code == 200
    form = form_on(more, "title")
    assert int(form["informants-TOTAL_FORMS"][0]) == 5
    assert (form["informants-0-name"], form["serious"]) == (["钱演知"], ["是"])
    assert form["parties-0-identity_number"] == [UNIT]
    assert nothing_is_left()
    again = client.post(ADDRESS, {**form, "more_rows": "1"})
    form = form_on(again, "title")
    assert int(form["parties-TOTAL_FORMS"][0]) == 6
    done = client.post(ADDRESS, form)
    assert done.status_code == 302, text_of(done)
    assert (Party.objects.count(), Informant.objects.count(), EvidenceItem.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("name", ["head", "police_head", "procurator", "city_supervisor", "system_admin"])
def test_who_does_not_take_clues_in_is_told_who_does(name: str, cast: Cast) -> None:
    client = browser(getattr(cast, name))
    page = text_of(client.get(ADDRESS))
    assert "登记线索由生态环境部门执法员或者公安机关受案、办案民警办理。" in page
    assert 'name="title"' not in page
    assert client.post(ADDRESS, typed()).status_code == 422
    assert nothing_is_left()


@pytest.mark.parametrize("status", [S.REGISTERED, S.VERIFIED, S.NOTIFIED, S.ANSWERED, S.UNFOUNDED, S.MERGED])
def test_the_dossier_page_shows_every_part_at_every_status(
    status: str, cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.to(status)
    client = browser(cast.officer)
    for part in ("", "?part=clue", "?part=all"):
        answer = client.get(f"/transfers/{clue.dossier.number}/{part}")
        assert answer.status_code == 200, part
        assert S(status).label in text_of(answer)
    for name in ("next_officer", "procurator", "system_admin"):
        stranger = browser(getattr(cast, name))
        assert stranger.get(f"/transfers/{clue.dossier.number}/?part=clue").status_code == 404, name


def test_the_counterpart_sees_the_clue_from_the_notification_on_but_not_the_way_to_informants(
    cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.open()
    address = f"/transfers/{clue.dossier.number}/?part=clue"
    police = browser(cast.intake)
    assert police.get(address).status_code == 404
    clue_road.do("notify_police", clue)
    page = text_of(police.get(address))
    assert "反馈通报意见" in page and "/informants/" not in page
    assert "/informants/" in text_of(browser(cast.second_officer).get(address))


def test_an_act_is_done_through_its_page_with_what_the_record_knows(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.open()
    client = browser(cast.officer)
    address = f"/transfers/{clue.dossier.number}/before/clue/notify_police/"
    form = form_on(client.get(address), "suspected_conduct")
    assert form["suspected_conduct"] == ["涉嫌非法倾倒危险废物。"]
    wrong = client.post(address, {**form, "evidence": "", "suggestion_to_police": ""})
    assert wrong.status_code == 422
    assert re.search(r"现有证据</a>：请填写。", text_of(wrong)) and re.search(
        r"建议</a>：请选择。", text_of(wrong)
    )
    assert not Clue.objects.get().notified_at
    said = {**form, "evidence": "现场照片", "suggestion_to_police": "予以关注"}
    preview = client.post(address, {**said, "preview": "1"})
    assert "线索通报函" in text_of(preview) and "data:image/png" in text_of(preview)
    assert client.post(address, said).status_code == 302
    clue.refresh_from_db()
    assert clue.status == S.NOTIFIED
    assert browser(cast.next_officer).get(address).status_code == 404


def test_the_request_and_the_reply_through_their_pages(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.open(complex="是", complex_reason="涉及三个县。")
    number = clue.dossier.number
    officer, police = browser(cast.officer), browser(cast.investigator)
    part = f"/transfers/{number}/?part=clue"
    opening = f"/matters/early_intervention/new/{number}/request_intervention/"
    assert opening in text_of(officer.get(part))
    form = form_on(officer.get(opening), "grounds")
    assert form["grounds"] == ["情况复杂｜涉及三个县。"]
    wrong = officer.post(opening, {**form, "grounds": "案情重大｜量大", "help_needed": "控制现场。"})
    assert wrong.status_code == 422 and "不是商请提前介入的情形" in text_of(wrong)
    line = officer.post(opening, {**form, "grounds": "情节严重", "help_needed": "控制现场。"})
    assert line.status_code == 422 and "第1行“情节严重”" in text_of(line)
    assert police.get(part).status_code == 404
    assert officer.post(opening, {**form, "help_needed": "控制现场。"}).status_code == 302
    asked = EarlyIntervention.objects.get()
    page = text_of(officer.get(part))
    assert "尚未商请" not in page and "已等待" in page
    matter = f"/matters/early_intervention/{asked.pk}/"
    assert "同意提前介入" in text_of(police.get(matter))
    join = f"{matter}join_intervention/"
    first = form_on(police.get(join), "method")
    assert first["officers"] == [str(cast.investigator.pk)]
    assert police.post(join, {**first, "method": "到场"}).status_code == 302
    assert "响应用时" in text_of(officer.get(matter)) and "公安机关已提前介入" in text_of(officer.get(part))
    assert browser(cast.next_intake).get(matter).status_code == 404


def test_the_part_also_stands_on_a_dossier_without_a_clue(cast: Cast, road: Any) -> None:
    number = road.open().dossier.number
    page = text_of(browser(cast.officer).get(f"/transfers/{number}/?part=clue"))
    assert "本案登记时没有经过线索登记。" in page and "商请公安机关提前介入" in page


def test_the_number_of_statements_does_not_grow_with_the_requests(
    cast: Cast, clue_road: ClueRoad, django_assert_max_num_queries: Any
) -> None:
    clue = clue_road.open(complex="是", complex_reason="涉及三个县。")
    client, address = browser(cast.officer), f"/transfers/{clue.dossier.number}/?part=clue"
    for _ in range(3):
        clue_road.reply(clue_road.ask(clue), joins=False)
    client.get(address)
    with django_assert_max_num_queries(45) as few:
        client.get(address)
    for _ in range(3):
        clue_road.reply(clue_road.ask(clue), joins=False)
    with django_assert_max_num_queries(len(few)):
        client.get(address)
