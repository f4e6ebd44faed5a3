"""Documents become trade documents made of Fields with evidence."""
