"""What every test may count on."""

import os

from hypothesis import HealthCheck, settings

# A loaded machine is no bug: only answers count, not how long they took. CI runs the same examples
# each time; a person's machine looks for new ones.
settings.register_profile(
    "toimintamalli",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("toimintamalli")
