"""What is measured, as another system or a browser asks for it: W1 opens a case with a file, W2 acts, W3 shows the work list."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.test import Client as InProcess
from django.utils import timezone

from linkage.accounts.tokens import issue_token
from linkage.commands.bench_parts.loading import Province
from linkage.dossiers.recording import PLATFORM
from linkage.law.wording import SHANGHAI

MEBIBYTE = 1024 * 1024
BOUNDARY = "linkage-bench-boundary"


@dataclass(frozen=True)
class Request:
    """One request and the status it must get."""

    method: str
    path: str
    headers: Mapping[str, str]
    expected: int
    body: bytes | None = None


@dataclass(frozen=True)
class Callers:
    """The credentials: two tokens and one session, all of the arena."""

    officer: str
    intake: str
    session: str


def callers(province: Province) -> Callers:
    """Tokens for an officer and an intake officer, and a browser signed in as the officer."""
    people, now = province.arena.people, timezone.now()
    secrets = [
        issue_token(user=people[part], label="测量", by=PLATFORM, at=now)[1]
        for part in ("officer", "police-intake")
    ]
    browser = InProcess()
    browser.force_login(people["officer"], backend="linkage.accounts.signing_in.Backend")
    return Callers(
        officer=secrets[0], intake=secrets[1], session=browser.cookies[settings.SESSION_COOKIE_NAME].value
    )


def openings(who: Callers) -> Iterator[Request]:
    """W1: a case with one file of 1 MiB, another file each time, as multipart."""
    for number in range(1_000_000):
        yield Request(
            "POST",
            "/api/v1/transfers/with-files",
            _as_form(_bearer(who.officer)),
            201,
            _opening(number, timezone.now()),
        )


def acts(who: Callers, targets: list[str]) -> Iterator[Request]:
    """W2: the police accept a transfer, the receipt is issued; each time another transfer."""
    for number, target in enumerate(targets, 1):
        said = {"acceptance_number": f"测受案〔2026〕{number}号", "material_check": "材料齐全"}
        headers = {**_bearer(who.intake), "Content-Type": "application/json"}
        yield Request("POST", f"/api/v1/transfers/{target}/accept", headers, 200, json.dumps(said).encode())


def pages(who: Callers) -> Iterator[Request]:
    """W3: the workbench in the browser of an officer."""
    while True:
        yield Request("GET", "/", {"Cookie": f"{settings.SESSION_COOKIE_NAME}={who.session}"}, 200)


def file_content() -> bytes:
    """1 MiB that no storage has seen yet: text, so that it is let in as a record."""
    return os.urandom(MEBIBYTE // 2).hex().encode()


def _opening(number: int, now: datetime) -> bytes:
    case = {
        "title": f"测量{number}公司渗坑排放案", "cause": "利用渗坑排放含重金属废水", "source": "inspection",
        "discovered_at": now.astimezone(SHANGHAI).isoformat(), "how_discovered": "执法检查中发现渗坑。",
        "place": "某村东侧厂院（虚构）", "summary": "经检查，酸洗废水经暗管排入渗坑。" * 10,
        "parties": [{"kind": "unit", "name": f"测量{number}公司"}],
    }  # fmt: skip
    parts = [
        _part("case", json.dumps(case).encode()),
        _part("material_class", b"3"),
        _part("source", "本机关制作".encode()),
    ]
    parts.append(_part("files", file_content(), f"record{number}.txt"))
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


def _part(name: str, content: bytes, file_name: str = "") -> bytes:
    named = f'; filename="{file_name}"\r\nContent-Type: text/plain' if file_name else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def _as_form(headers: Mapping[str, str]) -> dict[str, str]:
    return {**headers, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def _bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}
