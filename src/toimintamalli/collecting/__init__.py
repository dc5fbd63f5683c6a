"""Many workbooks as one tidy data set, for people who analyse it with the engine they have."""
