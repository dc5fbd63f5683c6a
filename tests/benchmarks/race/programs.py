"""What runs in an environment of its own: each program prints its figures in milliseconds."""

from typing import Final

_TIMED: Final = """
import gc, json, sys
from time import process_time

def best(work, runs=15):
    taken = []
    for _ in range(runs + 1):
        gc.collect()
        start = process_time()
        work()
        taken.append(1000 * (process_time() - start))
    return min(taken[1:])
"""

LOAD: Final = (
    _TIMED
    + """
from toimintamalli.compiled import read_compiled
from importlib.resources import files
import toimintamalli
compiled = files("toimintamalli").joinpath("_data/model.json")
data = next(
    file.content
    for file in toimintamalli.generate("json", toimintamalli.load())
    if file.path == "v1/model.json"
)
ours = best(lambda: read_compiled(compiled.read_bytes()))
print(json.dumps([best(lambda: json.loads(data)), ours]))
"""
)

ITEMS: Final = (
    _TIMED
    + """
from importlib.resources import files
from toimintamalli.compiled import read_compiled
compiled = files("toimintamalli").joinpath("_data/model.json").read_bytes()
texts = compiled.count(b'"fi":')
print(json.dumps([1000 * best(lambda: read_compiled(compiled)) / texts]))
"""
)
"""Microseconds a text of all languages, for what other models as data take a control or a class."""

TRESTLE: Final = (
    _TIMED
    + """
import uuid
from trestle.oscal.catalog import Catalog
metadata = {"title": "t", "version": "1", "oscal-version": "1.1.2"}
metadata["last-modified"] = "2026-01-01T00:00:00+00:00"
prose = "What people agree on and follow up. " * 5
controls = [
    {"id": f"c-{n}", "title": f"Control {n}", "parts": [
        {"id": f"c-{n}_smt", "name": "statement", "prose": prose}
    ]}
    for n in range(1000)
]
catalog = {"uuid": str(uuid.uuid4()), "metadata": metadata, "controls": controls}
data = json.dumps(catalog)
print(json.dumps([best(lambda: Catalog.parse_obj(json.loads(data)))]))
"""
)
"""Microseconds a control: a thousand of them in as many milliseconds."""

LINKML: Final = (
    _TIMED
    + """
from linkml_runtime.linkml_model.meta import SchemaDefinition
from linkml_runtime.loaders import json_loader
prose = "What people agree on and follow up. " * 5
classes = {f"Class{n}": {"description": prose} for n in range(1000)}
data = json.dumps({"id": "https://example.org/s", "name": "s", "classes": classes})
print(json.dumps([best(lambda: json_loader.loads(data, SchemaDefinition), 3)]))
"""
)
"""Microseconds a class."""

PYXFORM: Final = (
    _TIMED
    + """
import contextlib, io
from pyxform.xls2xform import convert
data = open(sys.argv[1], "rb").read()
print(json.dumps([best(lambda: convert(io.BytesIO(data), validate=False), 3)]))
"""
)
"""Milliseconds to read an XLSForm of ours and write it as XForm."""

XLSFORM: Final = (
    _TIMED
    + """
import toimintamalli
model = toimintamalli.load()
made = lambda: list(toimintamalli.generate("xlsform", model))
open(sys.argv[1], "wb").write(made()[0].content)
print(json.dumps([best(made, 3) / len(made())]))
"""
)
