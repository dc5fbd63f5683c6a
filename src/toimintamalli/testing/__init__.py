"""The conformance suite: what every generator keeps, ours or a stranger's; see `suite`."""
