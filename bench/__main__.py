"""`make bench`: SQLite first, then PostgreSQL where it is present. Touches no database but its own.

PostgreSQL is the server of DATABASE_URL when that names one, else a cluster of our own where its programs are installed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.postgres import cluster

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Return 0 when each database could be measured."""
    # The last writes a catalogue of its own; sizes after `make bench ARGS=` replace 500 and 10000.
    runs = (["bench.measure"], ["bench.submissions"], ["bench.search", *sys.argv[1:]])
    failures = measure("SQLite", "", runs)
    failures += measure("A large city, SQLite", "", (["bench.large"],))
    for part in ("bench.front", "bench.start"):
        failures += subprocess.run([sys.executable, "-m", part], cwd=ROOT, check=False).returncode
    with cluster() as address:
        if address:
            failures += measure("PostgreSQL", address, runs)
        else:
            print("\nPostgreSQL: not present, so not measured.")
    return min(failures, 1)


def measure(name: str, address: str, runs: tuple[list[str], ...]) -> int:
    """Measure in a process of its own, on an empty VAR_DIR; return its exit status."""
    print(f"\n{name}", flush=True)
    with tempfile.TemporaryDirectory() as var:
        given = {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "VAR_DIR": var,
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        }
        environment = {**os.environ, **given, "DATABASE_URL": address}
        return max(
            subprocess.run([sys.executable, "-m", *run], cwd=ROOT, env=environment, check=False).returncode
            for run in runs
        )


if __name__ == "__main__":
    raise SystemExit(main())
