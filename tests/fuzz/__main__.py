"""`python -m tests.fuzz READER RUNS`: random files for one reader, led by the code they reach.

What surprises is written beside as `crash-…`, and the run ends with exit status 77.
"""

import gc
import random
import sys
import tempfile
from pathlib import Path

import atheris

OURS = ["toimintamalli", "toimintamalli_csv", "toimintamalli_docx", "toimintamalli_surveyjs"]
with atheris.instrument_imports(include=OURS):
    from tests.fuzz.targets import SEEDS, TARGETS

target = TARGETS[sys.argv[1]]


def change(data: bytes, most: int, seed: int) -> bytes:
    """Change a file as libFuzzer asks: as a tree, and sometimes byte by byte."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = target.mutate(data, chance)
    return data[:most]


with tempfile.TemporaryDirectory() as corpus:
    for number, seed in enumerate(sorted(SEEDS.glob(target.seeds))):
        Path(corpus, str(number)).write_bytes(seed.read_bytes())
        # What is worked out once for all files is no time of the first.
        target.run(seed.read_bytes())
    # The model is there to stay: to look through it again and again takes a fifth of the time.
    gc.freeze()
    options = ["-max_len=400000", f"-runs={sys.argv[2]}", "-rss_limit_mb=2000", "-timeout=30"]
    arguments = [sys.argv[0], *options, *sys.argv[3:], corpus]
    atheris.Setup(arguments, target.try_file, custom_mutator=change)
    atheris.Fuzz()
