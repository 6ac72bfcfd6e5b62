"""The viewport."""
