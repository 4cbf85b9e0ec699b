// The browser's own picker beside each code of a colour, and the button that takes the colour that a refusal offers.
const HEX = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i;

// A code as a picker wants it: "#rrggbb"; "" for what is none.
function whole(text) {
  const [, digits] = text.trim().match(HEX) || [];
  if (!digits) return "";
  return `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`.toLowerCase();
}

function fill(box, colour) {
  box.value = colour;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("DOMContentLoaded", () => {
  for (const picker of document.querySelectorAll("[data-sn-picker]")) {
    const box = document.getElementById(picker.dataset.snPicker);
    const follow = () => {
      picker.value = whole(box.value) || picker.dataset.snShipped;
    };
    follow();
    picker.hidden = false;
    box.addEventListener("input", follow);
    picker.addEventListener("input", () => fill(box, picker.value));
  }
  for (const button of document.querySelectorAll("[data-sn-colour]")) {
    button.addEventListener("click", () => {
      const box = document.getElementById(button.dataset.snColourFor);
      fill(box, button.dataset.snColour);
      box.focus();
    });
  }
});
