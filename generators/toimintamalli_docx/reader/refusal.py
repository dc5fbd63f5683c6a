"""Why a file can't be read."""


class Refused(Exception):
    """A file can't be read: a code of the catalogue and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts
