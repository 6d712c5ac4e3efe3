"""Material through the API: a raw body with its name beside it, or files together with the case they open."""

import json
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linkage.audit.digests import sha256, sm3
from linkage.audit.models import AuditEntry
from linkage.dossiers.models import Dossier
from linkage.evidence.models import EvidenceItem
from linkage.storage import current_storage
from linkage.transfers.status import Status
from tests.api.door import CASE, problem

CONTENT = "现场检查笔录：渗坑位于厂区北侧。".encode()
ABOUT = "material_class=3&source=" + quote("太原市生态环境局杏花岭分局")


@pytest.fixture
def number(road) -> str:
    return road.open().dossier.number


def test_a_raw_body_becomes_an_item_with_both_digests(door, cast, number):
    answer = door(cast.officer).put(
        f"/dossiers/{number}/evidence?{ABOUT}", CONTENT, quote("现场检查笔录.txt")
    )
    assert answer.status_code == 201, answer.content.decode()
    item = answer.json()
    assert (item["file_name"], item["title"], item["size"]) == (
        "现场检查笔录.txt",
        "现场检查笔录",
        len(CONTENT),
    )
    assert (item["sm3"], item["sha256"]) == (sm3(CONTENT), sha256(CONTENT))
    with current_storage().open(item["sha256"]) as kept:
        assert kept.read() == CONTENT
    entry = AuditEntry.objects.filter(act="add_evidence").get()
    assert json.loads(entry.body)["digests"]["evidence"][0]["sm3"] == item["sm3"]
    assert [each["id"] for each in door(cast.officer).get(f"/dossiers/{number}/evidence").json()] == [
        item["id"]
    ]


def test_everything_the_screen_asks_can_be_said(door, cast, number):
    said = {
        "material_class": 7, "source": "本机关", "title": "行政处罚决定书", "form": "copy", "copies": 2, "pages": 3,
        "made_on": "2026-02-27", "note": "加盖公章", "is_penalty_decision": "true",
    }  # fmt: skip
    query = "&".join(f"{name}={quote(str(value))}" for name, value in said.items())
    assert door(cast.officer).put(f"/dossiers/{number}/evidence?{query}", CONTENT, "d.txt").status_code == 201
    item = EvidenceItem.objects.get()
    assert (item.form, item.copies, item.pages, item.note, item.is_penalty_decision) == (
        "copy",
        2,
        3,
        "加盖公章",
        True,
    )
    assert item.made_on.isoformat() == "2026-02-27"


def test_a_file_without_a_name_is_refused(door, cast, number):
    api = door(cast.officer)
    headers = {"Authorization": f"Bearer {api.secret}"}
    answer = api.client.put(f"/api/v1/dossiers/{number}/evidence?{ABOUT}", CONTENT, headers=headers)
    assert problem(answer, 422, "invalid")["reasons"][0]["code"] == "missing"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b""),
        ("a.pdf", CONTENT),
        ("a.txt", b"MZ\x90\x00" + b"\0" * 200),
        ("../a.txt", CONTENT),
        ("a.exe", CONTENT),
    ],
)
def test_what_may_not_come_in_stays_out(door, cast, number, name, content):
    refusal = problem(
        door(cast.officer).put(f"/dossiers/{number}/evidence?{ABOUT}", content, quote(name)), 422, "refused"
    )
    assert refusal["reasons"][0]["code"].startswith("file_")
    assert not EvidenceItem.objects.exists()


def test_photographs_need_the_four_statements_of_the_article(door, cast, number):
    answer = door(cast.officer).put(
        f"/dossiers/{number}/evidence?material_class=5&source=x", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "p.png"
    )
    problem(answer, 422, "refused")


def test_whoever_only_reads_the_dossier_cannot_add_to_it(door, cast, road):
    number = road.to(Status.SUBMITTED).dossier.number
    answer = door(cast.procurator).put(f"/dossiers/{number}/evidence?{ABOUT}", CONTENT, "a.txt")
    assert problem(answer, 422, "refused")["reasons"][0]["code"] == "evidence_not_contributor"


def test_a_stranger_does_not_even_learn_that_the_dossier_is_there(door, cast, number):
    answer = door(cast.next_officer).put(f"/dossiers/{number}/evidence?{ABOUT}", CONTENT, "a.txt")
    problem(answer, 404, "not_found")


def test_a_file_over_the_limit_is_refused_before_it_is_read(door, cast, number, settings):
    settings.MAX_UPLOAD_BYTES = 10
    answer = door(cast.officer).put(f"/dossiers/{number}/evidence?{ABOUT}", CONTENT, "a.txt")
    assert problem(answer, 422, "refused")["reasons"][0]["code"] == "file_too_large"


def _open_with(door, user, case=CASE, files=((b"one record", "one.txt"), (b"another", "two.txt")), **more):
    api = door(user)
    uploads = [SimpleUploadedFile(name, content) for content, name in files]
    data = {"case": json.dumps(case), "source": "本机关", "files": uploads, **more}
    return api.client.post(
        "/api/v1/transfers/with-files", data, headers={"Authorization": f"Bearer {api.secret}"}
    )


def test_a_case_is_opened_together_with_its_files(door, cast):
    answer = _open_with(door, cast.officer, material_class="3")
    assert answer.status_code == 201, answer.content.decode()
    dossier = Dossier.objects.get(number=answer.json()["number"])
    assert sorted(dossier.evidence.values_list("file_name", "material_class")) == [
        ("one.txt", 3),
        ("two.txt", 3),
    ]
    entry = AuditEntry.objects.get(chain=dossier.chain)
    assert [e["sha256"] for e in json.loads(entry.body)["digests"]["evidence"]] == [
        sha256(b"one record"),
        sha256(b"another"),
    ]


@pytest.mark.parametrize(
    ("case", "code"),
    [("{", "json_invalid"), (json.dumps({**CASE, "colour": 1}), "extra_forbidden"), ("[]", "model_type")],
)
def test_a_case_that_is_not_what_it_should_be_opens_nothing(door, cast, case, code):
    api = door(cast.officer)
    data = {"case": case, "source": "x", "files": [SimpleUploadedFile("one.txt", b"one record")]}
    answer = api.client.post(
        "/api/v1/transfers/with-files", data, headers={"Authorization": f"Bearer {api.secret}"}
    )
    assert problem(answer, 422, "invalid")["reasons"][0]["code"] == code
    assert not Dossier.objects.exists()


def test_one_bad_file_opens_nothing(door, cast):
    answer = _open_with(door, cast.officer, files=((b"one record", "one.txt"), (b"", "two.txt")))
    assert problem(answer, 422, "refused")["reasons"][0]["code"] == "file_content"
    assert not Dossier.objects.exists()
