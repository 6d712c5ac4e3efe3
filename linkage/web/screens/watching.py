"""Audit administrators: what the other two did, whether the chains are whole, and the signed checkpoints."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from linkage.accounts.actions import CHAIN, LABEL
from linkage.accounts.roles import Role
from linkage.audit.models import AuditEntry, Checkpoint
from linkage.law.wording import moment
from linkage.web.screens.administration import head_of, plain_table
from linkage.web.screens.exporting import export
from linkage.web.screens.listing import Column, Glance, Listing, Sieve, table
from linkage.web.screens.paging import Order
from linkage.web.screens.reader import only, reader
from linkage.web.screens.verification import verify_dossier, verify_signed, verify_span

CHECKPOINTS_SHOWN = 30
FINDINGS_SHOWN = 20
KEPT = "verification"
RECORD = Listing(
    code="record",
    title="三员操作记录",
    measure="条",
    columns=(
        Column("number", "序号", lambda e, g: {"kind": "number", "text": str(e.sequence)}, order="number"),
        Column("at", "时间", lambda e, g: {"kind": "date", "text": moment(e.at)}),
        Column("actor", "何人", lambda e, g: e.actor_name),
        Column("agency", "机构", lambda e, g: e.agency_name),
        Column("name", "做了什么", lambda e, g: json.loads(e.body)["facts"]["sentence"], grow=True),
        Column("digest", "摘要（SM3）", lambda e, g: {"text": e.hash[:16], "title": e.hash}),
    ),
    orders=(Order("number", "sequence", descending=True, parse=int),),
    url=lambda e: "",
    choosable=False,
)
EMPTY = {
    "why": "系统管理员和安全管理员还没有操作过。",
    "what_to_do": "增减人员、授予岗位、设定代理的每一步都会列在这里。",
}


@only(Role.AUDIT_ADMIN)
@require_GET
def record(request: HttpRequest) -> HttpResponseBase:
    """GET administration/audit/: every act of the other administrators, newest first; it can be taken as a spreadsheet."""
    sieve, glance = Sieve(request.GET, RECORD), Glance(reader(request), timezone.now())
    rows = AuditEntry.objects.filter(chain=CHAIN)
    if "export" in request.GET:
        return export(RECORD, rows, sieve, glance)
    context = {
        "head": head_of("三员操作记录"),
        "table": table(request, RECORD, rows, sieve, glance, empty=EMPTY),
    }
    return render(request, "screens/list.html", context)


@only(Role.AUDIT_ADMIN)
@require_http_methods(["GET", "POST"])
def verification(request: HttpRequest) -> HttpResponse:
    """GET and POST administration/verification/: all chains span by span, with progress; or one dossier by its number."""
    do = request.POST.get("do")
    if do == "start":
        request.session[KEPT] = {
            "after": "",
            "chains": 0,
            "entries": 0,
            "total": AuditEntry.objects.count(),
            "findings": [],
        }
    if do in ("start", "go") and KEPT in request.session:
        if not request.session[KEPT].get("done"):
            request.session[KEPT] = _go_on(request.session[KEPT])
        if not request.headers.get("HX-Request"):
            return redirect("web:verification")
    state = request.session.get(KEPT)
    context = {"state": state, "bar": _bar(state) if state else None}
    if request.headers.get("HX-Request"):
        return render(request, "screens/verification_state.html", context)
    number = request.GET.get("number", "").strip()
    context |= {
        "head": head_of("核验审计链"),
        "number": number,
        "answer": _one(number) if number else None,
        "label": LABEL,
        "table": _checkpoints(),
    }
    return render(request, "screens/verification.html", context)


def _go_on(state: dict[str, Any]) -> dict[str, Any]:
    """One span further; behind the last chain, the checkpoints."""
    span = verify_span(UUID(state["after"]) if state["after"] else None)
    found = [finding.sentence for finding in span.findings]
    if span.last is None:
        found += [finding.sentence for finding in verify_signed() if finding.sentence not in found]
    return {
        **state,
        "after": str(span.last) if span.last else "",
        "chains": state["chains"] + span.chains,
        "entries": state["entries"] + span.entries,
        "findings": [*state["findings"], *found][:FINDINGS_SHOWN],
        "done": moment(timezone.now()) if span.last is None else "",
    }


def _bar(state: dict[str, Any]) -> dict[str, Any]:
    words = f"{state['entries']} / {max(state['total'], state['entries'])} 条"
    return {
        "label": "已核验",
        "value": state["entries"],
        "max": max(state["total"], state["entries"], 1),
        "words": words,
    }


def _one(number: str) -> dict[str, Any]:
    answer = verify_dossier(number)
    if answer is None:
        return {"tone": "missing", "word": f"没有编号为 {number} 的审计链。"}
    entries, finding = answer
    if finding:
        return {"tone": "overdue", "word": f"不完整：{finding.sentence}"}
    return {"tone": "done", "word": f"完整：{number} 的 {entries} 条记录逐条相符。"}


def _checkpoints() -> dict[str, Any]:
    signed = Checkpoint.objects.prefetch_related("signatures").order_by("-sequence")[:CHECKPOINTS_SHOWN]
    rows = [
        {
            "url": "",
            "cells": [
                str(c.sequence), moment(c.at), {"kind": "number", "text": str(c.chains)},
                {"kind": "number", "text": str(c.entries)}, {"text": c.root[:16], "title": c.root},
                "、".join(s.agency_name or f"指纹 {s.fingerprint[:16]}" for s in c.signatures.all()),
            ],
        }
        for c in signed
    ]  # fmt: skip
    shown = plain_table(
        "检查点", ("序号", "时间", "链数", "记录数", "默克尔根", "签名"), rows, f"最近 {len(rows)} 个"
    )
    empty = {
        "why": "还没有签名的检查点。",
        "what_to_do": "后台进程每天签一次；没有检查点时，整条链连同卷宗一并被改写无从发现。",
    }
    return {**shown, "empty": empty}
