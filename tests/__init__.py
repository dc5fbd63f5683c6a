"""The tests; a package, so that one of the same name that a library brings is not taken for it."""
