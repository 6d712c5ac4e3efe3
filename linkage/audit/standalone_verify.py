#!/usr/bin/env python3
"""核验卷宗包：不需要平台，只需要 Python 3.8 以上。Checks an exported package with the standard library alone.

    python verify.py 卷宗包.zip [--key 公钥指纹] [--checkpoint 留存的检查点.json] [--json]
    python verify.py entries.jsonl [--checkpoint checkpoint.json] [--json]

Each entry is hashed again (SM3 and SHA-256) and must name the digest of the one before; every file must have the digests
of the manifest; what the chain rests on must be there; the chain's end must lead to the signed root. The first place that
does not fit is named, to the byte where that can be known. Exit status: 0 intact, 1 broken, 2 wrong call.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import struct
import sys
import zipfile
from json.encoder import encode_basestring
from pathlib import Path

GENESIS = "0" * 64
ENTRIES, CHECKPOINT, MANIFEST = "chain/entries.jsonl", "chain/checkpoint.json", "manifest.json"
PURPOSE = "linkage.audit.checkpoint"
SEALED = 2 + len("SM3 ") + 64  # the ZIP comment's length, and the comment: a digest of all bytes before


class Misfit(Exception):
    """The first place that does not fit: where, and what is wrong there."""

    def __init__(self, place, problem):
        super().__init__(f"{place}：{problem}")
        self.place, self.problem = place, problem


# --- SM3 (GB/T 32905-2016), for a Python whose OpenSSL lacks it ---------------------------------------------------


def _rotl(x, n):
    n %= 32
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF


_T = [_rotl(0x79CC4519 if j < 16 else 0x7A879D8A, j) for j in range(64)]


def _compress(v, block):
    w = list(struct.unpack(">16I", block))
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ _rotl(w[j - 3], 15)
        w.append(x ^ _rotl(x, 15) ^ _rotl(x, 23) ^ _rotl(w[j - 13], 7) ^ w[j - 6])
    a, b, c, d, e, f, g, h = v
    for j in range(64):
        ss1 = _rotl((_rotl(a, 12) + e + _T[j]) & 0xFFFFFFFF, 7)
        ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
        tt1 = (ff + d + (ss1 ^ _rotl(a, 12)) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
        tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
        a, b, c, d = tt1, a, _rotl(b, 9), c
        e, f, g, h = tt2 ^ _rotl(tt2, 9) ^ _rotl(tt2, 17), e, _rotl(f, 19), g
    return [v[n] ^ x for n, x in enumerate((a, b, c, d, e, f, g, h))]


class PureSM3:
    def __init__(self):
        self._v = [
            0x7380166F,
            0x4914B2B9,
            0x172442D7,
            0xDA8A0600,
            0xA96F30BC,
            0x163138AA,
            0xE38DEE4D,
            0xB0FB0E4E,
        ]
        self._rest, self._size = b"", 0

    def update(self, data):
        self._size += len(data)
        data = self._rest + data
        whole = len(data) - len(data) % 64
        for n in range(0, whole, 64):
            self._v = _compress(self._v, data[n : n + 64])
        self._rest = data[whole:]

    def hexdigest(self):
        end = self._rest + b"\x80" + b"\0" * ((55 - self._size) % 64) + struct.pack(">Q", self._size * 8)
        v = self._v
        for n in range(0, len(end), 64):
            v = _compress(v, end[n : n + 64])
        return struct.pack(">8I", *v).hex()


def new_sm3():
    return hashlib.new("sm3") if "sm3" in hashlib.algorithms_available else PureSM3()


def sm3(data):
    digest = new_sm3()
    digest.update(data)
    return digest.hexdigest()


# --- SM2 (GB/T 32918.2-2016): is this signature that of this key? --------------------------------------------------

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
IDENTITY = b"1234567812345678"


def _add(p, q):
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0] and (p[1] + q[1]) % P == 0:
        return None
    top, below = (3 * p[0] * p[0] + A, 2 * p[1]) if p == q else (q[1] - p[1], q[0] - p[0])
    slope = top * pow(below, P - 2, P) % P
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def _times(k, p):
    total = None
    while k:
        if k & 1:
            total = _add(total, p)
        p, k = _add(p, p), k >> 1
    return total


def sm2_verify(public_key, message, signature):
    try:
        key, rs = bytes.fromhex(public_key), bytes.fromhex(signature)
    except (TypeError, ValueError):
        return False
    x, y, r, s = (int.from_bytes(part, "big") for part in (key[:32], key[32:], rs[:32], rs[32:]))
    t = (r + s) % N
    on_curve = x < P and y < P and (y * y - (x * x * x + A * x + B)) % P == 0
    if len(key) != 64 or len(rs) != 64 or not on_curve or not 0 < r < N or not 0 < s < N or not t:
        return False
    curve = b"".join(n.to_bytes(32, "big") for n in (A, B, *G))
    z = bytes.fromhex(sm3(struct.pack(">H", len(IDENTITY) * 8) + IDENTITY + curve + key))
    point = _add(_times(s, G), _times(t, (x, y)))
    return point is not None and (int(sm3(z + message), 16) + point[0]) % N == r


# --- canonical JSON (RFC 8785) --------------------------------------------------------------------------------------


def canonical(value):
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{encode_basestring(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    return json.dumps(value)


def read(text, place, offset=0):
    """The value of canonical `text`; names the byte (counted from `offset`) at which it is not canonical."""
    try:
        written = text.decode("utf-8")
        value = json.loads(written)
    except UnicodeDecodeError as error:
        raise Misfit(f"{place} 第 {offset + error.start + 1} 字节", "不是 UTF-8 文字。") from None
    except json.JSONDecodeError as error:
        raise Misfit(
            f"{place} 第 {offset + len(written[: error.pos].encode()) + 1} 字节", "不是 JSON。"
        ) from None
    except (ValueError, RecursionError):
        raise Misfit(place, "不是可读的 JSON。") from None
    due = canonical(value).encode("utf-8", "surrogatepass")
    if due != text:
        wrong = offset + len(os.path.commonprefix([text, due])) + 1
        raise Misfit(f"{place} 第 {wrong} 字节", "不是规范写法（RFC 8785），此处被改动。")
    return value


def need(value, name, kind, place):
    """One member of an object, or a `Misfit`: a hostile file must not end in a traceback."""
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, kind) or isinstance(found, bool):
        raise Misfit(place, f"缺少 {name}，或其类型不对。")
    return found


# --- the chain ------------------------------------------------------------------------------------------------------


def check_entries(lines, name=ENTRIES):
    """All entries of one chain, each against its digests and the one before. Returns the texts' values in order."""
    bodies: list[dict] = []
    hashes, offset = [GENESIS], 0
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip(b"\n")
        place = f"{name} 第 {number} 行（第 {offset + 1} 至 {offset + len(line)} 字节）"
        record = read(line, f"{name} 第 {number} 行", offset)
        bodies.append(check_entry(record, hashes, bodies, place))
        hashes.append(record["hash"])
        offset += len(raw)
    if not bodies:
        raise Misfit(name, "没有任何记录。")
    return bodies, hashes


