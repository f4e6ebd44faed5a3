"""Training: documents made with their labels, and the models learned from them; needs the development libraries."""
