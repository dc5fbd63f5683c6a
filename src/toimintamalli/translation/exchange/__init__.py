"""Texts on their way to translators and back, in the forms that their tools read."""