def check_entry(record, hashes, bodies, place):
    text = need(record, "body", str, place).encode("utf-8", "surrogatepass")
    digest = need(record, "hash", str, place)
    if sm3(text) != digest or hashlib.sha256(text).hexdigest() != need(record, "sha256", str, place):
        raise Misfit(place, f"{titled(record['body'])}正文与摘要不符：正文或摘要被改动。")
    body = read(text, f"{place} 正文")
    about, due = titled(record["body"]), len(hashes)
    sequence = need(body, "sequence", int, place)
    if sequence != due:
        raise Misfit(
            place, f"{about}应为第 {due} 条：{'之前的记录被删除' if sequence > due else '记录重复'}。"
        )
    if need(body, "previous", str, place) != hashes[-1]:
        raise Misfit(place, f"{about}不接续第 {due - 1} 条：该条被整条改写，或本条系后来插入。")
    if bodies and need(body, "chain", str, place) != bodies[0]["chain"]:
        raise Misfit(place, f"{about}属于另一条链。")
    need(body, "chain", str, place)
    digests = need(body, "digests", dict, place)
    need(digests, "documents", list, place)
    need(digests, "evidence", list, place)
    return body


def titled(text):
    """What an entry says of itself, for the reader; nothing when it no longer says it."""
    try:
        body = json.loads(text)
        return "{label} 第 {sequence} 条（{act}，{at}）：".format(**body)
    except (ValueError, TypeError, KeyError, IndexError):
        return ""


