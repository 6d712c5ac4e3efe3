"""The evidence pages: who sees them, adding with and without script, withdrawing, declaring, opening an original."""

import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linkage.evidence import actions
from linkage.evidence.models import ClassDeclaration, EvidenceItem, FileOpening
from linkage.evidence.rules import Description
from linkage.evidence.tickets import redeem, ticket_for
from linkage.law.refusal import Refused
from linkage.storage import current_storage
from tests.evidence import samples
from tests.road import MONDAY

AT = MONDAY + timedelta(days=1)
FORM = {"source": "专案组", "form": "original", "copies": "1", "end": "1"}
MEDIA_FORM = {
    **FORM,
    "proves": "渗坑",
    "shot_by": "李演芳",
    "shot_at": "2026-03-02T09:00",
    "shot_place": "厂区",
}


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="linkage.accounts.signing_in.Backend")
    return client


@pytest.fixture
def officer(cast) -> Client:
    return client_of(cast.officer)


@pytest.fixture
def item(dossier, cast, receive) -> EvidenceItem:
    described = Description(material_class=2, source="专案组", title="案件调查报告")
    return actions.add_items(
        dossier=dossier, files=[receive()], description=described, by=cast.officer, at=AT
    )[0]


def file(name: str = "报告.pdf", content: bytes = samples.PDF) -> BytesIO:
    made = BytesIO(content)
    made.name = name
    return made


def page(dossier) -> str:
    return reverse("evidence:of_dossier", args=[dossier.number])


def add_page(dossier, material_class: int = 2) -> str:
    return reverse("evidence:add", args=[dossier.number, material_class])


def send(client: Client, dossier, content: bytes, name: str = "报告.pdf", material_class: int = 2):
    return client.put(
        reverse("evidence:send", args=[dossier.number, material_class]),
        content,
        content_type="application/octet-stream",
        headers={"X-File-Name": quote(name)},
    )


def test_the_page_shows_seven_classes_what_is_there_and_what_is_missing(officer, dossier, item) -> None:
    text = officer.get(page(dossier)).content.decode()
    assert len(re.findall(r'id="class-\d"', text)) == 7
    assert "案件调查报告.pdf" in text
    assert item.sm3[:8] in text
    assert "还没有现场检查笔录" in text
    assert "17号第六条第（三）项" in text
    assert "移送时由平台生成" in text
    assert reverse("evidence:withdraw", args=[dossier.number, item.public_id]) in text


def test_who_may_only_read_finds_no_button(dossier, item, cast) -> None:
    text = client_of(cast.head).get(page(dossier)).content.decode()
    assert "案件调查报告" in text
    assert "加入材料" not in text
    assert "撤下" not in text.replace("不能撤下", "")


STRANGERS = ["next_officer", "intake", "procurator", "system_admin", "audit_admin"]


@pytest.mark.parametrize("part", STRANGERS)
def test_every_road_to_evidence_is_404_to_who_may_not_see_the_dossier(cast, dossier, item, part) -> None:
    client, number = client_of(getattr(cast, part)), dossier.number
    for name, args in (
        ("of_dossier", []), ("add", [2]), ("declare", [4]), ("withdraw", [item.public_id]), ("file", [item.public_id]),
    ):  # fmt: skip
        assert client.get(reverse(f"evidence:{name}", args=[number, *args])).status_code == 404
    assert client.post(add_page(dossier), {**FORM, "chosen": file()}).status_code == 404
    assert send(client, dossier, samples.PDF).status_code == 404
    assert EvidenceItem.objects.count() == 1


def test_an_item_is_found_only_under_its_own_dossier(officer, road, item) -> None:
    other = road.open(title="另一案").dossier
    assert officer.get(reverse("evidence:file", args=[other.number, item.public_id])).status_code == 404


@pytest.mark.parametrize("material_class", [0, 8])
def test_there_are_seven_classes(officer, dossier, material_class) -> None:
    assert officer.get(add_page(dossier, material_class)).status_code == 404


