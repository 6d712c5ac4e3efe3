"""`linkage check`: is this deployment fit for use, and is it safe?"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from linkage.accounts.models import Agency, User
from linkage.audit.guards import missing_guards
from linkage.audit.models import AuditEntry, Checkpoint
from linkage.commands.drill.people import PASSWORD as DRILL_PASSWORD
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document, Making
from linkage.documents.typesetting.fonts import font_folders, uncovered
from linkage.law import default_calendar
from linkage.reverse_transfers.dispositions import without_disposition
from linkage.storage import current_storage

OK, WARNING, FAULT = "正常", "提示", "不合格"
DATABASE = "数据库"
WORKER_SILENT_AFTER = timedelta(minutes=10)
CHECKPOINT_LATE_AFTER = timedelta(days=2)
FAULTS_TOLD = 10


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is and what to do."""

    state: str
    subject: str
    sentence: str


def register(subparsers: Any) -> None:
    """Add `check` to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="检查本部署是否可用、是否安全",
        description="检查本部署是否可用、是否安全；有不合格项时返回 1。",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 回答")
    parser.set_defaults(handler=check)


def check(args: argparse.Namespace) -> int:
    """0 when nothing is at fault; warnings do not count."""
    found = list(database())
    usable = not any(finding.subject == DATABASE and finding.state == FAULT for finding in found)
    found += [finding for look in LOOKS if usable or look not in OF_THE_DATABASE for finding in look()]
    if args.json:
        print(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1))
    else:
        for finding in found:
            print(f"[{finding.state}] {finding.subject}：{finding.sentence}")
    return int(any(finding.state == FAULT for finding in found))


def database() -> Iterator[Finding]:
    """Reachable, and migrated to this version, with the guards of the chain in place."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        yield Finding(FAULT, DATABASE, f"连不上：{str(error).strip()}。请核对 LINKAGE_DATABASE_URL。")
        return
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding(FAULT, DATABASE, "结构不是本版本的。请运行 linkage migrate。")
        return
    yield Finding(OK, DATABASE, f"{connection.vendor}，结构是本版本的。")
    if missing := missing_guards(connection):
        yield Finding(
            FAULT, "审计链", f"数据库中缺少保护：{'、'.join(missing)}。请运行 linkage migrate 并查明原因。"
        )
    last = Checkpoint.objects.order_by("-sequence").values_list("at", flat=True).first()
    if AuditEntry.objects.exists() and (last is None or timezone.now() - last > CHECKPOINT_LATE_AFTER):
        yield Finding(
            FAULT,
            "检查点",
            "两天内没有签过检查点。请启动 linkage worker，并检查签名密钥（LINKAGE_SIGNING_KEY）。",
        )
    if not Agency.objects.exists():
        yield Finding(FAULT, "机构", "还没有载入机构。请运行 linkage migrate。")
    yield from _worker()


def _worker() -> Iterator[Finding]:
    limit = timezone.now() - WORKER_SILENT_AFTER
    papers = Document.objects.filter(state=Making.PENDING, made_at__lt=limit, attempts=0).count()
    clocks = Clock.objects.filter(state=ClockState.RUNNING, next_step_at__lt=limit).count()
    if papers or clocks:
        yield Finding(
            FAULT, "后台进程", f"有 {papers} 份文书、{clocks} 个时钟等待超过十分钟。请启动 linkage worker。"
        )
    else:
        yield Finding(OK, "后台进程", "没有积压。")
    if failed := Document.objects.filter(state=Making.FAILED).count():
        yield Finding(FAULT, "文书", f"有 {failed} 份文书没有生成成功。请查看文书台账中的原因。")


def people() -> Iterator[Finding]:
    """No drill password outside a drill."""
    if settings.DRILL:
        yield Finding(WARNING, "演练", "这是演练数据，人员使用同一口令，不得用于实际办案。")
        return
    weak = [
        user.username for user in User.objects.filter(is_active=True) if user.check_password(DRILL_PASSWORD)
    ]
    if weak:
        yield Finding(FAULT, "口令", f"这些登录名仍用演练口令：{'、'.join(weak[:10])}。请立即更改。")
    else:
        yield Finding(OK, "口令", "没有人使用演练口令。")


def safety() -> Iterator[Finding]:
    """What must not be in use: debugging, open addresses, plain HTTP."""
    if settings.DEBUG:
        yield Finding(FAULT, "调试", "LINKAGE_DEBUG=1，会泄露内部信息。请去掉。")
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding(FAULT, "地址", "LINKAGE_HOSTS 含有 *。请写明对外的主机名。")
    if not settings.HTTPS and not settings.DRILL:
        yield Finding(WARNING, "传输", "没有启用 HTTPS。有反向代理加密后请设 LINKAGE_HTTPS=1。")
    for message in run_checks():
        if message.level >= ERROR:
            yield Finding(FAULT, "配置", f"{message.msg}（{message.id}）")


def files() -> Iterator[Finding]:
    """Storage takes a file and gives it back; the fonts are there."""
    problem = current_storage().problem()
    yield Finding(FAULT if problem else OK, "文件存储", problem or "可以存取。")
    if lost := uncovered(["中华人民共和国生态环境公安检察〔〕号㎡喆"], font_folders()):
        yield Finding(
            FAULT, "字体", f"字体中缺少：{'、'.join(sorted(lost))}。请运行 make setup 或设置 LINKAGE_FONTS。"
        )
    else:
        yield Finding(OK, "字体", "公文字体齐备。")


def calendar() -> Iterator[Finding]:
    """This year's and, from November, next year's holiday arrangement."""
    today = timezone.localdate()
    years = [today.year, today.year + 1] if today.month >= 11 else [today.year]
    for year in years:
        if not default_calendar().known(year):
            state = FAULT if year == today.year else WARNING
            yield Finding(state, "放假安排", f"{year} 年的放假安排还没有录入，涉及该年的期限标为暂定。")
        else:
            yield Finding(OK, "放假安排", f"{year} 年已录入。")


def dispositions() -> Iterator[Finding]:
    """Nothing ends without a disposition, and nothing that is open is nobody's."""
    found = without_disposition()
    for fault in found[:FAULTS_TOLD]:
        yield Finding(FAULT, "处理结果", f"{fault.number}：{fault.sentence}。请查明原因。")
    if len(found) > FAULTS_TOLD:
        yield Finding(FAULT, "处理结果", f"另有 {len(found) - FAULTS_TOLD} 处。")
    if not found:
        yield Finding(OK, "处理结果", "办结的案件都有处理结果，未办结的都有机关负责。")


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (people, safety, files, calendar, dispositions)
OF_THE_DATABASE = frozenset({people, dispositions})
"""Looks that find nothing out where the database cannot be read."""
