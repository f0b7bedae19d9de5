"""Settings of all tests: examples made by hypothesis have no deadline, and in CI no chance."""

from __future__ import annotations

import os

from hypothesis import settings

# A slow machine is no failure; speed is measured in benchmarks/.
settings.register_profile("local", deadline=None)
# The same commit gives the same result; new examples are looked for on developers' machines.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
