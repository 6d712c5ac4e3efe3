"""Another system at the door: calls the API as a person's token, and nothing but the token."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from linkage.accounts.models import User
from linkage.accounts.tokens import issue_token
from linkage.dossiers.recording import PLATFORM

ROOT = "/api/v1"


def token_for(user: User) -> str:
    """A fresh secret that acts for this person."""
    return issue_token(user=user, label="测试", by=PLATFORM, at=timezone.now())[1]


@dataclass
class Door:
    """The API as one person's other system sees it."""

    secret: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, **query: Any) -> HttpResponse:
        """GET under /api/v1."""
        return self.client.get(f"{ROOT}{path}", query, headers=self._headers())

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """POST JSON under /api/v1."""
        return self.client.post(
            f"{ROOT}{path}",
            json.dumps(body),
            content_type="application/json",
            headers=self._headers(**headers),
        )

    def put(self, path: str, content: bytes, name: str, **headers: str) -> HttpResponse:
        """PUT a file's content, its name in X-File-Name."""
        sent = self._headers(**{"X-File-Name": name, **headers})
        return self.client.put(
            f"{ROOT}{path}", content, content_type="application/octet-stream", headers=sent
        )

    def _headers(self, **headers: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}", **headers}


def problem(response: HttpResponse, status: int, code: str) -> dict[str, Any]:
    """The answer is this problem, as a problem document; returns it."""
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], body["code"]) == (status, code), body
    assert body["title"]
    return body


CASE = {
    "title": "某公司渗坑排放案",
    "cause": "利用渗坑排放含重金属废水",
    "source": "inspection",
    "discovered_at": "2026-03-02T09:00:00+08:00",
    "how_discovered": "执法检查中发现渗坑。",
    "place": "杏花岭区某村",
    "summary": "某公司将酸洗废水排入渗坑。",
    "parties": [{"kind": "unit", "name": "某公司"}],
}
ACCEPTANCE = {"acceptance_number": "并公杏受案〔2026〕1号", "material_check": "材料齐全"}
