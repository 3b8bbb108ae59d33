"""The embedded server survives what happens to processes. Each process here is a real one, with a real cluster."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.checks import Error

from ctg import postgres
from ctg.embedded import PACKAGE
from ctg.postgres import DatabaseUnavailable, check_server_version, data_home, database_settings
from tests.conftest import CHECKOUT

JOIN = """
import sys
from ctg.postgres import DatabaseUnavailable, database_settings
try:
    found = database_settings()
except DatabaseUnavailable as error:
    sys.exit(str(error))
"""
SELECT = """
import psycopg
with psycopg.connect(host=found["HOST"], user=found["USER"], dbname=found["NAME"]) as connection:
    row = connection.execute("SELECT upper('é'), current_setting('default_text_search_config')").fetchone()
print(*row, flush=True)
"""
ANSWER = "É pg_catalog.french\n"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can set the scene")


@pytest.fixture(scope="module")
def shelf():
    """A folder whose name has a blank and an accent, open to the user who runs the server when we are root."""
    folder = Path(tempfile.mkdtemp(prefix="données d’essai "))
    folder.chmod(0o755)
    yield folder
    for pid_file in folder.glob("*/postgres/postmaster.pid"):
        with contextlib.suppress(ProcessLookupError, ValueError):
            os.kill(int(pid_file.read_text().split("\n")[0]), signal.SIGKILL)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def home(shelf):
    """One cluster for the tests that only start and stop it."""
    return shelf / "grappe"


def process(home: Path, code: str) -> subprocess.Popen:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "-c", JOIN + code],
        env=environment | {"CTG_DATA_DIR": str(home)},
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(home: Path, code: str = SELECT) -> str:
    """What one process printed, then the last line of its complaints."""
    with process(home, code) as started:
        printed, complaints = started.communicate(timeout=150)
    return printed + complaints


@contextlib.contextmanager
def staying(home: Path, code: str = SELECT):
    """A process that has joined and stays until its standard input closes."""
    with process(home, code + "sys.stdin.read()") as started:
        assert started.stdout.readline() == ANSWER
        yield started


def server(home: Path) -> int | None:
    """The number of the living server of this home."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        pid = int((home / "postgres/postmaster.pid").read_text().split("\n")[0])
        if Path(f"/proc/{pid}/comm").read_text() == "postgres\n":
            return pid
    return None


def wait_for_death(pid: int) -> None:
    while Path(f"/proc/{pid}").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text():
        time.sleep(0.02)


def test_processes_share_one_server_and_the_last_to_leave_stops_it(home):
    with staying(home):
        running = server(home)
        assert run(home) == ANSWER
        assert server(home) == running
    assert server(home) is None
    assert run(home) == ANSWER


def test_processes_starting_together_on_an_empty_folder_share_one_server(shelf):
    home = shelf / "ensemble"
    started = [process(home, SELECT) for _ in range(4)]
    assert [process.communicate(timeout=150)[0] for process in started] == [ANSWER] * 4
    assert server(home) is None


def test_a_killed_process_does_not_keep_the_server_alive_for_ever(home):
    with staying(home) as victim:
        victim.kill()
    assert server(home)
    assert run(home) == ANSWER
    assert server(home) is None


def test_a_killed_server_recovers(home):
    with staying(home):
        killed = server(home)
        os.kill(killed, signal.SIGKILL)
        wait_for_death(killed)
        assert run(home) == ANSWER


def test_everything_killed_at_once_recovers(home):
    with staying(home) as victim:
        killed = server(home)
        victim.kill()
        os.kill(killed, signal.SIGKILL)
        wait_for_death(killed)
    assert run(home) == ANSWER


@pytest.mark.parametrize(
    "content", ["", "12", "1\n/elsewhere\n", "999999999\n"], ids=["empty", "short", "other", "none"]
)
def test_a_pid_file_that_lies_is_set_aside(home, content):
    run(home)
    (home / "postgres/postmaster.pid").write_text(content)
    assert run(home) == ANSWER


def test_a_server_that_lost_its_socket_is_started_again(home):
    with staying(home):
        sockets = Path(run(home, "print(found['HOST'])").strip())
        shutil.rmtree(sockets)
        assert run(home) == ANSWER


def test_a_forked_child_keeps_the_server_when_its_parent_leaves(home):
    fork = SELECT + "import os\nif os.fork():\n    sys.exit()\nsys.stdin.read()\n" + SELECT
    with process(home, fork) as parent:
        assert parent.stdout.readline() == ANSWER
        parent.wait(timeout=30)
        assert server(home)
        parent.stdin.close()
        assert parent.stdout.readline() == ANSWER


