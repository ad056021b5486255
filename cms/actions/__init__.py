"""The verbs; the only floor that writes, and it never commits."""
