"""What is kept: the only SQL of Countersign, every query scoped to one organisation."""
