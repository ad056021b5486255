"""HTTP in and out, cut by audience."""
