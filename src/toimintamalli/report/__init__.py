"""The follow-up as a report: one tree in one language, which every format walks."""
