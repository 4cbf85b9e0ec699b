"""A form as large as a city's largest: 95 questions in 12 steps, 60 of them under a condition."""

from tests.factories import question, step, when

KINDS = ["text", "long_text", "email", "yes_no", "radio"]
CHOICES = [{"label": "Ja", "key": "ja"}, {"label": "Nee", "key": "nee"}]


def large_steps(questions=95, steps=12, conditions=60):
    """Return the steps in their stored shape; each condition looks at the first question."""
    made = [question("yes_no", "eerste", "Is dit de eerste vraag?")]
    for number in range(1, questions):
        kind = KINDS[number % len(KINDS)]
        more = {"choices": CHOICES} if kind == "radio" else {}
        if number <= conditions:
            more["show_if"] = when("eerste", "eq", "yes")
        made.append(question(kind, f"vraag_{number}", f"Vraag {number}?", **more))
    size = -(-questions // steps)
    parts = [made[at : at + size] for at in range(0, questions, size)]
    return [step(f"Stap {number}", *part) for number, part in enumerate(parts, 1)]
