"""A seat: one person before one browser. What they do is said in the words the page shows them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.urls import resolve
from playwright.sync_api import BrowserContext, Locator, Page, Response, expect

from linkage.commands.drill.people import PASSWORD
from tests.journeys.page_guards import faults_of, watch

_FILLED = """(button) => {
  const names = new Set();
  for (const one of button.form.elements) {
    if (!one.name || ["hidden", "submit", "button", "file"].includes(one.type)) continue;
    if (["radio", "checkbox"].includes(one.type) ? one.checked : one.value.trim()) names.add(one.name);
  }
  return [...names];
}"""
Answer = str | Sequence[str]


@dataclass
class Tally:
    """How much was typed, chosen, and found already filled in."""

    typed: int = 0
    characters: int = 0
    chosen: int = 0
    prefilled: int = 0

    def __str__(self) -> str:
        return (
            f"键入 {self.typed} 栏 {self.characters} 字，勾选 {self.chosen} 栏，平台已填 {self.prefilled} 栏"
        )


@dataclass
class Seat:
    """One person, signed in through the form."""

    login: str
    home: str
    context: BrowserContext
    tally: Tally
    inspected: set[tuple[Any, ...]]
    complaints: list[str]
    with_script: bool = True
    status: int = 0
    _touched: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page: Page = self.context.new_page()
        watch(self.page, self.home, self.complaints)
        self.page.on("response", self._note)

    def _note(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.status = response.status
        elif response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    # Coming in and going about

    def sign_in(self) -> "Seat":
        """Through the log-in form, as everybody."""
        self.go("/login/")
        self.page.get_by_label(re.compile("用户名|账号|登录名")).fill(self.login)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.press("登录")
        expect(self.page.get_by_role("navigation", name="主菜单")).to_be_visible()
        return self

    def go(self, path: str, *, expecting: int = 200) -> "Seat":
        """Open an address of this house."""
        self.page.goto(path if path.startswith("http") else self.home + path)
        return self._arrived(expecting)

    def press(self, name: str, *, within: Locator | None = None, expecting: int = 200) -> "Seat":
        """Press the button or follow the link of this name, and see the page it leads to."""
        self._control(name, within).click()
        self.page.wait_for_load_state("load")
        return self._arrived(expecting)

    def _control(self, name: str, within: Locator | None = None) -> Locator:
        place = within or self.page
        by_name = re.compile(rf"^\s*{re.escape(name)}\s*$")
        found = place.get_by_role("button", name=by_name).or_(place.get_by_role("link", name=by_name))
        return found.first

    def _arrived(self, expecting: int) -> "Seat":
        assert self.status == expecting, (
            f"{self.page.url} 回答 {self.status}：{self.page.inner_text('body')[:600]}"
        )
        self._touched.clear()
        self.inspect()
        return self

    def inspect(self) -> None:
        """Look a page over the first time this kind of page is met in this way."""
        there = urlsplit(self.page.url)
        found = resolve(there.path)
        asked = tuple(
            sorted(
                (name, values[0])
                for name, values in parse_qs(there.query).items()
                if name in ("part", "paper")
            )
        )
        kind = (found.view_name, found.kwargs.get("act"), asked, self.status, self.login.partition("-")[2])
        if self.with_script and kind not in self.inspected:
            self.inspected.add(kind)
            self.complaints += [f"{there.path} {fault}" for fault in faults_of(self.page)]

    # Filling in forms

    def fill(self, label: str, answer: Answer) -> None:
        """Answer the question of this label: type, choose or tick."""
        exact = re.compile(rf"^\s*{re.escape(label)}\s*(必填|选填)?\s*$")
        group = self.page.get_by_role("group", name=exact)
        if group.count():
            self._tick(group, [answer] if isinstance(answer, str) else answer)
            return
        control = self.page.get_by_label(exact)
        if control.evaluate("one => one.tagName === 'SELECT'"):
            control.select_option(label=str(answer))
            self._touch(control, 0)
        elif control.get_attribute("role") == "combobox":
            self._pick(control, str(answer))
        else:
            control.fill(str(answer))
            self._touch(control, len(str(answer)))

    def _tick(self, group: Locator, answers: Sequence[str]) -> None:
        for one in answers:
            choice = group.get_by_label(re.compile(rf"^\s*{re.escape(one)}"))
            choice.check()
            self._touch(choice, 0)

    def _pick(self, control: Locator, answer: str) -> None:
        control.click()
        control.press_sequentially(answer)
        self.page.get_by_role("option", name=answer, exact=True).click()
        self.tally.chosen += 1

    def _touch(self, control: Locator, characters: int) -> None:
        name = control.get_attribute("name") or ""
        if name in self._touched:
            return
        self._touched.add(name)
        if characters:
            self.tally.typed += 1
            self.tally.characters += characters
        else:
            self.tally.chosen += 1

    def send(self, button: str, *, expecting: int = 200) -> "Seat":
        """Send the form by the button of this name, counting what had not to be typed."""
        control = self.page.get_by_role("button", name=button, exact=True).first
        self.tally.prefilled += len(set(control.evaluate(_FILLED)) - self._touched)
        return self.press(button, within=self.page.get_by_role("main"), expecting=expecting)

    # Cases

    def dossier(self, number: str, part: str = "") -> "Seat":
        """The page of this case."""
        return self.go(f"/transfers/{number}/" + (f"?part={part}" if part else ""))

    def begin(self, act: str) -> "Seat":
        """Press an act in 下一步."""
        return self.press(act, within=self.page.get_by_role("region", name="下一步"))

    def do(self, act: str, answers: Mapping[str, Answer] | None = None) -> "Seat":
        """One act on the case whose page is open: press it, answer what it asks, confirm; the page says what happened."""
        self.begin(act)
        for label, answer in (answers or {}).items():
            self.fill(label, answer)
        return self.confirm(act)

    def confirm(self, act: str) -> "Seat":
        """Confirm the act whose page is open."""
        self.send(act)
        self.reads("已办", where="#notices")
        return self

    def reads(self, words: str, *, where: str = "body") -> None:
        """These words stand on the page."""
        expect(self.page.locator(where)).to_contain_text(words)

    def reads_not(self, words: str) -> None:
        """These words stand nowhere on the page."""
        expect(self.page.locator("body")).not_to_contain_text(words)

    def sees_act(self, act: str) -> bool:
        """Whether 下一步 offers this act."""
        return (
            self.page.get_by_role("region", name="下一步").get_by_role("link", name=act, exact=True).count()
            > 0
        )

    def fetch(self, url: str) -> bytes:
        """A file, with this person's rights, as the browser would get it."""
        answer = self.context.request.get(url if url.startswith("http") else self.home + url)
        assert answer.status == 200, f"{url} 回答 {answer.status}"
        return answer.body()

    def add_files(self, material: str, files: Sequence[Path], answers: Mapping[str, Answer]) -> "Seat":
        """On the page 证据材料: several files of one class; each is seen to arrive before the form is sent."""
        self.press(f"加入材料：{material}")
        self.page.get_by_label(re.compile("^文件")).set_input_files(list(files))
        if self.with_script:
            expect(self.page.locator(".upload-done")).to_have_count(len(files))
        for label, answer in answers.items():
            self.fill(label, answer)
        self.send("加入")
        self.reads(f"已加入 {len(files)} 份材料", where="#notices")
        return self
