"""The letters: what each says, in the language of the person who gets it."""
