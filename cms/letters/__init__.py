"""The letters: what each says, in the language of the person who gets it."""

from cms.letters.compose import MARK, Letter, compose, fingerprint

__all__ = ["MARK", "Letter", "compose", "fingerprint"]
