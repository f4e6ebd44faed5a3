"""What the product learns before it ships: documents made in great variety, and the ranker trained on them."""
