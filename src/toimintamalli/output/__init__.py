"""Files: the only place that writes any, and never half of what was asked.

`write_tree` replaces a whole output folder for those who read it, `replace_files` single files
of a content folder for those who edit it, `editing` holds such a folder from reading to writing,
and `settle` undoes what a killed run left there before anybody reads it. `require_empty` refuses
a folder where something lies already.
"""

from toimintamalli.output._disk import keep_aside, lent_file
from toimintamalli.output._files import (
    Editing,
    editing,
    holds_files,
    replace_files,
    require_empty,
    settle,
)
from toimintamalli.output._parts import KeptParts
from toimintamalli.output._tree import write_tree

__all__ = [
    "Editing",
    "KeptParts",
    "editing",
    "holds_files",
    "keep_aside",
    "lent_file",
    "replace_files",
    "require_empty",
    "settle",
    "write_tree",
]
