"""Which Latin letters are one syllable of Mandarin, with or without its tone."""

import unicodedata

_FINALS = {
    "b": "a ai an ang ao ei en eng i ian iang iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng iao o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue un uo ü üe",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo ü üe",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en eng er o ou",
}
_SYLLABLES = {initial + final for initial, finals in _FINALS.items() for final in finals.split()}
_TONES = "\u0300\u0301\u0304\u030c"
_WORDS = """
a an ai ban bang bin can chi cod den die dong fan fen gang gong gun he hen ken lie long lung
man me men min nan pan pen pi pin ping ran run sang she shin song sun tan tang tie tong wan
we wen wo ya yin you ma pa la ha lo ou er en ding ting wing mi mu nu xi
"""
_ENGLISH = frozenset(_WORDS.split())


def is_syllable(letters: str, *, sure: bool = False) -> bool:
    """Say whether lower-case `letters` are one syllable: `fā`, `lǜ`, or `chuang` without a tone.

    Without a tone a single letter, or what is also an English word or a common
    abbreviation, is taken for that; `sure` allows the words.
    """
    apart = unicodedata.normalize("NFD", letters)
    tones = sum(letter in _TONES for letter in apart)
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
    bare = bare.replace("v", "ü")
    if bare not in _SYLLABLES or tones > 1:
        return False
    return tones == 1 or (len(bare) > 1 and (sure or bare not in _ENGLISH))
