"""The built-in question types, registered by the same door as any other app's. Autodiscovered; must not import models."""

from forms_app.questions import register
from forms_app.questions.choice import CheckboxesQuestion, RadioQuestion, SelectQuestion, YesNoQuestion
from forms_app.questions.text import EmailQuestion, LongTextQuestion, TextQuestion

register("text")(TextQuestion)
register("long_text")(LongTextQuestion)
register("email")(EmailQuestion)
register("yes_no")(YesNoQuestion)
register("radio")(RadioQuestion)
register("checkboxes")(CheckboxesQuestion)
register("select")(SelectQuestion)
