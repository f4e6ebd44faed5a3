"""The work queue: the only code that knows Huey."""
