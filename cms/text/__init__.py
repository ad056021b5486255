"""Everything that turns submitted text into clean, plain, searchable or absolute text."""
