"""What partner channels take: one piece turned into the form that each of them understands."""
