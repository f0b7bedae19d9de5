"""Peak memory of a whole call without speech, measured in a fresh process."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.talk import EXAMPLES

_RUN = """
import resource, sys
from coolhead.companion import run
for path in sys.argv[1:]:
    run(path)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> None:
    """Print the peak."""
    calls = [str(path) for path in sorted(EXAMPLES.glob("*.jsonl"))]
    for what, paths in (("one call", calls[:1]), (f"{len(calls)} calls", calls)):
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own text
            [sys.executable, "-c", _RUN, *paths], capture_output=True, text=True, check=True
        )
        print(f"peak memory, {what:10} {float(done.stdout):6.0f} MB")


if __name__ == "__main__":
    main()