def test_without_script_the_form_brings_several_files(officer, dossier) -> None:
    answer = officer.post(
        add_page(dossier), {**FORM, "chosen": [file(), file("表.xlsx", samples.xlsx_file())]}, follow=True
    )
    assert "已加入 2 份材料" in answer.content.decode()
    assert {i.file_name for i in EvidenceItem.objects.all()} == {"报告.pdf", "表.xlsx"}


def test_media_ask_for_who_when_where_and_what_it_proves(officer, dossier) -> None:
    assert 'name="shot_by"' in officer.get(add_page(dossier, 5)).content.decode()
    assert 'name="shot_by"' not in officer.get(add_page(dossier, 3)).content.decode()
    photo = file("现场.jpg", samples.JPG)
    assert officer.post(add_page(dossier, 5), {**FORM, "chosen": photo}).status_code == 422
    photo.seek(0)
    assert officer.post(add_page(dossier, 5), {**MEDIA_FORM, "chosen": photo}).status_code == 302
    kept = EvidenceItem.objects.get()
    assert (kept.proves, kept.shot_by, kept.shot_place) == ("渗坑", "李演芳", "厂区")
    assert kept.shot_at == MONDAY


def test_a_form_sent_back_keeps_its_files(officer, dossier) -> None:
    answer = officer.post(add_page(dossier), {**FORM, "source": "", "chosen": file()})
    assert answer.status_code == 422
    tickets = re.findall(r'name="sent" value="([^"]+)"', answer.content.decode())
    assert len(tickets) == 1
    assert officer.post(add_page(dossier), {**FORM, "sent": tickets}).status_code == 302
    assert EvidenceItem.objects.get().file_name == "报告.pdf"


def test_every_file_that_is_refused_is_named(officer, dossier) -> None:
    answer = officer.post(
        add_page(dossier),
        {**FORM, "chosen": [file("假.pdf", b"MZ\x90"), file("空.pdf", b""), file("真.pdf")]},
    )
    text = answer.content.decode()
    assert "假.pdf" in text
    assert "Windows 可执行程序" in text
    assert "空.pdf" in text
    assert not EvidenceItem.objects.exists()


def test_a_form_without_files_is_sent_back(officer, dossier) -> None:
    assert "没有选择文件" in officer.post(add_page(dossier), FORM).content.decode()


def test_a_form_that_broke_off_adds_nothing(officer, dossier) -> None:
    form = {name: value for name, value in FORM.items() if name != "end"}
    answer = officer.post(add_page(dossier), {**form, "chosen": file()})
    assert "上传中断" in answer.content.decode()
    assert not EvidenceItem.objects.exists()


