"""The worker and its duties."""
