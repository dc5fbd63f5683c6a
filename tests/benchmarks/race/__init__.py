"""How long people and programs wait, beside floors and peers, measured in one run.

`python -m tests.benchmarks.race` makes the environments, measures, prints the table and writes
`docs/performance.md` with its picture; `--against REF` compares two versions by the instructions
that they take, for CI.
"""
