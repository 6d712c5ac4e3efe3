"""`linkage audit verify` and `linkage audit checkpoint`: is the record whole, and fixing it under a signature."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from linkage.accounts.models import Agency
from linkage.audit.chain import Head
from linkage.audit.checkpoint import NothingToSign, copy_of, take_checkpoint
from linkage.audit.checkpoint_verify import lost_heads, verify_checkpoints, verify_copy
from linkage.audit.guards import missing_guards
from linkage.audit.keys import (
    KeyUnusable,
    create_signing_key,
    load_signing_key,
    signing_key_file,
    trusted_fingerprints,
)
from linkage.audit.models import AuditEntry, Checkpoint
from linkage.audit.sm2 import PrivateKey, fingerprint
from linkage.audit.standalone_verify import Misfit, told, verify_file
from linkage.audit.verify import Expectation, Outcome, chains_labelled, entries_of, verify_all, verify_chain
from linkage.dossiers.models import Dossier

INTACT, BROKEN, WRONG_CALL = 0, 1, 2


def register(subparsers: Any) -> None:
    """Add `audit` with its two words to the command line."""
    audit = subparsers.add_parser("audit", help="审计链：核验与检查点")
    words = audit.add_subparsers(title="动作", metavar="动作", dest="audit", required=True)
    _add_verify(words)
    _add_checkpoint(words)


def _add_verify(words: Any) -> None:
    parser = words.add_parser(
        "verify",
        help="逐条核验审计链",
        description="逐条核验审计链；完整返回 0，不完整返回 1 并指出第一条不相符的记录。",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--dossier", metavar="编号", help="只核验这一卷宗")
    what.add_argument("--package", metavar="文件", type=Path, help="核验导出的卷宗包（.zip）")
    what.add_argument("--checkpoint", metavar="文件", type=Path, help="与本机关留存的检查点文件核对")
    parser.add_argument("--key", metavar="指纹", help="卷宗包应有的签名者公钥指纹")
    parser.add_argument("--json", action="store_true", help="以 JSON 回答")
    parser.set_defaults(handler=verify)


def _add_checkpoint(words: Any) -> None:
    parser = words.add_parser(
        "checkpoint", help="为全部审计链的现状签名", description="计算全部审计链链尾的默克尔根并以 SM2 签名。"
    )
    parser.add_argument("--create-key", action="store_true", help="先生成新的签名密钥（不覆盖已有的）")
    parser.add_argument("--agency", metavar="机构代码", help="以哪个机构的名义签名")
    parser.add_argument("--out", metavar="文件", type=Path, help="另存一份供其他机关留存、加签")
    parser.add_argument("--json", action="store_true", help="以 JSON 回答")
    parser.set_defaults(handler=checkpoint)


def verify(args: argparse.Namespace) -> int:
    """0 when everything fits, 1 with the first entry that does not, 2 when there is nothing by that name."""
    try:
        if args.package:
            return _verify_package(args)
        if args.checkpoint:
            return _answer(args, _against_copy(args.checkpoint))
        outcome = _one_dossier(args.dossier) if args.dossier else _everything()
    except (KeyUnusable, OSError, ValueError, KeyError, TypeError) as error:
        return _wrong_call(f"{args.checkpoint or args.package or ''} {error}".strip())
    if outcome is None:
        return _wrong_call(f"没有编号为 {args.dossier} 的卷宗。")
    return _answer(args, outcome)


def _verify_package(args: argparse.Namespace) -> int:
    try:
        report = verify_file(args.package, args.key)
    except Misfit as misfit:
        found = {"intact": False, "place": misfit.place, "problem": misfit.problem}
        print(json.dumps(found, ensure_ascii=False) if args.json else f"不完整：{misfit}")
        return BROKEN
    print(
        json.dumps({"intact": True, **report}, ensure_ascii=False) if args.json else "\n".join(told(report))
    )
    return INTACT


def _one_dossier(number: str) -> Outcome | None:
    expected = {each.chain: each for each in _expected(Dossier.objects.filter(number=number))}
    chains = sorted({*chains_labelled(number), *expected})
    outcome = Outcome(chains=len(chains), entries=AuditEntry.objects.filter(chain__in=chains).count())
    for chain in chains:
        found = verify_chain(entries_of(chain), expected.get(chain)) or next(lost_heads(chain), None)
        outcome.findings += [found] if found else []
    return outcome if chains else None


def _everything() -> Outcome:
    outcome = verify_all(_expected(Dossier.objects.all()), _show_progress if sys.stderr.isatty() else None)
    named = {found.chain for found in outcome.findings}
    outcome.findings += [
        found
        for found in verify_checkpoints(trusted_fingerprints())
        if not found.chain or found.chain not in named
    ]
    return outcome


def _against_copy(file: Path) -> Outcome:
    found = verify_copy(json.loads(file.read_text()), trusted_fingerprints())
    return Outcome(findings=[found] if found else [])


def _expected(dossiers: Any) -> Iterator[Expectation]:
    """The ends that the dossiers' own rows know: without them a chain whose tail was deleted would look whole."""
    rows = dossiers.filter(head_sequence__gt=0).order_by("chain")
    for chain, number, sequence, digest in rows.values_list(
        "chain", "number", "head_sequence", "head_hash"
    ).iterator():
        yield Expectation(chain, number, Head(sequence, digest))


