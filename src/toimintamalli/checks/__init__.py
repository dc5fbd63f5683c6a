"""Rules over the whole of the content, one small module a rule."""
