"""The texts beside their translations in a browser on the same machine, while people write."""
