// Suggestions under a search box: the ARIA combobox pattern with a listbox. Without this file the box is a plain form.
const DELAY = 120;

for (const form of document.querySelectorAll("form[data-suggest]")) combobox(form);

function combobox(form) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[role=status]");
  let items = [];
  let active = -1;
  let timer = 0;
  let request = null;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.autocomplete = "off";

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function draw() {
    list.replaceChildren(...items.map(option));
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
    mark(-1);
    status.textContent = items.length === 1 ? "1 suggestie" : items.length ? `${items.length} suggesties` : "Geen suggesties";
  }

  function option(item, index) {
    const row = document.createElement("li");
    row.id = `${list.id}-${index}`;
    row.className = "sn-suggest__item";
    row.setAttribute("role", "option");
    const text = document.createElement("span");
    text.textContent = item.text;
    row.append(text);
    if (item.category) {
      const category = document.createElement("span");
      category.className = "sn-suggest__category";
      category.textContent = item.category;
      row.append(category);
    }
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => pick(index));
    return row;
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function pick(index) {
    const item = items[index];
    close();
    if (item.url) location.assign(item.url);
    else { input.value = item.text; form.requestSubmit(); }
  }

  async function ask() {
    const typed = input.value.trim();
    request?.abort();
    if (typed.length < 2) { items = []; status.textContent = ""; return close(); }
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: request.signal });
      if (!answer.ok) return;
      const data = await answer.json();
      items = (Array.isArray(data) ? data : data.suggestions ?? []).slice(0, 8);
      draw();
    } catch { /* aborted or offline: the form still searches */ }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, DELAY); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); return close(); }
    if (event.key === "ArrowDown" && list.hidden && items.length) { event.preventDefault(); return draw(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark((active + 1) % items.length);
    else if (event.key === "ArrowUp") mark((active - 1 + items.length) % items.length);
    else if (event.key === "Enter" && active >= 0) pick(active);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
}
