"""The domain: frozen values that know no file and no format."""
