"""A model of one's own, from nothing: the files that a person begins with."""
