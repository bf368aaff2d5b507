"""The real server of the tests: Neo4j Community on a loopback port, with a home that ends with the run.

One for the whole run, however many workers: the first that needs it starts it, and it stops when the run does. Its
transaction logs are on a small disk in memory, where this machine lets one be mounted: a test may fill it.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.bolt.connection_keep_alive=2s
server.http.enabled=false
server.memory.pagecache.size=128m
server.directories.transaction.logs.root={logs}
db.tx_log.preallocate=false
db.tx_log.rotation.size=4m
db.tx_log.rotation.retention_policy=2 files
dbms.usage_report.enabled=false
"""
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""What spares Java half of its work in a server that runs for minutes only."""
_SMALL_DISK = "256m"
_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'
"""Runs a command that sees a small disk on a folder; it goes away with the last process that sees it."""
_PID = "server.pid"
_PROCESSOR_SECONDS = 180.0
"""How much processor time a server may take to start: on a busy machine that is as long as it needs."""
_SILENT_SECONDS = 600.0
"""How long a server may seem to start without taking that processor time."""


class NoServer(Exception):
    """Why no server can be started here."""


@dataclass(frozen=True)
class Server:
    """Where a server is, and who may enter; the rest is known of one that the tests started."""

    address: str
    username: str
    password: str
    home: str = ""
    keeper: int = 0
    """The process that keeps it: SIGTERM ends both."""
    no_disk: str = ""
    """Why it has no small disk, where it has none."""

    @property
    def environment(self) -> dict[str, str]:
        """What the commands read."""
        return {"NEO4J_URI": self.address, "NEO4J_USERNAME": self.username, "NEO4J_PASSWORD": self.password}

    @property
    def starts(self) -> int:
        """How many times it has started."""
        return _log(Path(self.home)).count("Started.")

    @property
    def _process(self) -> int:
        return int(Path(self.home, _PID).read_text())

    def kill(self) -> None:
        """Ends it as a power cut does; its keeper starts it again."""
        os.kill(self._process, signal.SIGKILL)

    def wait(self, starts: int) -> None:
        """Returns once it has started so many times."""
        _wait(Path(self.home), starts)

    @contextmanager
    def turn(self, *, alone: bool = False) -> Iterator[None]:
        """A time for a test on the server, together with those of other workers; or alone, while no other is there."""
        if not self.home:
            yield
            return
        with Path(self.home, "turn").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            yield

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Takes all that is free on its small disk, for a while."""
        folder = Path(f"/proc/{self._process}/root{_logs(Path(self.home))}")
        status = os.statvfs(folder)
        ballast = folder / "ballast"
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, status.f_bavail * status.f_frsize)
        try:
            yield
        finally:
            ballast.unlink()


