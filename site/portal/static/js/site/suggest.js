// Suggestions under a search box: an editable combobox with a listbox, after the ARIA Authoring Practices. The focus stays
// in the box; aria-activedescendant tells which option is meant. Without this file the box is a plain form.
const DELAY = 120;
const MAX_ITEMS = 8;

for (const form of document.querySelectorAll("form[data-suggest]")) combobox(form);

function combobox(form) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[role=status]");
  const language = form.querySelector("input[name=taal]")?.value;
  let items = [];
  let active = -1;
  let timer = 0;
  let request = null;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-haspopup", "listbox");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function open() {
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
    mark(-1);
  }

  function draw() {
    list.replaceChildren(...items.map(option));
    open();
    const { none, one, many } = form.dataset;
    status.textContent = items.length > 1 ? `${items.length} ${many}` : items.length ? one : none;
  }

  function option(item, index) {
    const row = document.createElement("li");
    row.id = `${list.id}-${index}`;
    row.className = "sn-suggest__item";
    row.setAttribute("role", "option");
    row.append(part("", item.text, item.language));
    const more = [item.note, item.category].filter(Boolean).join(" · ");
    if (more) row.append(part("sn-suggest__category", more));
    row.addEventListener("click", () => pick(index));
    return row;
  }

  function part(name, text, lang) {
    const piece = document.createElement("span");
    piece.className = name;
    piece.textContent = text;
    if (lang && lang !== "nl") piece.lang = lang;
    return piece;
  }

  function mark(index) {
    active = index;
    for (const [at, row] of [...list.children].entries()) row.setAttribute("aria-selected", String(at === index));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function pick(index) {
    const item = items[index];
    stop();
    close();
    location.assign(item.url);
  }

  function stop() {
    clearTimeout(timer);
    request?.abort();
  }

  // What was suggested for other letters than those in the box would be chosen by mistake.
  function forget() {
    items = [];
    status.textContent = "";
    close();
  }

  async function ask() {
    const typed = input.value.trim();
    request?.abort();
    if (typed.length < 2) return forget();
    request = new AbortController();
    const asked = new URLSearchParams({ q: typed, ...(language && { taal: language }) });
    try {
      const answer = await fetch(`${form.dataset.suggest}?${asked}`, { signal: request.signal });
      if (!answer.ok) return forget();
      items = ((await answer.json()).suggestions ?? []).slice(0, MAX_ITEMS);
      if (document.activeElement === input) draw();
    } catch (error) {
      if (error.name !== "AbortError") forget(); // offline: the form still searches
    }
  }

  // Each key answers true when it was for the list; other keys do in the box what they always do.
  const keys = {
    ArrowDown: (event) => {
      if (list.hidden) {
        if (items.length) {
          open();
          if (!event.altKey) mark(0);
        }
        return items.length > 0;
      }
      if (!event.altKey) mark(active + 1 < items.length ? active + 1 : -1);
      return true;
    },
    ArrowUp: (event) => {
      if (list.hidden) {
        if (items.length) {
          open();
          mark(items.length - 1);
        }
        return items.length > 0;
      }
      if (event.altKey) close();
      else mark(active < 0 ? items.length - 1 : active - 1);
      return true;
    },
    Home: () => {
      if (active < 0) return false;
      mark(0);
      return true;
    },
    End: () => {
      if (active < 0) return false;
      mark(items.length - 1);
      return true;
    },
    ArrowLeft: () => {
      mark(-1);
      return false;
    },
    ArrowRight: () => {
      mark(-1);
      return false;
    },
    Escape: () => {
      if (list.hidden) return false;
      stop();
      close();
      status.textContent = "";
      return true;
    },
    Enter: () => {
      if (list.hidden || active < 0) return false;
      pick(active);
      return true;
    },
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (keys[event.key]?.(event)) event.preventDefault();
  });
  input.addEventListener("blur", () => {
    stop();
    close();
  });
  // A press on the list leaves the focus in the box, so that it does not close before the click; a finger may scroll it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("submit", () => {
    stop();
    close();
  });
}
