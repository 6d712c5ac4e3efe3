"""登记涉嫌犯罪案件: one form; what is wrong is named, nothing is half saved, what was typed and sent stays."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from linkage.audit.models import AuditEntry
from linkage.cases.models import Case, Party
from linkage.dossiers.models import Counter, Dossier
from linkage.evidence.models import EvidenceItem
from tests.browsing import browser, form_on, text_of
from tests.cast import Cast
from tests.road import MONDAY

pytestmark = pytest.mark.django_db
ADDRESS = "/transfers/new/"
UNIT, PERSON = "91350100M000100Y43", "11010519491231002X"


@pytest.fixture(autouse=True)
def _now(settings, tmp_path) -> Iterator[None]:
    settings.STORAGE_URL, settings.DATA = "", tmp_path
    with time_machine.travel(MONDAY, tick=False):
        yield


def typed(**changes: Any) -> dict[str, Any]:
    """The form as a careful officer fills it in."""
    return {
        "title": "某公司酸洗石英砂渗坑排放案",
        "cause": "利用渗坑排放含重金属废水",
        "source": "inspection",
        "charge": "污染环境罪",
        "secrecy": "ordinary",
        "discovered_at": f"{MONDAY - timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "place": "杏花岭区某村东侧厂院",
        "how_discovered": "执法检查中发现渗坑。",
        "summary": "将酸洗废水排入渗坑。\r\n经监测铅3.7毫克/升。",
        "conduct_from": "2026-01-05",
        "conduct_until": "2026-02-28",
        "material_class": "3",
        "parties-TOTAL_FORMS": "3",
        "parties-INITIAL_FORMS": "0",
        "parties-0-kind": "unit",
        "parties-0-name": "某公司",
        "parties-0-identity_number": UNIT,
        "parties-1-kind": "person",
        "parties-1-name": "刘某",
        "parties-1-identity_number": PERSON,
        "parties-1-post": "法定代表人",
        "parties-2-kind": "unit",
        **changes,
    }


def note(name: str = "现场检查笔录.txt", content: str = "现场检查笔录") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode(), content_type="text/plain")


def nothing_is_left() -> bool:
    kept = (Dossier, Case, Party, EvidenceItem, AuditEntry, Counter)
    return not any(model.objects.exists() for model in kept)


def test_the_case_opens_with_its_parties_and_files(cast: Cast):
    client = browser(cast.officer, enforce_csrf_checks=True)
    token = form_on(client.get(ADDRESS), "title")["csrfmiddlewaretoken"]
    answer = client.post(
        ADDRESS, {**typed(files=[note(), note("询问笔录.txt", "询问")]), "csrfmiddlewaretoken": token}
    )
    assert answer.status_code == 302, text_of(answer)
    dossier = Dossier.objects.get()
    assert answer.url == f"/transfers/{dossier.number}/"
    assert list(dossier.case.parties.order_by("pk").values_list("name", flat=True)) == ["某公司", "刘某"]
    assert dossier.case.summary == "将酸洗废水排入渗坑。\n经监测铅3.7毫克/升。"
    assert set(dossier.evidence.values_list("title", "material_class")) == {
        ("现场检查笔录", 3),
        ("询问笔录", 3),
    }
    entry = AuditEntry.objects.get(chain=dossier.chain)
    assert entry.occurred_at == MONDAY - timedelta(hours=2)
    assert all(item.sm3 in entry.body for item in dossier.evidence.all())
    page = text_of(client.get(answer.url))
    assert f"已登记案件 {dossier.number}，应立即指定两名以上执法人员组成专案组。" in page


def test_three_rows_are_there_without_script_and_more_can_be_had(cast: Cast):
    client = browser(cast.officer)
    assert form_on(client.get(ADDRESS), "title")["parties-TOTAL_FORMS"] == ["3"]
    more = client.post(ADDRESS, typed(more_rows="1", files=[note()]))
    assert more.status_code == 200
    form = form_on(more, "title")
    assert int(form["parties-TOTAL_FORMS"][0]) >= 6
    assert form["parties-1-identity_number"] == [PERSON]
    assert form["title"] == ["某公司酸洗石英砂渗坑排放案"]
    assert nothing_is_left()
    done = client.post(ADDRESS, form)
    assert done.status_code == 302, text_of(done)
    assert Party.objects.count() == 2
    assert EvidenceItem.objects.count() == 1, "the file sent with the first try is not sent again"


WRONG = [
    ({"title": ""}, "案件名称</a>：请填写。"),
    ({"discovered_at": "昨天"}, "发现时间</a>"),
    ({"discovered_at": f"{MONDAY + timedelta(hours=1):%Y-%m-%dT%H:%M}"}, "发现时间不能晚于现在。"),
    ({"conduct_until": "2026-01-01"}, "行为终了早于行为开始"),
    ({"source": "gossip"}, "案件来源</a>"),
    (
        {"parties-0-identity_number": UNIT[:-1] + "4"},
        "当事人第1行，统一社会信用代码/公民身份号码：校验位不符",
    ),
    (
        {"parties-1-identity_number": PERSON[:-1] + "x"},
        "当事人第2行，统一社会信用代码/公民身份号码：末位应写大写的 X。",
    ),
    ({"parties-1-name": ""}, "当事人第2行，名称/姓名：请填写名称或者姓名"),
    (
        {f"parties-{row}-{name}": "" for row in (0, 1) for name in ("name", "identity_number", "post")},
        "还没有当事人。",
    ),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG, ids=[next(iter(change)) for change, _ in WRONG])
def test_what_is_wrong_is_named_and_nothing_is_half_saved(cast: Cast, changes: dict[str, str], sentence: str):
    answer = browser(cast.officer).post(ADDRESS, typed(**changes, files=[note()]))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert nothing_is_left()
    form = form_on(answer, "title")
    assert form["place"] == ["杏花岭区某村东侧厂院"]
    assert form["parties-0-kind"] == ["unit"]
    if "parties-1-name" not in changes:
        assert form["parties-1-name"] == ["刘某"]


def test_a_file_of_a_form_sent_back_need_not_be_sent_again(cast: Cast):
    client = browser(cast.officer)
    back = client.post(ADDRESS, typed(title="", files=[note()]))
    form = form_on(back, "title") | {"title": ["改好的名称"]}
    assert client.post(ADDRESS, form).status_code == 302
    assert EvidenceItem.objects.get().file_name == "现场检查笔录.txt"


def test_a_ticket_of_somebody_else_is_worth_nothing(cast: Cast):
    back = browser(cast.officer).post(ADDRESS, typed(title="", files=[note()]))
    ticket = form_on(back, "title")["sent"]
    answer = browser(cast.second_officer).post(ADDRESS, typed(sent=ticket))
    assert answer.status_code == 422
    assert "先前上传的文件已失效" in text_of(answer)
    assert nothing_is_left()


def test_a_file_that_is_not_what_its_name_says_is_refused_by_name(cast: Cast):
    answer = browser(cast.officer).post(ADDRESS, typed(files=[note("报告.pdf", "不是PDF")]))
    assert answer.status_code == 422
    assert "报告.pdf" in text_of(answer)
    assert nothing_is_left()


OPENS = {"officer", "second_officer", "next_officer"}


def test_only_enforcement_officers_open_a_case(cast: Cast):
    for part, user in vars(cast).items():
        client = browser(user)
        seen, sent = client.get(ADDRESS), client.post(ADDRESS, typed())
        opens = part in OPENS
        assert ("登记案件</button>" in text_of(seen)) is opens, part
        assert sent.status_code == (302 if opens else 422), part
    assert Dossier.objects.count() == len(OPENS)


def test_an_agency_without_a_configured_pairing_is_told_so(cast: Cast):
    cast.officer.agency.pairings.all().delete()
    answer = browser(cast.officer).post(ADDRESS, typed())
    assert answer.status_code == 422
    assert "没有找到太原市生态环境局杏花岭分局" in text_of(answer)
    assert nothing_is_left()
