"""How well the product reads labelled documents: scores, calibration, what got better and worse."""
