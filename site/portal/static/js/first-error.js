// "Ga naar de eerste fout": Wagtail's button focuses nothing when the first error stands in another tab, in a folded panel or in a
// dialog. Here what hides it opens first, from the outside in.
const BUTTON = 'button[data-w-focus-target-value*="error-message"]';
const FIELDS = "input:not([type=hidden]), select, textarea, [contenteditable=true], button";

function reveal(node) {
  const around = [];
  for (let each = node.parentElement; each; each = each.parentElement) around.unshift(each);
  around.forEach((each) => {
    if (each.matches("[role=tabpanel]")) document.querySelector(`[role=tab][href="#${each.id}"]`)?.click();
    if (each.matches("[data-panel]")) {
      const toggle = each.querySelector("[data-panel-toggle]");
      if (toggle?.closest("[data-panel]") === each && toggle.getAttribute("aria-expanded") === "false") toggle.click();
    }
    if (each.matches("[aria-modal=true]") || each.matches(".w-dialog")) {
      document.querySelector(`[data-a11y-dialog-show="${each.id}"]`)?.click();
    }
  });
}

function focus(error) {
  const field = error.closest(".w-field, [data-contentpath], [data-field-wrapper]");
  const control = [...(field?.querySelectorAll(FIELDS) || [])].find((each) => each.checkVisibility());
  error.scrollIntoView({ block: "center" });
  if (!control) error.tabIndex = -1;
  (control || error).focus({ preventScroll: true });
}

// Tabs and panels open a moment after the click. An error that stays hidden is passed over for the next.
async function focusFirst(errors) {
  for (const error of errors) {
    reveal(error);
    await new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(done));
    });
    if (error.checkVisibility()) return focus(error);
  }
  return undefined;
}

function go(event) {
  const button = event.target.closest?.(BUTTON);
  if (!button) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  focusFirst(document.querySelectorAll(button.dataset.wFocusTargetValue));
}

document.addEventListener("click", go, { capture: true });
