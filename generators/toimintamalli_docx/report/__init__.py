"""Follow-up reports for Word: to read, print and hand out."""