def test_a_half_made_cluster_is_made_again(shelf):
    home = shelf / "interrompue"
    (home / "postgres.new").mkdir(parents=True)
    (home / "postgres.new/PG_VERSION").write_text("18\n")
    assert run(home) == ANSWER


def test_a_folder_of_something_else_is_refused_in_one_sentence(shelf):
    home = shelf / "occupée"
    (home / "postgres").mkdir(parents=True)
    (home / "postgres/lettre.odt").touch()
    sentence = "contient autre chose qu’une base de données\u00a0: déplacez-le."
    assert run(home) == f"Le dossier {home}/postgres {sentence}\n"


def test_a_cluster_of_a_forgotten_version_is_refused_in_one_sentence(shelf):
    home = shelf / "ancienne"
    (home / "postgres").mkdir(parents=True)
    (home / "postgres/PG_VERSION").write_text("9\n")
    assert "au format PostgreSQL 9, que ce logiciel n’embarque plus" in run(home)


@as_root
def test_a_folder_closed_to_the_server_is_refused_in_one_sentence(shelf):
    closed = shelf / "close"
    closed.mkdir(mode=0o700)
    assert "indiquez un autre dossier dans CTG_DATA_DIR" in run(closed / "home")


@as_root
def test_binaries_closed_to_the_server_are_copied_beside_its_data(shelf, monkeypatch):
    closed, home = shelf / "fermé", shelf / "copie"
    package = Path(importlib.util.find_spec(PACKAGE).submodule_search_locations[0])
    for name in (PACKAGE, f"{PACKAGE}.libs"):
        shutil.copytree(package.parent / name, closed / name, symlinks=True)
    closed.chmod(0o700)
    monkeypatch.setenv("PYTHONPATH", str(closed))
    previous = os.umask(0o077)
    try:
        assert run(home) == ANSWER
    finally:
        os.umask(previous)
    assert server(home) is None
    assert list(home.glob(f"postgres-*/{PACKAGE}"))


@as_root
def test_root_serves_the_cluster_of_its_owner_beside_other_servers(home, shelf):
    daemon = pwd.getpwnam("daemon")
    theirs = shelf / "autre"
    (theirs / "postgres").mkdir(parents=True, mode=0o700)
    os.chown(theirs / "postgres", daemon.pw_uid, daemon.pw_gid)
    with staying(home), staying(theirs):
        assert Path(f"/proc/{server(theirs)}").stat().st_uid == daemon.pw_uid
        assert server(home) != server(theirs)


def test_the_database_of_the_environment_comes_first(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://ctg:secret@db.example:5433/conventions")
    found = database_settings()
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", 5433, "conventions")


def test_nothing_starts_for_a_command_that_needs_no_database(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("CTG_NO_DATABASE", "1")
    assert database_settings()["HOST"] == "/nonexistent"


def test_a_missing_embedded_server_is_told_in_one_sentence(monkeypatch, shelf):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("CTG_NO_DATABASE", raising=False)
    monkeypatch.setenv("CTG_DATA_DIR", str(shelf / "absente"))
    monkeypatch.setattr("ctg.embedded.PACKAGE", "package_that_is_not_installed")
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL n’est pas définie"):
        database_settings()


def test_data_stay_in_the_checkout_when_it_can_hold_them(monkeypatch):
    monkeypatch.delenv("CTG_DATA_DIR", raising=False)
    monkeypatch.setattr(postgres, "can_hold_a_cluster", lambda var: True)
    assert data_home() == CHECKOUT / "var"


def test_data_go_to_the_users_own_folder_when_the_checkout_cannot_hold_them(monkeypatch):
    monkeypatch.delenv("CTG_DATA_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/home/lea/.local/share")
    monkeypatch.setattr(postgres, "can_hold_a_cluster", lambda var: False)
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 1000)
    assert data_home().parent == Path("/home/lea/.local/share/ctg")
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 0)
    assert data_home().parent == Path("/var/lib/ctg")


@pytest.mark.parametrize(
    ("vendor", "version", "ids"),
    [
        ("postgresql", "150004", []),
        ("postgresql", "140012", ["ctg.E002"]),
        ("sqlite", "", ["ctg.E001"]),
    ],
)
def test_the_version_of_the_server_is_checked(monkeypatch, vendor, version, ids):
    cursor = contextlib.nullcontext(
        SimpleNamespace(execute=lambda sql: None, fetchone=lambda: [version])
    )
    monkeypatch.setattr(
        postgres, "connections", {"default": SimpleNamespace(vendor=vendor, cursor=lambda: cursor)}
    )
    found = check_server_version(app_configs=None, databases=["default"])
    assert [error.id for error in found] == ids
    assert all(isinstance(error, Error) for error in found)


def test_no_database_is_contacted_when_none_is_to_be_checked():
    assert check_server_version(app_configs=None, databases=None) == []
