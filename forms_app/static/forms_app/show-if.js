// Shows and hides questions while a citizen fills in a step. The server decides, by the same function that validates; this
// only asks it. Without this file the step is shown again when an answer reveals questions.
const form = document.querySelector("form[data-visible]");
if (form) follow(form);
// A page that answers a post is asked for like any other when the citizen comes back to it: without a question to send it again.
if (form) history.replaceState(history.state, "");

function follow(form) {
  const questions = [...form.querySelectorAll("[data-name]")];
  const announcer = form.querySelector("[data-announce]");
  let timer, asking;

  form.addEventListener("input", () => later(250));
  form.addEventListener("change", () => later(0));
  // A browser that goes back fills the boxes in again, but not what was hidden.
  addEventListener("pageshow", (event) => {
    if (event.persisted) later(0);
  });

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    try {
      const answer = await fetch(form.dataset.visible, {
        method: "POST",
        body: data,
        signal: asking.signal,
        credentials: "same-origin",
        headers: { Accept: "application/json" },
      });
      if (answer.ok) show((await answer.json()).shown);
    } catch {
      // without an answer the server says it when the step is sent
    }
  }

  function show(names) {
    const shown = new Set(names);
    const label = (question) =>
      (question.querySelector("legend, label, h2")?.textContent ?? "").replace(/\s+/g, " ").trim();
    const changed = questions.filter((question) => question.hidden === shown.has(question.dataset.name));
    if (!changed.length) return;
    for (const question of changed) question.hidden = !shown.has(question.dataset.name);
    const name = form.dataset.shownName;
    for (const input of form.querySelectorAll(`input[type="hidden"][name="${name}"]`)) input.remove();
    form.append(
      ...names.map((value) => Object.assign(document.createElement("input"), { type: "hidden", name, value })),
    );
    if (!announcer) return;
    const came = changed.filter((question) => !question.hidden).map(label);
    const went = changed.filter((question) => question.hidden).map(label);
    const texts = came.length ? [announcer.dataset.shownText, ...came] : [announcer.dataset.hiddenText, ...went];
    announcer.textContent = texts.join(" ");
  }
}
