"""Thumbnails of models and finished assets, rendered in a process of their own."""
