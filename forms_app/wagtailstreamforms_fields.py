"""The built-in question types, registered by the same door as any other app's. Autodiscovered; must not import models."""

from forms_app.questions import register
from forms_app.questions.address import AddressQuestion
from forms_app.questions.choice import CheckboxesQuestion, RadioQuestion, SelectQuestion, YesNoQuestion
from forms_app.questions.date import DateQuestion
from forms_app.questions.file import FileQuestion
from forms_app.questions.number import NumberQuestion
from forms_app.questions.numbers import IbanQuestion, NationalNumberQuestion, PhoneQuestion
from forms_app.questions.place import PlaceQuestion
from forms_app.questions.shown import ContentQuestion, DeclarationQuestion
from forms_app.questions.text import EmailQuestion, LongTextQuestion, TextQuestion

register("text")(TextQuestion)
register("long_text")(LongTextQuestion)
register("number")(NumberQuestion)
register("date")(DateQuestion)
register("email")(EmailQuestion)
register("phone")(PhoneQuestion)
register("address")(AddressQuestion)
register("national_number")(NationalNumberQuestion)
register("iban")(IbanQuestion)
register("yes_no")(YesNoQuestion)
register("radio")(RadioQuestion)
register("checkboxes")(CheckboxesQuestion)
register("select")(SelectQuestion)
register("place")(PlaceQuestion)
register("file")(FileQuestion)
register("content")(ContentQuestion)
register("declaration")(DeclarationQuestion)
