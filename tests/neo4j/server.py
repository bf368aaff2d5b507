"""The real server of the tests: Neo4j Community on a loopback port, with a home that ends with the run.

One for the whole run, however many workers: the first that needs it starts it, and it stops when the run does.
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
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.bolt.connection_keep_alive=5s
server.http.enabled=false
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=2 files
dbms.usage_report.enabled=false
"""
PID = "server.pid"
_STARTED = 120
"""How many seconds a server may take to start, on a machine that does other things."""


class NoServer(Exception):
    """Why no server can be started here."""


@dataclass(frozen=True)
class Server:
    """Where a server is, and who may enter."""

    address: str
    username: str
    password: str
    home: str = ""
    process: int = 0
    """What keeps it: SIGTERM ends both."""

    @property
    def environment(self) -> dict[str, str]:
        """What the commands read."""
        return {"NEO4J_URI": self.address, "NEO4J_USERNAME": self.username, "NEO4J_PASSWORD": self.password}

    def kill(self) -> None:
        """Ends the server as a power cut does; it starts again at once, and is there when this returns."""
        before = _starts(Path(self.home))
        os.kill(int(Path(self.home, PID).read_text()), signal.SIGKILL)
        _wait(Path(self.home), before + 1)


def shared(folder: Path) -> Server:
    """The server of this run, started by the first who asks; `folder` is common to those who share it."""
    if address := os.environ.get("NEO4J_URI"):
        return Server(address, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
    with (folder / "neo4j.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = folder / "neo4j.json"
        if not known.exists():
            known.write_text(json.dumps(asdict(start(_run()))))
        return Server(**json.loads(known.read_text()))


def _run() -> int:
    """The process whose end is the end of the run: that of the workers' parent, or this one."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def jars() -> Path:
    """The folder of the server's jars, fetched once with Maven and kept outside the checkout."""
    for each in ("java", "mvn"):
        if shutil.which(each) is None:
            raise NoServer(f"{each} (apt-get install openjdk-17-jre-headless maven)")
    cache = Path(os.environ.get("EA_TEST_CACHE") or Path.home() / ".cache" / "ea-repo-tests")
    version = POM.read_text().split("<version>")[2].split("<")[0]
    kept = cache / f"neo4j-{version}"
    if not kept.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as made:
            words = ["mvn", "-B", "-q", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={made}/lib"]
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            if done.returncode:
                raise NoServer(f"the server's jars (Maven says: {done.stdout[-500:]})")
            with contextlib.suppress(OSError):  # Another run was quicker.
                Path(made, "lib").rename(kept)
    return kept


def start(run: int, heap: str = "1g", *, home: Path | None = None, within: Sequence[str] = ()) -> Server:
    """Starts a server that ends with the process `run`; returns once it answers.

    Its home is an empty folder, one of its own where none is said; `within` is a command that runs the others.
    """
    lib = jars()
    home = home or Path(tempfile.mkdtemp(prefix="ea-neo4j-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for each in ("conf", "logs"):
        (home / each).mkdir()
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=port))
    password = secrets.token_hex(12)
    _java(within, home, lib, "org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", password)
    keeper = subprocess.Popen(
        [*within, sys.executable, str(Path(__file__)), str(run), str(home), str(lib), heap],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    keeper.returncode = 0  # It outlives those who started it.
    _wait(home, 1)
    return Server(f"bolt://127.0.0.1:{port}", "neo4j", password, str(home), keeper.pid)


def _java(within: Sequence[str], home: Path, lib: Path, entry: str, *words: str) -> None:
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = [*within, "java", "-Xmx256m", "-cp", f"{lib}/*", entry, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoServer(f"a server that starts ({(done.stderr or done.stdout)[-500:]})")


def _log(home: Path) -> str:
    log = home / "logs" / "neo4j.log"
    return log.read_text() if log.exists() else ""


def _starts(home: Path) -> int:
    """How many times a server has started."""
    return _log(home).count("Started.")


def _wait(home: Path, starts: int) -> None:
    end = time.monotonic() + _STARTED
    while _starts(home) < starts:
        if time.monotonic() > end:
            raise NoServer(f"a server that starts ({_log(home)[-500:] or 'no log'})")
        time.sleep(0.1)


def keep(run: int, home: Path, lib: Path, heap: str) -> None:
    """Runs the server until a process ends, again where it is killed; then removes its home."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        while _ended(run, home, lib, heap) == -signal.SIGKILL:
            pass
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _ended(run: int, home: Path, lib: Path, heap: str) -> int | None:
    """How a server ended; None where the process that it ends with was first."""
    command = [
        "java", f"-Xmx{heap}", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", f"{lib}/*",
        "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home}/conf",
    ]  # fmt: skip
    with (home / "logs" / "neo4j.log").open("ab") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        (home / PID).write_text(str(server.pid))
        while server.poll() is None and Path(f"/proc/{run}").exists():
            time.sleep(0.2)
        return server.returncode
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    keep(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
