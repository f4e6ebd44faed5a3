"""The ERPs: one module each, all held to the contract in `connector`."""
