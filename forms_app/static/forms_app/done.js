// Copies the number and prints the page. Without this file the buttons do not show: a number is selected whole by one click.
const place = document.querySelector("[data-done]");
const copy = document.querySelector("[data-copy]");

if (place) {
  place.hidden = false;
  document.querySelector("[data-print]").addEventListener("click", () => print());
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", copyNumber);
  }
}

async function copyNumber() {
  try {
    await navigator.clipboard.writeText(copy.dataset.copy);
  } catch {
    return; // the browser refused: the number still stands there to select
  }
  copy.querySelector("span").textContent = copy.dataset.copied;
  document.querySelector("[data-copy-status]").textContent = copy.dataset.copied;
}
