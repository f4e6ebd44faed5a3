"""Countersign: reads the orders and invoices that arrive by e-mail, shows its evidence, and posts to the ERP exactly once."""

import os

# NumPy computes small things here, in several processes: threads of its own only wait for each other. Read when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