def test_a_file_sent_ahead_is_handed_in_by_its_ticket(officer, dossier) -> None:
    answer = send(officer, dossier, samples.PDF, "监测报告（二）.pdf")
    assert answer.status_code == 201
    sent = answer.json()
    assert (sent["name"], sent["size"], sent["cautions"]) == ("监测报告（二）.pdf", len(samples.PDF), [])
    assert current_storage().verify(sent["sha256"], sent["sm3"])
    assert officer.post(add_page(dossier), {**FORM, "sent": [sent["ticket"]]}).status_code == 302
    assert EvidenceItem.objects.get().sm3 == sent["sm3"]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"MZ\x90", "现场.jpg", "可执行程序"),
        (b"", "空.pdf", "空的"),
        (samples.JPG, "../现场.jpg", "路径"),
        (samples.MP3, "录音.mp3", "不能放在这一类"),
    ],
)
def test_a_file_sent_ahead_is_refused_in_words_and_leaves_nothing(
    officer, dossier, content, name, says
) -> None:
    answer = send(officer, dossier, content, name)
    assert answer.status_code == 422
    assert says in answer.json()["reasons"][0]
    assert [p for p in current_storage().folder.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("part", ["head", "city_supervisor"])
def test_who_may_only_read_can_send_nothing(dossier, cast, part) -> None:
    client = client_of(getattr(cast, part))
    answer = send(client, dossier, samples.PDF)
    assert answer.status_code == 422
    assert "不能改动" in answer.json()["reasons"][0]
    assert "不能改动" in client.post(add_page(dossier), {**FORM, "chosen": file()}).content.decode()
    assert not EvidenceItem.objects.exists()


def test_a_ticket_is_good_for_one_person_one_dossier_and_one_day(
    cast, dossier, road, receive, time_machine
) -> None:
    ticket = ticket_for(receive(), user=cast.officer, dossier=dossier)
    assert redeem(ticket, user=cast.officer, dossier=dossier).verdict.name == "案件调查报告.pdf"
    other = road.open(title="另一案").dossier
    for user, where, what in (
        (cast.second_officer, dossier, ticket),
        (cast.officer, other, ticket),
        (cast.officer, dossier, f"{ticket[:-1]}{'A' if ticket[-1] != 'A' else 'B'}"),
        (cast.officer, dossier, "nonsense"),
    ):
        with pytest.raises(Refused, match="已失效"):
            redeem(what, user=user, dossier=where)
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    with pytest.raises(Refused, match="已失效"):
        redeem(ticket, user=cast.officer, dossier=dossier)


def test_a_forged_ticket_is_sent_back_in_words(officer, dossier) -> None:
    assert "已失效" in officer.post(add_page(dossier), {**FORM, "sent": ["x:y:z"]}).content.decode()


def test_withdrawing_asks_for_a_reason_and_shows_it(officer, dossier, item) -> None:
    address = reverse("evidence:withdraw", args=[dossier.number, item.public_id])
    assert "撤下原因" in officer.get(address).content.decode()
    assert officer.post(address, {"reason": ""}).status_code == 422
    text = officer.post(address, {"reason": "误传"}, follow=True).content.decode()
    assert "已撤下 1 份" in text
    assert "误传" in text
    assert "已经撤下" in officer.post(address, {"reason": "再撤"}).content.decode()


def test_declaring_a_class_absent_asks_for_a_reason_and_shows_it(officer, dossier) -> None:
    address = reverse("evidence:declare", args=[dossier.number, 4])
    assert officer.get(address).status_code == 200
    text = officer.post(address, {"reason": "本案无涉案物品"}, follow=True).content.decode()
    assert "已说明无" in text
    assert "说明：本案无涉案物品" in text
    assert ClassDeclaration.objects.get().material_class == 4
    refused = officer.post(reverse("evidence:declare", args=[dossier.number, 2]), {"reason": "无"})
    assert "不能用说明代替" in refused.content.decode()


def test_opening_an_original_is_noted_once_however_many_parts(officer, dossier, item, cast) -> None:
    address = reverse("evidence:file", args=[dossier.number, item.public_id])
    answer = officer.get(address)
    assert b"".join(answer.streaming_content) == samples.PDF
    assert FileOpening.objects.get().opened_by == cast.officer
    officer.get(address, headers={"Range": "bytes=5-9"})
    officer.head(address)
    assert FileOpening.objects.count() == 1
    officer.get(address, headers={"Range": "bytes=0-"})
    assert FileOpening.objects.count() == 2


def test_a_file_that_storage_has_lost_is_404(officer, dossier, item) -> None:
    next(current_storage().folder.rglob(item.sha256)).unlink()
    assert officer.get(reverse("evidence:file", args=[dossier.number, item.public_id])).status_code == 404


def test_what_people_write_is_shown_as_text(officer, dossier, cast, receive) -> None:
    described = Description(
        material_class=3, source="<b>源</b>", title="<script>alert(1)</script>", note="<i>注</i>"
    )
    actions.add_items(dossier=dossier, files=[receive()], description=described, by=cast.officer, at=AT)
    text = officer.get(page(dossier)).content.decode()
    assert "<script>alert(1)" not in text
    assert "<b>源" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_page_takes_the_same_few_statements_whatever_the_dossier_holds(
    officer, dossier, cast, receive, django_assert_max_num_queries
) -> None:
    files = [receive(f"{n}.txt", f"{n}".encode()) for n in range(30)]
    described = Description(material_class=3, source="专案组")
    actions.add_items(dossier=dossier, files=files, description=described, by=cast.officer, at=AT)
    with django_assert_max_num_queries(9):
        officer.get(page(dossier))
