"""Statuses to stages: receive, prepare, post, sweep."""
