// Sends each file at once and shows how far it is. Without this file the native box and its button do the same in one page.
const STALLED_MS = 60_000;
const KILO = 1024;

for (const question of globalThis.document?.querySelectorAll("[data-upload]") ?? []) {
  if (question.querySelector("input[type=file]")) uploads(question);
}

// A size in bytes as people read it: "34 kB", "1,2 MB". As ground.writing.file_size says it.
export function fileSize(bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / KILO));
  if (kilobytes < KILO) return `${kilobytes} kB`;
  return `${(bytes / KILO ** 2).toFixed(1).replace(/\.0$/, "").replace(".", ",")} MB`;
}

function uploads(question) {
  const input = question.querySelector("input[type=file]");
  const box = question.querySelector(".sn-upload");
  const underway = question.querySelector("[data-underway]");
  const status = question.querySelector("[data-file-status]");
  const [sending, failing] = question.querySelector("template").content.children;
  const waiting = []; // {file, row, request}: the first is on its way
  let failed = []; // {file, row}
  let pressed = null; // the button that was pressed while a file was on its way

  box.classList.add("sn-upload--ready");
  input.addEventListener("change", () => {
    for (const file of input.files) add(file);
    input.value = "";
    if (waiting.length && !waiting[0].request) send();
  });
  input.form.addEventListener("submit", submitted);

  function add(file) {
    if (file.size > Number(question.dataset.maxBytes)) {
      refuse(say("tooLarge", { name: file.name }), file.name);
      return;
    }
    const row = rowOf(sending, file.name);
    row.querySelector("bdi").textContent = file.name;
    row.querySelector("progress").setAttribute("aria-label", file.name);
    row.querySelector(".sn-files__meta").textContent = fileSize(file.size);
    const upload = { file, row };
    row.querySelector("[data-stop]").addEventListener("click", () => drop(upload));
    waiting.push(upload);
  }

  function send() {
    const upload = waiting[0];
    const request = (upload.request = new XMLHttpRequest());
    const data = new FormData();
    data.append("csrfmiddlewaretoken", input.form.elements.csrfmiddlewaretoken.value);
    data.append(input.name, upload.file);
    const progress = upload.row.querySelector("progress");
    const meta = upload.row.querySelector(".sn-files__meta");
    let timer = setTimeout(() => request.abort(), STALLED_MS);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), STALLED_MS);
      progress.value = (100 * loaded) / total;
      const sent = fileSize(Math.min(loaded, upload.file.size));
      meta.textContent =
        loaded < total ? say("sent", { sent, size: fileSize(upload.file.size) }) : question.dataset.judging;
    });
    request.addEventListener("loadend", () => {
      clearTimeout(timer);
      if (!waiting.includes(upload)) return; // stopped
      waiting.shift();
      upload.row.remove();
      if (request.status === 200) show(request.responseText, upload.file);
      else fail(upload.file);
      next();
    });
    request.open("POST", question.dataset.upload);
    request.send(data);
  }

  function next() {
    tidy();
    if (waiting.length) send();
    else if (pressed) press();
  }

  // What the server keeps takes the place of what stood there; what it refused stays, as a row with the reason.
  function show(text, file) {
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-file-rows]");
    const refused = [...fresh.querySelectorAll(".sn-files__item--error")];
    for (const each of refused) {
      refuse(each.querySelector(".sn-files__name").lastChild.textContent, file.name);
      each.remove();
    }
    if (!fresh.querySelector("li")) fresh.replaceChildren();
    question.querySelector("[data-file-rows]").replaceWith(document.adoptNode(fresh));
    box.hidden = "full" in fresh.dataset;
    if (!refused.length) tell(say("kept", { name: file.name }));
  }

  function refuse(message, name) {
    const row = rowOf(failing, name);
    row.querySelector("[data-message]").textContent = message;
    row.querySelector("[data-again]").remove();
    row.querySelector("[data-stop]").addEventListener("click", () => away(row));
    pressed = null; // who pressed a button reads this first
    tell(message);
  }

  function fail(file) {
    const row = rowOf(failing, file.name);
    const message = say("failed", { name: file.name });
    const upload = { file, row };
    row.querySelector("[data-message]").textContent = message;
    row.querySelector("[data-again]").addEventListener("click", () => {
      forget(upload);
      add(file);
      if (waiting.length === 1) send();
    });
    row.querySelector("[data-stop]").addEventListener("click", () => forget(upload));
    failed.push(upload);
    tell(message);
  }

  function drop(upload) {
    waiting.splice(waiting.indexOf(upload), 1);
    upload.request?.abort();
    away(upload.row);
    if (upload.request) next();
  }

  function forget(upload) {
    failed = failed.filter((each) => each !== upload);
    away(upload.row);
  }

  // A page that is sent waits for what is on its way; what did not arrive goes along with it, and the server has the last word.
  function submitted(event) {
    if (waiting.length) {
      event.preventDefault();
      pressed = event.submitter;
      tell(question.dataset.wait);
      waiting[0].row.querySelector(".sn-files__meta").textContent = question.dataset.wait;
    } else if (failed.length) {
      const along = new DataTransfer();
      for (const { file } of failed) along.items.add(file);
      input.files = along.files;
    }
  }

  function press() {
    const button = pressed;
    pressed = null;
    input.form.requestSubmit(button);
  }

  function rowOf(template, name) {
    const row = document.importNode(template, true);
    for (const each of row.querySelectorAll("button .sn-hidden")) each.textContent = ` ${name}`;
    underway.append(row);
    underway.hidden = false;
    return row;
  }

  // The focus does not fall off the page with a row that goes.
  function away(row) {
    if (row.contains(document.activeElement)) input.focus();
    row.remove();
    tidy();
  }

  function tidy() {
    underway.hidden = !underway.children.length;
  }

  function say(what, values) {
    return question.dataset[what].replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  }

  function tell(text) {
    status.textContent = text;
  }
}
