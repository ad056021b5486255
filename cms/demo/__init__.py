"""The demo newsroom, made through the actions that everyone uses."""
