"""A browser without script: signs a person in, reads a page's form as it stands, and sends it back with what was typed."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponseBase
from django.test import Client

from linkage.accounts.models import User

BACKEND = "linkage.accounts.signing_in.Backend"


def browser(user: User, **options: Any) -> Client:
    """A browser in which this person has signed in."""
    client = Client(**options)
    client.force_login(user, backend=BACKEND)
    return client


def text_of(response: HttpResponseBase) -> str:
    """The page as it was sent."""
    return response.content.decode()


class _Forms(HTMLParser):
    """The values of each form of a page, as a browser would send them before anything is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.select = self.area = ""
        self.typed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and self._is_sent(said):
            ticked = said.get("type") in ("checkbox", "radio")
            self._add(said["name"], said.get("value", "on" if ticked else ""))
        elif tag == "select":
            self.select = said.get("name", "")
        elif tag == "option" and self.select and "selected" in said:
            self._add(self.select, said.get("value", ""))
        elif tag == "textarea":
            self.area, self.typed = said.get("name", ""), []

    def handle_data(self, data: str) -> None:
        if self.area:
            self.typed.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._add(self.area, "".join(self.typed).removeprefix("\n"))
            self.area = ""
        elif tag == "select":
            self.select = ""

    def _is_sent(self, said: Mapping[str, str]) -> bool:
        kind = said.get("type", "text")
        ticked = kind not in ("checkbox", "radio") or "checked" in said
        return "name" in said and kind not in ("submit", "file") and ticked

    def _add(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1].setdefault(name, []).append(value)


def form_on(response: HttpResponseBase, holding: str) -> dict[str, list[str]]:
    """The form of this page that holds a field of this name, with the values it came with."""
    reader = _Forms()
    reader.feed(text_of(response))
    return next(form for form in reader.forms if holding in form)
