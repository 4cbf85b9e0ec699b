"""A real Elasticsearch on this machine, for development and tests (`make elasticsearch`). Needs Java and Maven, no package.

    python3 search/engines/elastic/local_node.py start    fetches the node when absent, starts it and prints its address
    python3 search/engines/elastic/local_node.py stop     stops the node that `start` started, by its own process id

The node is Elastic's own minimal server (artifact integ-test-zip), fetched through Maven into VAR_DIR/elasticsearch. It
listens on loopback only, on ES_PORT, without security; as root it runs as ES_USER, because Elasticsearch refuses root.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

VERSION = "8.19.8"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
HOME = VAR / "elasticsearch" / f"elasticsearch-{VERSION}"
PID_FILE = HOME / "data" / "node.pid"
SECONDS_TO_START = 90
SECONDS_TO_STOP = 30


class CannotRun(Exception):
    """What is missing, and what to do about it."""


def main(action: str) -> int:
    """Return 0 when it was done."""
    port = int(os.environ.get("ES_PORT") or 9200)
    try:
        if action == "start":
            start(port)
            print(f"http://127.0.0.1:{port}")
        else:
            print("stopped" if stop() else "it does not run")
    except CannotRun as error:
        print(f"Elasticsearch: {error}", file=sys.stderr)
        return 1
    return 0


def start(port: int) -> None:
    """Start the node and wait until it answers. One that runs already is left alone, when it is ours."""
    if running():
        wait(port, seconds=5)
        return
    if answers(port):
        raise CannotRun(f"something else answers on port {port}: set ES_PORT.")
    java = java_home()
    if not HOME.is_dir():
        fetch()
    configure(port)
    owner = user()
    if owner:
        hand_over(owner)
    PID_FILE.unlink(missing_ok=True)
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(HOME),
        "ES_JAVA_HOME": java,
        "ES_JAVA_OPTS": os.environ.get("ES_JAVA_OPTS") or "-Xms512m -Xmx512m",
    }
    identity: dict[str, Any] = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    begun = subprocess.run(
        [HOME / "bin" / "elasticsearch", "-d", "-p", PID_FILE],
        cwd=HOME,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        **identity,
    )
    if begun.returncode:
        raise CannotRun(f"it did not start: {(begun.stderr or begun.stdout).strip()[-2000:]}")
    wait(port, SECONDS_TO_START)


def stop() -> bool:
    """Stop our own node; False when it does not run. What has its number meanwhile is left alone."""
    pid = running()
    if not pid:
        return False
    os.kill(pid, signal.SIGTERM)
    for _ in range(SECONDS_TO_STOP * 10):
        if not running():
            return True
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    return True


def running() -> int:
    """Return the process id of our node, or 0."""
    try:
        pid = int(PID_FILE.read_text())
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, ValueError):
        return 0
    return pid if str(HOME).encode() in command and state != "Z" else 0


def fetch() -> None:
    """Fetch the node by Maven and unpack it."""
    maven = shutil.which("mvn")
    if not maven:
        raise CannotRun("Maven is absent (Debian: apt-get install maven).")
    cache = VAR / "elasticsearch" / "maven"
    cache.mkdir(parents=True, exist_ok=True)
    fetched = subprocess.run(
        [
            maven,
            "-q",
            "-B",
            "dependency:copy",
            "-Dmdep.useBaseVersion=true",
            f"-Dartifact={ARTIFACT}",
            f"-DoutputDirectory={cache}",
        ],
        cwd=cache,
        check=False,
        capture_output=True,
        text=True,
    )
    if fetched.returncode:
        raise CannotRun(f"Maven could not fetch {ARTIFACT}: {fetched.stdout.strip()[-2000:]}")
    archive = cache / f"elasticsearch-{VERSION}.zip"
    half = HOME.with_name(HOME.name + ".unpacking")
    shutil.rmtree(half, ignore_errors=True)
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            written = Path(packed.extract(member, half))
            if mode := member.external_attr >> 16 & 0o777:
                written.chmod(mode)
    next(half.iterdir()).rename(HOME)
    half.rmdir()
    shutil.rmtree(cache)


def configure(port: int) -> None:
    """Write the node's settings: one node, on loopback, without security."""
    (HOME / "data").mkdir(exist_ok=True)
    (HOME / "config" / "elasticsearch.yml").write_text(
        "cluster.name: stadswinkel-local\n"
        "discovery.type: single-node\n"
        "network.host: 127.0.0.1\n"
        f"http.port: {port}\n"
        "transport.port: 0\n"
        "xpack.security.enabled: false\n"
        "cluster.routing.allocation.disk.threshold_enabled: false\n"
    )


def user() -> pwd.struct_passwd | None:
    """Return the user to run as, or None for the one who started us."""
    if os.getuid() != 0:
        return None
    name = os.environ.get("ES_USER") or "nobody"
    try:
        return pwd.getpwnam(name)
    except KeyError:
        raise CannotRun(f"Elasticsearch refuses to run as root, and there is no user {name}: set ES_USER.") from None


def hand_over(owner: pwd.struct_passwd) -> None:
    """Give the node's folder to the user that it runs as."""
    closed = [folder for folder in HOME.parents if not folder.stat().st_mode & 0o001]
    if closed:
        raise CannotRun(
            f"user {owner.pw_name} cannot enter {closed[0]}: set VAR_DIR to a folder that everyone may enter."
        )
    for folder, _folders, files in os.walk(HOME):
        for path in (folder, *(os.path.join(folder, name) for name in files)):
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)


def java_home() -> str:
    """Return the folder of the Java that the node runs on."""
    if given := os.environ.get("ES_JAVA_HOME") or os.environ.get("JAVA_HOME"):
        return given
    java = shutil.which("java")
    if not java:
        raise CannotRun("Java is absent (Debian: apt-get install default-jre-headless).")
    return str(Path(java).resolve().parents[1])


def answers(port: int) -> bool:
    """Say whether anything answers on the port."""
    address = f"http://127.0.0.1:{port}/_cluster/health"
    with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address, timeout=2):
        return True
    return False


def wait(port: int, seconds: float) -> None:
    """Wait until the node answers."""
    until = time.monotonic() + seconds
    while not answers(port):
        if time.monotonic() > until:
            raise CannotRun(f"it does not answer on port {port} after {seconds:.0f} s; its log is in {HOME / 'logs'}.")
        time.sleep(0.25)


if __name__ == "__main__":
    if sys.argv[1:] not in (["start"], ["stop"]):
        raise SystemExit(__doc__)
    raise SystemExit(main(sys.argv[1]))
