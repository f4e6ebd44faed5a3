"""Attachments become Documents: exactly one reader a media type."""
