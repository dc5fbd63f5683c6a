"""The conformance suite as a test class, for whoever makes a generator."""

from __future__ import annotations

from typing import ClassVar

from toimintamalli.testing.suite import (
    RULES,
    Examination,
    Subject,
    examine,
    find_differences,
)


class GeneratorCase:
    """Inherit it, name a `subject`, and pytest runs every rule as a test of its own.

    ```
    class TestPractices(GeneratorCase):
        subject = Subject("practices:generator")
    ```
    """

    subject: ClassVar[Subject]
    _examinations: ClassVar[tuple[Examination, ...]]

    def test_it_gives_the_same_bytes_everywhere_and_writes_nothing(self) -> None:
        """The same request gives the same bytes, also in another process and time zone."""
        assert list(find_differences(self.subject)) == []  # noqa: S101 -- it is a test

    @classmethod
    def examinations(cls) -> tuple[Examination, ...]:
        """Return what the generator made of every kind of request; it is asked once for all."""
        if "_examinations" not in vars(cls):
            cls._examinations = tuple(examine(cls.subject))
        return cls._examinations

    def __init_subclass__(cls) -> None:
        """Give the class a test for each rule, so that a report names the rule that is broken."""
        super().__init_subclass__()
        for rule in RULES:
            name = f"test_nothing_is_found_by_{rule.__name__}"
            setattr(cls, name, _test_of(rule.__name__))


def _test_of(rule: str) -> object:
    look = {known_rule.__name__: known_rule for known_rule in RULES}[rule]

    def test(self: GeneratorCase) -> None:
        faults = {fault for seen in self.examinations() for fault in look(seen)}
        assert sorted(faults) == []  # noqa: S101 -- it is a test

    return test
