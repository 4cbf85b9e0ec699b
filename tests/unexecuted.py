"""`python -m tests.unexecuted`: what no test executed in the last measurement (make coverage).

First the functions of which not one line ran, then the lines of each file.
"""

import json
import tempfile
from pathlib import Path

from coverage import Coverage


def main() -> None:
    coverage = Coverage()
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        coverage.json_report(outfile=str(file))
        measured = json.loads(file.read_text())
    functions = [
        f"  {name}:{function['start_line']} {title}"
        for name, content in sorted(measured["files"].items())
        for title, function in content["functions"].items()
        if title and function["missing_lines"] and not function["executed_lines"]
    ]
    print(f"Functions of which no test executes a line ({len(functions)}):")
    print("\n".join(functions) or "  none")
    print("\nLines that no test executes:")
    coverage.report(show_missing=True, skip_covered=True)


if __name__ == "__main__":
    main()