def _show_progress(entries: int) -> None:
    print(f"\r已核验 {entries} 条", end="", file=sys.stderr, flush=True)


def _answer(args: argparse.Namespace, outcome: Outcome) -> int:
    guards, checkpoints = missing_guards(connection), Checkpoint.objects.count()
    if args.json:
        answer = {
            "intact": outcome.intact,
            "chains": outcome.chains,
            "entries": outcome.entries,
            "checkpoints": checkpoints,
            "missing_guards": guards,
            "findings": [found.as_json() for found in outcome.findings],
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print("\n".join(_lines(args, outcome, guards, checkpoints)))
    return INTACT if outcome.intact else BROKEN


def _lines(args: argparse.Namespace, outcome: Outcome, guards: list[str], checkpoints: int) -> Iterator[str]:
    if outcome.findings:
        yield from (f"不完整：{found.sentence}" for found in outcome.findings)
    elif args.checkpoint:
        yield "完整：数据库与留存的检查点相符。"
    else:
        yield f"完整：{outcome.chains} 条链、{outcome.entries} 条记录逐条相符。"
    if not checkpoints:
        yield "注意：还没有签名的检查点，整条链连同卷宗一并被改写时无从发现。"
    if guards:
        yield f"注意：数据库缺少防止改动的触发器：{'、'.join(guards)}。"


def checkpoint(args: argparse.Namespace) -> int:
    """Sign the present ends of all chains. 1 when there is nothing yet, 2 without a key or for an unknown agency."""
    agency = Agency.objects.filter(code=args.agency).first() if args.agency else None
    if args.agency and not agency:
        return _wrong_call(f"没有代码为 {args.agency} 的机构。")
    try:
        signed = take_checkpoint(
            signer=_signing_key(args),
            at=timezone.now(),
            agency_code=agency.code if agency else "",
            agency_name=agency.name if agency else "",
        )
        if args.out:
            args.out.write_text(json.dumps(copy_of(signed), ensure_ascii=False))
    except NothingToSign as nothing:
        print(nothing)
        return BROKEN
    except (KeyUnusable, OSError) as error:
        return _wrong_call(str(error))
    _tell(args, signed)
    return INTACT


def _signing_key(args: argparse.Namespace) -> PrivateKey:
    """The key; made on the spot when asked for, or for the very first checkpoint. A lost key is not quietly replaced."""
    if args.create_key or (not signing_key_file().exists() and not Checkpoint.objects.exists()):
        key = create_signing_key()
        print(
            f"已生成签名密钥 {signing_key_file()}，请妥善备份。公钥指纹：{fingerprint(key.public_key)}",
            file=sys.stderr,
        )
        return key
    return load_signing_key()


def _tell(args: argparse.Namespace, signed: Checkpoint) -> None:
    signature = signed.signatures.get()
    if args.json:
        print(json.dumps(copy_of(signed) | {"checkpoint": json.loads(signed.body)}, ensure_ascii=False))
        return
    print(f"检查点 {signed.sequence}：{signed.chains} 条链、{signed.entries} 条记录")
    print(f"默克尔根 {signed.root}")
    print(f"签名者公钥指纹 {signature.fingerprint}")


def _wrong_call(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_CALL
