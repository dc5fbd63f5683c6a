"""Faults put into modules, so that their tests are tested."""