def shared_server(folder: Path) -> Server:
    """The server of this run, started by the first who asks; `folder` is common to those who share it."""
    if address := os.environ.get("NEO4J_URI"):
        return Server(address, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
    with (folder / "neo4j.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = folder / "neo4j.json"
        if not known.exists():
            known.write_text(json.dumps(asdict(start(_run(), for_tests=True))))
        return Server(**json.loads(known.read_text()))


def _run() -> int:
    """The process whose end is the end of the run: the parent of xdist's workers, or this one."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def jars() -> Path:
    """The folder of the server's jars, fetched once with Maven and kept outside the checkout."""
    for command in ("java", "mvn"):
        if shutil.which(command) is None:
            raise NoServer(f"{command} is missing (apt-get install openjdk-17-jre-headless maven)")
    cache = Path(os.environ.get("EA_TEST_CACHE") or Path.home() / ".cache" / "ea-repo-tests")
    version = POM.read_text().split("<version>")[2].split("<")[0]
    kept = cache / f"neo4j-{version}"
    if not kept.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as new:
            command_line = [
                "mvn", "-B", "-q", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={new}/lib"
            ]  # fmt: skip
            maven = subprocess.run(command_line, capture_output=True, text=True, check=False)
            if maven.returncode:
                raise NoServer(f"Maven did not give the server's jars: {maven.stdout[-500:]}")
            with contextlib.suppress(OSError):  # Another run was quicker.
                Path(new, "lib").rename(kept)
    return kept


def start(run: int, heap: str = "1g", *, for_tests: bool = False) -> Server:
    """Starts a server that ends with the process `run`; returns once it answers.

    One for tests is ready sooner, works more slowly in the long run, and has a small disk.
    """
    lib = jars()
    home = Path(tempfile.mkdtemp(prefix="ea-neo4j-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for folder in (home / "conf", home / "logs", _logs(home)):
        folder.mkdir()
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=port, logs=_logs(home)))
    within, no_disk = _small_disk(_logs(home)) if for_tests else ([], "it is not for tests")
    flags = _QUICK if for_tests else ()
    keeper = subprocess.Popen(
        [*within, sys.executable, str(Path(__file__)), str(run), str(home), str(lib), f"-Xmx{heap}", *flags],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    keeper.returncode = 0  # It outlives those who started it.
    _wait(home, 1)
    server = Server(f"bolt://127.0.0.1:{port}", "neo4j", secrets.token_hex(12), str(home), keeper.pid, no_disk)
    _change_password(server)
    return server


def _logs(home: Path) -> Path:
    """The folder of the transaction logs of a server."""
    return home / "transactions"


def _small_disk(folder: Path) -> tuple[list[str], str]:
    """What runs a command that sees a small disk on a folder; nothing, and why, where none can be mounted."""
    within = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _MOUNT, "sh", _SMALL_DISK, str(folder)]
    try:
        subprocess.run([*within, "true"], capture_output=True, text=True, check=True)
    except FileNotFoundError as error:
        return [], f"{error.filename} is missing"
    except subprocess.CalledProcessError as error:
        return [], str(error.stderr).strip()
    return within, ""


def _change_password(server: Server) -> None:
    """Gives a new server, which takes no question before, a password of its own."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(server.address, auth=("neo4j", "neo4j")) as driver:
        statement = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
        driver.execute_query(statement, password=server.password, database_="system")


def _log(home: Path) -> str:
    log = home / "logs" / "neo4j.log"
    return log.read_text() if log.exists() else ""


def _wait(home: Path, starts: int) -> None:
    """Returns once the server has started so many times; raises NoServer for one that does not."""
    begun = time.monotonic()
    while _log(home).count("Started.") < starts:
        if _processor_seconds(home) > _PROCESSOR_SECONDS or time.monotonic() - begun > _SILENT_SECONDS:
            raise NoServer(f"the server does not start: {_log(home)[-500:] or 'no log'}")
        time.sleep(0.1)


def _processor_seconds(home: Path) -> float:
    """How much processor time the process of a server has taken; 0 where there is none."""
    try:
        fields = Path(f"/proc/{(home / _PID).read_text()}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def keep(run: int, home: Path, lib: Path, flags: Sequence[str]) -> None:
    """Runs the server until a process ends, again where it is killed; then removes its home."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        while _run_server(run, home, lib, flags) == -signal.SIGKILL:
            pass
    finally:
        subprocess.run(["umount", str(_logs(home))], capture_output=True, check=False)  # Where it is a small disk.
        shutil.rmtree(home, ignore_errors=True)


def _run_server(run: int, home: Path, lib: Path, flags: Sequence[str]) -> int | None:
    """Runs the server; returns how it ended, None where the process that it ends with was first."""
    command = [
        "java", *flags, "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", f"{lib}/*",
        "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home}/conf",
    ]  # fmt: skip
    with (home / "logs" / "neo4j.log").open("ab") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        (home / f"{_PID}.new").write_text(str(server.pid))
        (home / f"{_PID}.new").replace(home / _PID)
        while server.poll() is None and Path(f"/proc/{run}").exists():
            time.sleep(0.2)
        return server.returncode
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    keep(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
