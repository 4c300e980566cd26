"""A PostgreSQL server of our own, on the loopback, for as long as the tests run."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
# What the server need not do, since nothing of the tests has to outlive a failure of power.
QUICK = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "listen_addresses=127.0.0.1")


@dataclass
class Server:
    """A server that can be stopped, killed and started again."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    names: Iterator[int] = field(default_factory=count)
    options: tuple[str, ...] = QUICK

    @property
    def address(self) -> str:
        """Where its one database is."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Starts it and waits until it answers."""
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        command = [str(INSTALLED[-1] / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "-k", str(self.folder), *self.options], stderr=subprocess.DEVNULL, **_as_postgres()
        )
        ready = [str(INSTALLED[-1] / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        # Thirty seconds: a busy machine takes a few to start it.
        for _ in range(300):
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL does not answer")

    def kill(self) -> None:
        """Ends it and all its processes at once, as a failure of power would."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ends it in order."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()

    def empty_schema(self) -> str:
        """The address of a schema without any table."""
        import psycopg

        name = f"test_{os.getpid()}_{next(self.names)}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{self.address}?options=-csearch_path%3D{name}"


@contextmanager
def started() -> Iterator[Server]:
    """A new server, in a folder that its user may enter, gone afterwards."""
    if not INSTALLED:
        if os.environ.get("CI"):
            raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="realpolitik-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        initdb = [
            str(INSTALLED[-1] / "initdb"),
            "-D",
            str(folder / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        subprocess.run([*initdb, "--locale=C", "--no-sync"], check=True, stdout=subprocess.DEVNULL, **_as_postgres())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = Server(folder, port)
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres() -> dict[str, object]:
    """PostgreSQL does not run as root; each server is the head of its own group of processes."""
    own: dict[str, object] = {"start_new_session": True}
    if os.geteuid() == 0:
        postgres = pwd.getpwnam("postgres")
        own |= {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}
    return own
