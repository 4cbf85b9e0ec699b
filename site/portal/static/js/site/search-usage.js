// Tells which result was opened, and sends the answer to "Vond u wat u zocht?" without leaving the page. No cookie, no address,
// nothing about the person; without this file everything works and clicks are not counted.
const box = document.querySelector("[data-usage]");
if (box) {
  for (const kind of ["click", "auxclick"]) document.addEventListener(kind, chosen);
  box.querySelector("form")?.addEventListener("submit", answer);
}

function chosen(event) {
  const result = event.target.closest?.("a")?.closest("[data-key]");
  if (!result || event.button > 1) return;
  navigator.sendBeacon?.(
    box.dataset.chosenAddress,
    new URLSearchParams({ token: box.dataset.usage, key: result.dataset.key }),
  );
}

async function answer(event) {
  const form = event.currentTarget;
  const data = new URLSearchParams(new FormData(form, event.submitter));
  event.preventDefault();
  try {
    const reply = await fetch(form.action, { method: "POST", body: data, redirect: "manual" });
    if (reply.type !== "opaqueredirect" && !reply.ok) throw new Error(reply.status);
  } catch {
    // offline: the thanks are for the answer, the count is lost
  }
  const status = box.querySelector("[data-thanks]");
  status.textContent = status.dataset.thanks;
  form.remove();
  status.tabIndex = -1;
  status.focus();
}
