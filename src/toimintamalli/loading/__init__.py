"""Files → model: what lies in a content root, read strictly, with the place of everything."""
