"""How many nearly right texts each property is tried on: few in the suite, an hour of them by `make fuzz`."""

from __future__ import annotations

import os

VARIABLE = "EA_FUZZ_EXAMPLES"
EXAMPLES = int(os.environ.get(VARIABLE) or 5)
