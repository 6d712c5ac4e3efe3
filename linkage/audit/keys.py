"""Where the keys are kept: the private one in a file only its owner may read, the public ones we trust beside it."""

import os
from pathlib import Path

from django.conf import settings

from linkage.audit.sm2 import BadKey, PrivateKey, fingerprint, public_from_pem, public_pem

# What others may do with the private key's file: nothing; a group may read it (a secret mounted into a container).
_TOO_OPEN = 0o037


class KeyUnusable(Exception):
    """The signing key is absent, unreadable or too openly readable; the message says what to do."""


def signing_key_file() -> Path:
    """LINKAGE_SIGNING_KEY, or `keys/signing.pem` in the data folder."""
    return Path(os.environ.get("LINKAGE_SIGNING_KEY") or Path(settings.DATA) / "keys" / "signing.pem")


def trusted_folder() -> Path:
    """Public keys whose signatures count here, one PEM file each: our own, former ones, and those of other agencies."""
    return Path(settings.DATA) / "keys" / "trusted"


def create_signing_key() -> PrivateKey:
    """Make the key of this installation and trust it. Raises `KeyUnusable` if there is one: it is never overwritten."""
    file = signing_key_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = PrivateKey.generate()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyUnusable(f"{file} 已经存在，不会覆盖。要更换密钥，请先把旧文件移走妥善保存。") from error
    with os.fdopen(handle, "w") as out:
        out.write(key.pem)
    trust(key.public_key)
    return key


def load_signing_key() -> PrivateKey:
    """The key of this installation. Raises `KeyUnusable`."""
    file = signing_key_file()
    try:
        if file.stat().st_mode & _TOO_OPEN:
            raise KeyUnusable(f"{file} 可被他人读取：请将权限改为 0600。")
        return PrivateKey.from_pem(file.read_text())
    except FileNotFoundError as error:
        raise KeyUnusable(
            f"没有签名密钥（{file}）。请运行 linkage audit checkpoint --create-key 生成，"
            "或用 LINKAGE_SIGNING_KEY 指定密钥文件。"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise KeyUnusable(f"无法读取签名密钥 {file}：{error}") from error
    except BadKey as error:
        raise KeyUnusable(f"{file}：{error}") from error


def trust(public_key: str) -> Path:
    """From now on count this key's signatures: writes its file and says where."""
    file = trusted_folder() / f"{fingerprint(public_key)[:16]}.pem"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(public_pem(public_key))
    return file


def trusted_fingerprints() -> set[str]:
    """Fingerprints of all keys we trust. Raises `KeyUnusable` for a file that holds none."""
    fingerprints = set()
    for file in sorted(trusted_folder().glob("*.pem")):
        try:
            fingerprints.add(fingerprint(public_from_pem(file.read_text())))
        except (BadKey, OSError, UnicodeDecodeError) as error:
            raise KeyUnusable(f"{file}：{error}") from error
    return fingerprints