# --- the checkpoint -------------------------------------------------------------------------------------------------


def check_checkpoint(document, hashes, chain, key, name=CHECKPOINT):
    """The signatures under the checkpoint, and that the chain's end as of then leads to the signed root."""
    text = need(document, "body", str, name).encode("utf-8", "surrogatepass")
    body = read(text, f"{name} 正文")
    if sm3(text) != need(document, "hash", str, name) or need(body, "purpose", str, name) != PURPOSE:
        raise Misfit(name, "检查点正文与摘要不符：被改动。")
    signers = [check_signature(each, text, name) for each in need(document, "signatures", list, name)]
    if not signers:
        raise Misfit(name, "检查点没有签名。")
    if key and key.lower() not in signers:
        raise Misfit(name, f"没有公钥指纹为 {key} 的签名；签名者为 {'、'.join(signers)}。")
    if document.get("inclusion") is not None:
        check_inclusion(document["inclusion"], need(body, "root", str, name), hashes, chain, name)
    inclusion = document.get("inclusion") or {}
    return {"sequence": body.get("sequence"), "at": body.get("at"), "signers": signers,
            "covers": inclusion.get("sequence")}  # fmt: skip


def check_signature(each, text, name):
    public_key, given = need(each, "public_key", str, name), need(each, "signature", str, name)
    if not sm2_verify(public_key, text, given):
        raise Misfit(name, f"{each.get('agency_name') or '某一'}签名无效（SM2）。")
    fingerprint = sm3(b"\x04" + bytes.fromhex(public_key))
    if each.get("fingerprint") != fingerprint:
        raise Misfit(name, f"公钥指纹不符，实为 {fingerprint}。")
    return fingerprint


def check_inclusion(inclusion, root, hashes, chain, name):
    sequence, digest = need(inclusion, "sequence", int, name), need(inclusion, "hash", str, name)
    if need(inclusion, "chain", str, name) != chain:
        raise Misfit(name, "检查点的证明属于另一条链。")
    node = sm3(b"\x00" + canonical({"chain": chain, "hash": digest, "sequence": sequence}).encode())
    for step in need(inclusion, "path", list, name):
        node = climb(node, step, name)
    if node != root:
        raise Misfit(name, "链尾不能归到签名的默克尔根：证明被改动。")
    if not 0 < sequence < len(hashes):
        raise Misfit(name, f"检查点签名时链已到第 {sequence} 条，此处只有 {len(hashes) - 1} 条：链尾被删除。")
    if hashes[sequence] != digest:
        raise Misfit(name, f"第 {sequence} 条与检查点签名时不同：链被整条重写。")


def climb(node, step, name):
    try:
        pair = (step["hash"], node) if step["side"] == "left" else (node, step["hash"])
        return sm3(b"\x01" + bytes.fromhex(pair[0]) + bytes.fromhex(pair[1]))
    except (KeyError, TypeError, ValueError):
        raise Misfit(name, "证明的路径不可读。") from None


# --- the package ----------------------------------------------------------------------------------------------------


