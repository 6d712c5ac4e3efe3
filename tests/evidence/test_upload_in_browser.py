"""Uploading as an officer does it: choosing and dropping several files, watching the bars, and with scripts switched off."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect, sync_playwright

from linkage.evidence.models import EvidenceItem
from tests.evidence import samples

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, in which Django would refuse to touch the database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        path = os.environ.get("LINKAGE_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def signed_in(live_server, cast) -> dict[str, str]:
    client = Client()
    client.force_login(cast.officer, backend="linkage.accounts.signing_in.Backend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


def opened(browser: Browser, cookie: dict[str, str], address: str, **options: object) -> Page:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", **options)
    context.add_cookies([cookie])
    page = context.new_page()
    page.complaints = []
    page.on(
        "console", lambda message: page.complaints.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(address)
    return page


@pytest.fixture
def address(live_server, dossier) -> str:
    return live_server.url + reverse("evidence:add", args=[dossier.number, 3])


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    wanted = {
        "现场检查笔录.pdf": samples.PDF,
        "采样记录.xlsx": samples.xlsx_file(),
        "伪装.jpg": b"MZ\x90\x00" * 20,
    }
    folder = tmp_path / "chosen"
    folder.mkdir()
    for name, content in wanted.items():
        (folder / name).write_bytes(content)
    return [str(folder / name) for name in wanted]


def test_chosen_files_travel_ahead_and_the_refused_one_says_why(browser, signed_in, address, files) -> None:
    page = opened(browser, signed_in, address)
    page.set_input_files("input[type=file]", files)
    expect(page.locator(".upload-done")).to_have_count(2)
    expect(page.locator(".upload-refused")).to_contain_text("Windows 可执行程序")
    expect(page.locator("[data-upload-status]")).to_have_text("已上传 2 个文件，1 个没有接收")
    page.get_by_label("来源").fill("杏花岭分局执法大队")
    page.get_by_role("button", name="加入", exact=True).click()
    expect(page.locator("#notices")).to_contain_text("已加入 2 份材料")
    assert {item.file_name for item in EvidenceItem.objects.all()} == {"现场检查笔录.pdf", "采样记录.xlsx"}
    refused = [text for text in page.complaints if "422" not in text]
    assert refused == []


def test_dropped_files_travel_too_and_can_be_taken_back(browser, signed_in, address) -> None:
    page = opened(browser, signed_in, address)
    transfer = page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["采样记录"], "采样记录.txt", {type: "text/plain"}));
            data.items.add(new File(["误传"], "误传.txt", {type: "text/plain"}));
            return data;
        }"""
    )
    page.dispatch_event("[data-upload-zone]", "dragover", {"dataTransfer": transfer})
    expect(page.locator(".upload-over")).to_have_count(1)
    page.dispatch_event("[data-upload-zone]", "drop", {"dataTransfer": transfer})
    expect(page.locator(".upload-over")).to_have_count(0)
    expect(page.locator(".upload-done")).to_have_count(2)
    page.get_by_role("button", name="移除 误传.txt").click()
    page.get_by_label("来源").fill("执法大队")
    page.get_by_role("button", name="加入", exact=True).click()
    expect(page.locator("#notices")).to_contain_text("已加入 1 份材料")
    assert [item.file_name for item in EvidenceItem.objects.all()] == ["采样记录.txt"]
    assert page.complaints == []


def test_without_script_the_form_does_the_same(browser, signed_in, address, files) -> None:
    page = opened(browser, signed_in, address, java_script_enabled=False)
    page.set_input_files("input[type=file]", files[:2])
    page.get_by_label("来源").fill("执法大队")
    page.get_by_role("button", name="加入", exact=True).click()
    expect(page.locator("#notices")).to_contain_text("已加入 2 份材料")
    assert EvidenceItem.objects.count() == 2
