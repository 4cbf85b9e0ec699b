"""What we use of formtools beyond what it documents (docs/decisions/005-wizard.md)."""

from formtools.wizard.storage.base import BaseStorage
from formtools.wizard.views import NamedUrlWizardView

LOOKED_AT = "2.7"
"""The version that was read. Of another, look whether get_form_list still keeps its answer in `_resolved_form_list`, by
condition_dict and form_list alone, and whether BaseStorage.current_step is still read by `_get_current_step` and set by
`_set_current_step`."""


class StepMachine(NamedUrlWizardView):
    """The wizard, with a way to say that answers have changed."""

    def forget_steps(self) -> None:
        """Forget which steps show: the list is kept for the request, whatever is answered in it."""
        self.__dict__.pop("_resolved_form_list", None)


class AddressStorage(BaseStorage):
    """A storage whose current step is that of the address; a GET changes nothing."""

    def _get_current_step(self) -> str:
        step: str = self.request.resolver_match.kwargs["step"]
        return step

    def _set_current_step(self, step: str) -> None:
        """Nothing: the address says it."""