def check_manifest(package):
    """Every file against the manifest, none more and none less. Returns the manifest and the SM3 of all files."""
    names = [name for name in package.namelist() if not name.endswith("/")]
    doubled = (
        next((name for name in names if names.count(name) > 1), None)
        if len(set(names)) < len(names)
        else None
    )
    if doubled:
        raise Misfit(doubled, "包内有两个同名文件。")
    manifest = read(content(package, MANIFEST), MANIFEST)
    listed = {need(each, "path", str, MANIFEST): each for each in need(manifest, "files", list, MANIFEST)}
    for name in names:
        if name != MANIFEST and name not in listed:
            raise Misfit(name, "不在清单中：文件系后来放入。")
    for name in listed:
        if name not in names:
            raise Misfit(name, "清单中有、包内没有：文件被取走。")
        check_file(package, name, listed[name])
    return manifest, {each["sm3"] for each in listed.values()}


def check_file(package, name, listed):
    digest, other, size = new_sm3(), hashlib.sha256(), 0
    try:
        with package.open(name) as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                digest.update(piece)
                other.update(piece)
                size += len(piece)
    except Exception as error:  # a spoiled file makes zipfile raise almost anything
        raise Misfit(name, f"压缩数据损坏（{error}）。") from None
    if (size, digest.hexdigest(), other.hexdigest()) != (
        listed.get("size"),
        listed.get("sm3"),
        listed.get("sha256"),
    ):
        raise Misfit(name, "内容与清单的大小或摘要不符：文件被改动。")


def check_seal(path):
    """The ZIP's comment is the SM3 of every byte before it, whatever the bytes mean."""
    digest, left = new_sm3(), os.path.getsize(path) - SEALED
    with open(path, "rb") as file:
        while left > 0:
            piece = file.read(min(1 << 20, left))
            digest.update(piece)
            left -= len(piece)
        ending = file.read()
    if ending != struct.pack("<H", SEALED - 2) + b"SM3 " + digest.hexdigest().encode():
        raise Misfit(str(path), "封签与文件不符：各文件内容相符，但压缩包的结构或封签被改动。")


def check_anchors(bodies, present, manifest):
    """What the chain rests on must lie in the package, or be named as withheld."""
    withheld = {each.get("sm3") for each in manifest.get("withheld") or [] if isinstance(each, dict)}
    anchored = 0
    for body in bodies:
        for kind, title in (("documents", "文书"), ("evidence", "证据")):
            for each in body["digests"][kind]:
                digest = each.get("sm3") if isinstance(each, dict) else each
                if not isinstance(digest, str) or digest in withheld:
                    continue
                if digest not in present:
                    raise Misfit(
                        ENTRIES,
                        f"第 {body['sequence']} 条所载{title}（SM3 {digest}）不在包内：被取走或被换过。",
                    )
                anchored += 1
    return anchored, len(withheld)


def entries_in(package, path):
    """The entries as they lie in the file: read past the ZIP's own checksum, so that the altered line can be named."""
    place, size = package.NameToInfo.get(ENTRIES), os.path.getsize(path)
    if place is None or place.compress_type != zipfile.ZIP_STORED or not 0 <= place.header_offset < size:
        return content(package, ENTRIES)
    with open(path, "rb") as file:
        file.seek(place.header_offset + 26)
        name_length, extra_length = struct.unpack("<HH", file.read(4).ljust(4, b"\0"))
        file.seek(name_length + extra_length, os.SEEK_CUR)
        return file.read(min(place.file_size, size))


def content(package, name):
    try:
        return package.read(name)
    except KeyError:
        raise Misfit(name, "包内没有这个文件。") from None
    except Exception as error:  # a spoiled file makes zipfile raise almost anything
        raise Misfit(name, f"压缩数据损坏（{error}）。") from None


# --- the whole ------------------------------------------------------------------------------------------------------


