"""Seats at the screen: one browser context a person, signed in through the real form, every page looked at.

Changing seats means another context. `look` holds each page to the floor: no other host, no console complaint, no
serious barrier for assistive technology, nothing hanging out of the window, no English sentence on a Chinese page.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from linkage.accounts.models import User
from tests.cast import PASSWORD
from tests.stories.pictures import with_palette
from tests.stories.tally import ANSWERED, Tally

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "guide" / "images"
SCREEN, PHONE = (1366, 768), (390, 844)
ALLOWED_WORDS = re.compile(
    r"SM3|SM2|SHA-256|PDF|DOCX|PNG|ZIP|JPG|OFD|OK|[A-Z]?\d[\w-]*|http\S*|mm/dd/yyyy|[a-z]+-[a-z0-9-]+", re.I
)
ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{2,}){2,}")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Seat:
    """One person before the screen."""

    user: User
    page: Page
    base: str
    tally: Tally = field(default_factory=Tally)
    complaints: list[str] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)

    def go(self, path: str) -> None:
        """Open an address of the product."""
        self.typed.clear()
        answer = self.page.goto(f"{self.base}{path}")
        assert answer is not None and answer.status < 400, (path, answer and answer.status)

    def act(self, number: str, act: str, **facts: Any) -> str:
        """Do one act of the procedure that leads the case; the sentence that says what happened."""
        return self.do(f"/transfers/{number}/{act}/", **facts)

    def do(self, path: str, **facts: Any) -> str:
        """Do one act on its own page; the sentence that says what happened."""
        self.go(path)
        self.send(**facts)
        assert urlsplit(self.page.url).path != path, self.page.locator("main").inner_text()
        return self.page.locator("#notices").inner_text()

    def refused(self, path: str, **facts: Any) -> str:
        """Try one act that is refused; what the page says against it, with everything typed still there."""
        self.go(path)
        self.send(**facts)
        assert urlsplit(self.page.url).path == path, self.page.url
        return self.page.locator(".refusal").inner_text()

    def send(self, **facts: Any) -> None:
        """Answer the questions of the page one is on and send it off."""
        for name, value in facts.items():
            self.fill(name, value)
        with self.page.expect_navigation():
            self.press(self.page.locator("form[data-guard] button.btn-primary"))

    def press(self, button: Locator) -> None:
        """Send a form off, and count what was answered by hand and what stood there already."""
        self.tally.count(self.typed, set(button.evaluate(ANSWERED)))
        self.typed.clear()
        button.click()

    def attach(self, file: Path) -> None:
        """Choose a file."""
        chosen = self.page.locator("input[type=file]")
        self.typed.add(str(chosen.get_attribute("name")))
        chosen.set_input_files(str(file))

    def fill(self, name: str, value: Any) -> None:
        """Answer one question, whatever its shape on the page."""
        page = self.page
        self.typed.add(name)
        if isinstance(value, list):
            self._tick(name, value)
            return
        one = page.locator(f"#id_{name}")
        if one.count() == 0 or one.evaluate("e => e.tagName") == "DIV":
            page.locator(f"input[name={name}][value='{value}']").check()
        elif one.evaluate("e => e.tagName") == "SELECT":
            one.select_option(label=value, force=True)
        else:
            one.fill(value)

    def _tick(self, name: str, labels: list[str]) -> None:
        """Of what is offered under this question just what says one of these; a leading = asks for the whole of it."""
        for label in labels:
            box = self.page.locator(f"#id_{name}")
            box.get_by_label(label.removeprefix("="), exact=label.startswith("=")).check()

    def look(self, name: str = "", *, phone: bool = True) -> None:
        """Hold the page to the floor, and take its picture for the guide under `name`."""
        assert not self.complaints, self.complaints
        assert self.page.evaluate(OVERFLOW) <= 0, f"{self.page.url} hangs out of the window"
        self._barriers()
        self._language()
        if name:
            self.picture(name)
        if phone:
            self.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            assert self.page.evaluate(OVERFLOW) <= 0, f"{self.page.url} hangs out of a phone"
            self.page.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})

    def picture(self, name: str) -> None:
        """A picture for the guide; only when the guide is being made."""
        if os.environ.get("LINKAGE_GUIDE") == "1":
            (IMAGES / f"{name}.png").write_bytes(with_palette(self.page.screenshot()))

    def _barriers(self) -> None:
        found = Axe().run(self.page).response["violations"]
        grave = [v for v in found if v["impact"] in ("serious", "critical")]
        told = [(v["id"], [n["html"][:160] for n in v["nodes"]][:3]) for v in grave]
        assert not told, (self.page.url, told)

    def _language(self) -> None:
        words = ALLOWED_WORDS.sub("", self.page.locator("body").inner_text())
        found = ENGLISH.search(words)
        assert found is None, f"{self.page.url}: {found and found.group()}"


def take_seat(
    browser: Browser,
    base: str,
    user: User,
    tally: Tally,
    *,
    password: str = PASSWORD,
    comes_in: bool = True,
    **context: Any,
) -> Seat:
    """Sign in through the form, in a context of one's own; with a one-time password one does not come in yet."""
    made: BrowserContext = browser.new_context(
        viewport={"width": SCREEN[0], "height": SCREEN[1]},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        **context,
    )
    page = made.new_page()
    seat = Seat(user, page, base, tally)
    page.on(
        "console",
        lambda m: (
            seat.complaints.append(m.text) if m.type == "error" and "status of 4" not in m.text else None
        ),
    )
    page.on("pageerror", lambda error: seat.complaints.append(str(error)))
    page.on("request", lambda r: _same_host(seat, r.url))
    seat.go("/login/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", password)
    page.click("button[type=submit]")
    page.wait_for_url(f"{base}/**")
    assert ("/login/" not in page.url) is comes_in, page.locator("body").inner_text()
    return seat


def _same_host(seat: Seat, url: str) -> None:
    if urlsplit(url).scheme in ("http", "https") and not url.startswith(seat.base):
        seat.complaints.append(f"asked another host: {url}")
