"""Files: the only place that writes any, and never half of what was asked.

`write_tree` replaces a whole output folder for those who read it, `replace_files` single files
of a content folder for those who edit it.
"""

from toimintamalli.output._files import replace_files
from toimintamalli.output._tree import write_tree

__all__ = ["replace_files", "write_tree"]
