"""What is translated, from which wording: digests, locks, states, and exchange with other tools."""
