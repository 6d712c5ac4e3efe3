"""三员: the door to each administrator's own pages. None sees a dossier; none does another's job."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from linkage.accounts.roles import ADMINISTRATORS, DUTIES, Role
from linkage.accounts.standing import standing_of
from linkage.web.screens.reader import only, reader

PAGES = (
    (Role.SYSTEM_ADMIN, "人员", "web:people", "增加、启用、停用人员，重置密码"),
    (Role.SYSTEM_ADMIN, "机构", "web:agencies", "查看机构及其同级对应"),
    (Role.SECURITY_ADMIN, "岗位与代理", "web:posts", "授予、终止岗位，设定、终止代理"),
    (Role.AUDIT_ADMIN, "三员操作记录", "web:audit", "查看另两员做过的每一件事"),
    (Role.AUDIT_ADMIN, "核验审计链", "web:verification", "逐条核验，查看检查点"),
)


@only(*ADMINISTRATORS)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """GET administration/: the door to each administrator's own page, with the duties as an auditor could sign them."""
    standing = standing_of(reader(request))
    doors = [
        {
            "label": label,
            "url": reverse(name) if standing.has_role(role) else "",
            "prose": prose,
            "role": role.label,
        }
        for role, label, name, prose in PAGES
    ]
    duties = [(duty.role.label, duty.prose) for duty in DUTIES]
    return render(
        request,
        "screens/administration.html",
        {"head": {"title": "运行与审计"}, "doors": doors, "duties": duties},
    )


def head_of(title: str) -> dict[str, Any]:
    """The head of a page below the administrators' door."""
    return {"title": title, "crumbs": [{"label": "运行与审计", "url": reverse("web:administration")}]}


def plain_table(
    caption: str, columns: tuple[str, ...], rows: list[dict[str, Any]], total: str
) -> dict[str, Any]:
    """A short list in the shape components/table.html documents."""
    return {
        "caption": caption,
        "columns": [{"key": str(i), "label": label} for i, label in enumerate(columns)],
        "rows": rows,
        "total_words": total,
        "print": True,
        "empty": {"why": f"还没有{caption}的记录。", "what_to_do": ""},
    }
