"""A paper's page and its files: only in the dossiers one may see; it waits for the worker and says when it cannot."""

import base64
import hashlib

import pytest
from django.utils import timezone

from linkage.audit.digests import sm3
from linkage.documents.making import make_pending
from linkage.documents.models import Document, Making
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.browsing import browser, text_of
from tests.cast import Cast
from tests.road import Road

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_folder(settings, tmp_path) -> None:
    settings.STORAGE_URL, settings.DATA = "", tmp_path


@pytest.fixture
def transfer(road: Road) -> Transfer:
    return road.to(Status.SUBMITTED)


@pytest.fixture
def letter(transfer: Transfer) -> Document:
    return Document.objects.get(dossier=transfer.dossier, kind="transfer_letter")


def made(paper: Document) -> Document:
    make_pending(at=timezone.now())
    paper.refresh_from_db()
    assert paper.state == Making.READY, paper.failure
    return paper


def content_of(response) -> bytes:
    return b"".join(response.streaming_content)


READERS = {
    "officer", "second_officer", "head", "intake", "investigator", "police_head", "procurator", "city_supervisor",
    "city_police_supervisor", "city_procurator", "province_supervisor",
}  # fmt: skip


def test_only_readers_of_the_dossier_open_its_papers(cast: Cast, letter: Document):
    made(letter)
    for part, user in vars(cast).items():
        client = browser(user)
        answers = [client.get(f"/papers/{letter.pk}/{tail}").status_code for tail in ("", "pdf/", "docx/")]
        assert answers == ([200] * 3 if part in READERS else [404] * 3), part


def test_strangers_are_sent_to_the_door(client, letter: Document):
    assert client.get(f"/papers/{letter.pk}/pdf/").status_code == 302


def test_the_pdf_is_shown_under_its_chinese_name_with_its_digests(cast: Cast, letter: Document):
    answer = browser(cast.intake).get(f"/papers/{made(letter).pk}/pdf/")
    content = content_of(answer)
    assert content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(content))
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert "%E6%B6%89%E5%AB%8C" in answer["Content-Disposition"]
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert answer["Repr-Digest"] == f"sha-256=:{digest}:"
    assert answer["X-Content-SM3"] == sm3(content) == letter.pdf_sm3
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]


def test_the_docx_is_saved(cast: Cast, letter: Document):
    answer = browser(cast.officer).get(f"/papers/{made(letter).pk}/docx/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert content_of(answer).startswith(b"PK")
    assert content_of(browser(cast.officer).head(f"/papers/{letter.pk}/docx/")) == b""


def test_there_is_no_third_form(cast: Cast, letter: Document):
    assert browser(cast.officer).get(f"/papers/{letter.pk}/exe/").status_code == 404


def test_a_paper_not_made_yet_says_so_and_the_page_looks_again_by_itself(cast: Cast, letter: Document):
    answer = browser(cast.officer).get(f"/papers/{letter.pk}/pdf/")
    assert answer.status_code == 202
    page = text_of(answer)
    assert "正在生成" in page
    assert '<meta http-equiv="refresh" content="3">' in page
    assert "正在生成" in text_of(browser(cast.officer).get(f"/papers/{letter.pk}/"))


def test_a_paper_that_could_not_be_made_says_why_and_whom_to_call(cast: Cast, letter: Document):
    Document.objects.filter(pk=letter.pk).update(state=Making.FAILED, failure="字体缺失：喆", attempts=5)
    answer = browser(cast.officer).get(f"/papers/{letter.pk}/pdf/")
    assert answer.status_code == 503
    page = text_of(answer)
    assert "字体缺失：喆" in page
    assert "系统管理员" in page
    assert f"文书-{letter.pk}" in page
    assert 'http-equiv="refresh"' not in page


def test_a_file_that_storage_has_lost_is_said_to_be_lost(cast: Cast, letter: Document):
    made(letter)
    Document.objects.filter(pk=letter.pk).update(pdf_sha256="0" * 64)
    answer = browser(cast.officer).get(f"/papers/{letter.pk}/pdf/")
    assert answer.status_code == 503
    assert "存储中找不到" in text_of(answer)


def test_the_page_names_number_digest_service_and_the_place_on_the_chain(cast: Cast, letter: Document):
    made(letter)
    page = text_of(browser(cast.procurator).get(f"/papers/{letter.pk}/"))
    for words in (
        letter.number,
        letter.content_sm3,
        letter.pdf_sm3,
        "太原市公安局杏花岭分局",
        "人民检察院（抄送）",
    ):
        assert words in page
    assert page.count("#act-") == 2, "the act that issued it, and the entry with its files"
    assert f'src="/papers/{letter.pk}/pdf/' in page


def test_an_internal_paper_was_served_on_nobody(cast: Cast, transfer: Transfer):
    paper = Document.objects.get(dossier=transfer.dossier, kind="team_assignment")
    assert "内部文书，不对外送达。" in text_of(browser(cast.officer).get(f"/papers/{paper.pk}/"))
