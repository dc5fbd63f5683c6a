"""A model written in a spreadsheet: its template, and the content folder that is made of it."""
