"""What the editors asked and what the author answered, round by round."""

from dataclasses import dataclass, replace

from cms.models import Event, Submission
from cms.rules.submission import Step


@dataclass(frozen=True)
class Round:
    """One request for changes, and its answer unless the author still owes it."""

    asked: Event
    answered: Event | None = None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return (point, answer) in the editors' order; an answer not given yet is empty."""
        points = self.asked.shown.get("points", [])
        answers = self.answered.shown.get("answers", []) if self.answered else []
        return [
            (point, answers[at] if at < len(answers) else "") for at, point in enumerate(points)
        ]


def rounds_of(submission: Submission) -> list[Round]:
    """Return every round, the latest last."""
    found: list[Round] = []
    for one in submission.events:
        if one.step == Step.REQUEST_CHANGES:
            found.append(Round(one))
        elif one.step == Step.RESUBMIT and found:
            found[-1] = replace(found[-1], answered=one)
    return found


def answers_in(rounds: list[Round]) -> dict[int, list[tuple[str, str]]]:
    """Return the pairs of each answered round under the number of the event that answered."""
    return {one.answered.number: one.pairs for one in rounds if one.answered}
