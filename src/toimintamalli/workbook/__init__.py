"""The outline resolved for one request: sections, blocks, places, for every format alike."""
