"""Reads that carry a rule; the public site, feeds and schedule read only through here."""
