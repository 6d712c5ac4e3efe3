import stat

import pytest

from linkage.audit.keys import (
    KeyUnusable,
    create_signing_key,
    load_signing_key,
    signing_key_file,
    trust,
    trusted_fingerprints,
    trusted_folder,
)
from linkage.audit.sm2 import PrivateKey, fingerprint


@pytest.fixture(autouse=True)
def _data_folder(tmp_path, settings, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.delenv("LINKAGE_SIGNING_KEY", raising=False)


def test_a_new_key_is_readable_by_its_owner_alone_and_trusted():
    key = create_signing_key()
    assert stat.S_IMODE(signing_key_file().stat().st_mode) == 0o600
    assert load_signing_key() == key
    assert trusted_fingerprints() == {fingerprint(key.public_key)}


def test_a_key_is_never_overwritten():
    key = create_signing_key()
    with pytest.raises(KeyUnusable, match="不会覆盖"):
        create_signing_key()
    assert load_signing_key() == key


def test_without_a_key_one_is_told_how_to_make_it():
    with pytest.raises(KeyUnusable, match="--create-key"):
        load_signing_key()


def test_a_key_that_others_can_read_is_not_used():
    create_signing_key()
    signing_key_file().chmod(0o644)
    with pytest.raises(KeyUnusable, match="0600"):
        load_signing_key()


def test_the_variable_names_another_file(monkeypatch, tmp_path):
    monkeypatch.setenv("LINKAGE_SIGNING_KEY", str(tmp_path / "elsewhere.pem"))
    create_signing_key()
    assert (tmp_path / "elsewhere.pem").exists()


@pytest.mark.parametrize("content", [b"", b"no key", b"\xff\xfe"])
def test_a_file_that_is_no_key_is_named(content):
    create_signing_key()
    signing_key_file().write_bytes(content)
    with pytest.raises(KeyUnusable, match="signing.pem"):
        load_signing_key()


def test_other_agencies_keys_are_trusted_by_their_files():
    keys = [PrivateKey.generate() for _ in range(2)]
    for key in keys:
        trust(key.public_key)
    assert trusted_fingerprints() == {fingerprint(key.public_key) for key in keys}


def test_a_stray_file_among_the_trusted_keys_is_named():
    trusted_folder().mkdir(parents=True)
    (trusted_folder() / "stray.pem").write_text("x")
    with pytest.raises(KeyUnusable, match="stray.pem"):
        trusted_fingerprints()
