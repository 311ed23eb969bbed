import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from store import clock
from store.config import ConfigurationError, Settings
from store.gateways.trust import Trust, open_trust
from tests.store.gateways.providers import MOMENT


def settings(folder: Path, **changed: object) -> Settings:
    given: dict[str, object] = {"secret_key": "a secret of the tests, long enough", **changed}
    return Settings(mode="test", instance=folder, database_url="sqlite://", **given)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the trust was made: that takes a second."""
    folder = tmp_path_factory.mktemp("made")
    opened(folder)
    return folder


@pytest.fixture
def made(once: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to be spoilt."""
    shutil.copytree(once / "trust", tmp_path / "trust")
    return tmp_path


def opened(folder: Path, **changed: object) -> Trust:
    with clock.stopped_at(MOMENT):
        return open_trust(folder / "trust", settings(folder, **changed))


def root_of(folder: Path) -> bytes:
    return opened(folder).root


def test_it_is_made_once_and_loaded_ever_after(made: Path):
    first, again = opened(made), opened(made)
    assert first.root == again.root
    assert first.test
    assert first.root.startswith(b"-----BEGIN CERTIFICATE-----")


def test_only_the_service_may_read_the_files(once: Path):
    folder = once / "trust"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    keys = [path.read_bytes() for path in folder.glob("*.key")]
    assert len(keys) == 4
    assert all(key.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----") for key in keys)


def test_those_that_start_at_once_share_one(tmp_path: Path):
    """The lock is on the open file, so that threads are kept apart as processes are."""
    with ThreadPoolExecutor(4) as starting:
        roots = set(starting.map(root_of, [tmp_path] * 4))
    assert len(roots) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["trust", "trust.lock"]


def test_the_seal_signs_at_the_moments_the_demonstration_plays(once: Path):
    signer = opened(once).signer
    for days in (-365, 0, 3650):
        signer.cms_signer(MOMENT + timedelta(days=days))


def test_another_secret_does_not_open_it_but_a_former_one_does(made: Path):
    new = "another secret of the tests, long enough"
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        opened(made, secret_key=new)
    former = ("a secret of the tests, long enough",)
    assert opened(made, secret_key=new, secret_fallbacks=former).root == opened(made).root


def test_a_passphrase_of_its_own_outlives_the_secret_key(tmp_path: Path):
    root = opened(tmp_path, trust_passphrase="correct horse battery staple").root
    again = opened(tmp_path, trust_passphrase="correct horse battery staple", secret_key="x" * 40)
    assert again.root == root


def test_a_short_passphrase_is_refused_before_anything_is_written(tmp_path: Path):
    with pytest.raises(ConfigurationError, match="12 bytes"):
        opened(tmp_path, trust_passphrase="short")
    assert not (tmp_path / "trust").exists()


def test_a_provided_trust_is_never_made_here(tmp_path: Path):
    with pytest.raises(ConfigurationError, match=r"TRUST=provided.*root\.pem"):
        opened(tmp_path, trust="provided")
    assert list(tmp_path.iterdir()) == []


def test_a_provided_trust_is_loaded_and_not_called_a_test(made: Path):
    provided = opened(made, trust="provided")
    assert (provided.root, provided.test) == (opened(made).root, False)


def test_a_damaged_trust_is_never_replaced(made: Path):
    (made / "trust" / "seal.key").unlink()
    with pytest.raises(ConfigurationError, match=r"seal\.key"):
        opened(made)
    assert not (made / "trust" / "seal.key").exists()


def test_a_trust_without_its_root_file_leaves_nothing_half_made(tmp_path: Path):
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "note.txt").write_text("put here by hand")
    with pytest.raises(ConfigurationError, match="cannot be kept"):
        opened(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["trust", "trust.lock"]
