"""Rules that look at a trade document and say what they notice, as Findings."""
