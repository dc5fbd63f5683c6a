"""`python -m toimintamalli`: the command line."""

import sys

from toimintamalli.cli import main

sys.exit(main())