def verify_package(path, key=None, kept=None):
    try:
        package = zipfile.ZipFile(path)
    except (FileNotFoundError, PermissionError, IsADirectoryError):
        raise
    except Exception as error:  # a spoiled file makes zipfile raise almost anything
        raise Misfit(str(path), f"不是完好的 ZIP 文件（{error}）。") from None
    with package:
        bodies, hashes = check_entries(io.BytesIO(entries_in(package, path)))
        manifest, present = check_manifest(package)
        anchored, withheld = check_anchors(bodies, present, manifest)
        inside = read(content(package, CHECKPOINT), CHECKPOINT) if CHECKPOINT in package.namelist() else None
        report = summary(bodies, hashes, inside, key, kept)
        check_seal(path)
    return {**report, "files": len(present), "anchored": anchored, "withheld": withheld}


def verify_lines(path, key=None, kept=None):
    with open(path, "rb") as file:
        bodies, hashes = check_entries(file, Path(path).name)
    return summary(bodies, hashes, None, key, kept)


def summary(bodies, hashes, inside, key, kept):
    chain, checkpoint = bodies[0]["chain"], None
    if inside is not None:
        checkpoint = check_checkpoint(inside, hashes, chain, key)
    if kept is not None:
        held = check_checkpoint(kept, hashes, chain, key, "留存的检查点")
        if checkpoint and checkpoint["sequence"] == held["sequence"] and inside["body"] != kept["body"]:
            raise Misfit(CHECKPOINT, "与留存的同号检查点不同：检查点被重做。")
        checkpoint = checkpoint or held
    if key and not checkpoint:
        raise Misfit(CHECKPOINT, "指定了公钥指纹，却没有可核验的检查点。")
    return {"dossier": bodies[-1].get("label"), "chain": chain, "entries": len(bodies),
            "head": hashes[-1], "checkpoint": checkpoint}  # fmt: skip


def verify_file(path, key=None, kept=None):
    """What was checked, as a dict; raises `Misfit` at the first place that does not fit, OSError if unreadable."""
    whole = zipfile.is_zipfile(path) or str(path).lower().endswith(".zip")
    return (verify_package if whole else verify_lines)(path, key, kept)


def told(report):
    """The report as lines for a person."""
    yield f"完整：{report['dossier']}，{report['entries']} 条记录逐条相符。"
    if "files" in report:
        kept_back = f"，另有 {report['withheld']} 件注明未随包提供" if report["withheld"] else ""
        yield f"包内 {report['files']} 个文件与清单相符；链上所载文书、证据 {report['anchored']} 件俱在{kept_back}。"
    checkpoint = report["checkpoint"]
    if not checkpoint:
        yield "没有签名的检查点：链尾是否被删除无从核对。"
        return
    covers = f"覆盖至第 {checkpoint['covers']} 条" if checkpoint["covers"] else "未附本链的证明"
    yield f"检查点 {checkpoint['sequence']}（{checkpoint['at']}）签名有效，{covers}。"
    for signer in checkpoint["signers"]:
        yield f"签名者公钥指纹：{signer}（请与签名机关核对）"


def main(arguments=None):
    parser = argparse.ArgumentParser(description="核验卷宗包或审计链。")
    parser.add_argument("file", help="卷宗包（.zip）或 entries.jsonl")
    parser.add_argument("--checkpoint", help="本机关留存的检查点文件（.json）")
    parser.add_argument("--key", help="应有的签名者公钥指纹")
    parser.add_argument("--json", action="store_true", help="以 JSON 回答")
    args = parser.parse_args(arguments)
    try:
        kept = read(Path(args.checkpoint).read_bytes().strip(), args.checkpoint) if args.checkpoint else None
        report = verify_file(args.file, args.key, kept)
    except Misfit as misfit:
        found = {"intact": False, "place": misfit.place, "problem": misfit.problem}
        print(json.dumps(found, ensure_ascii=False) if args.json else f"不完整：{misfit}")
        return 1
    except OSError as error:
        print(f"无法读取：{error}", file=sys.stderr)
        return 2
    print(
        json.dumps({"intact": True, **report}, ensure_ascii=False) if args.json else "\n".join(told(report))
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
