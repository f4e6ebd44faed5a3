"""The HTTP side: the only code that knows Flask."""
