// What an editor typed and the server did not keep. When autosave or a save fails, the fields stay in this browser, the page says
// so and tries again; the next time that the editor opens, it offers them. Putting back is an ordinary save of those fields, so
// it works in every editor that autosaves. Listens to Wagtail's own events; signing out forgets everything. No module: only a plain
// script knows its own element, which carries the words.
(() => {
  const { user, isAnswer, ...say } = document.currentScript.dataset;
  const PREFIX = "sn-kept ";
  const SENT = "sn-sent";
  const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;
  const RETRY_SECONDS = [5, 15, 30, 60, 120];
  const OF_THE_PAGE =
    /^(csrfmiddlewaretoken|next|loaded_revision_id|loaded_revision_created_at|overwrite_revision_id)$/;

  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const forget = (key) => localStorage.removeItem(key);

  // Of somebody else at this computer, or too old.
  function tidy() {
    keys().forEach((key) => {
      const packet = read(key);
      if (!key.startsWith(`${PREFIX}${user} `) || !packet || Date.now() - packet.at > MAX_AGE_MS) forget(key);
    });
  }

  // The page that follows a save which went through says so.
  function forgetWhatArrived() {
    const key = sessionStorage.getItem(SENT);
    if (!key || !document.querySelector(".messages li.success")) return;
    forget(key);
    sessionStorage.removeItem(SENT);
  }

  class KeepWork {
    constructor(form) {
      this.form = form;
      this.key = `${PREFIX}${user} ${this.path} ${Date.now()}`;
      this.tries = 0;
      this.failure = this.bar();
      this.failure.dataset.failure = ""; // admin.css hides Wagtail's own message below as long as this one shows
      form.addEventListener("w-autosave:error", (event) => this.failed(event.detail));
      form.addEventListener("w-autosave:success", () => this.saved());
      form.addEventListener("submit", () => this.keep() && sessionStorage.setItem(SENT, this.key));
      window.addEventListener("online", () => this.failure.hidden || this.autosave.save());
      if (!isAnswer) this.offer();
    }

    get path() {
      return new URL(this.form.getAttribute("action"), window.location.href).pathname;
    }
    get revision() {
      return this.form.querySelector("input[name=loaded_revision_id]")?.value || "";
    }
    get autosave() {
      return window.wagtail.app.getControllerForElementAndIdentifier(this.form, "w-autosave");
    }

    keep() {
      const fields = [...new FormData(this.form)].filter(
        ([name, value]) => typeof value === "string" && !OF_THE_PAGE.test(name),
      );
      const revision = `${this.autosave?.revisionIdValue || this.revision}`;
      try {
        localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), revision, fields }));
        return true;
      } catch {
        return false;
      }
    }

    failed({ type }) {
      const isKept = this.keep(); // also what the server refused: nothing of it is saved
      if (type !== "server_error" && type !== "network_error") return; // Wagtail says it: a field, a lock, a newer version
      clearTimeout(this.timer);
      // For a network error Wagtail itself tries five times; after that the browser says when the line is back.
      if (type === "server_error") {
        const seconds = RETRY_SECONDS[Math.min(this.tries, RETRY_SECONDS.length - 1)];
        this.timer = setTimeout(() => this.autosave.save(), 1000 * seconds);
        this.tries += 1;
      }
      this.show(this.failure, isKept ? say.failed : say.failedAndLost, [[say.retry, () => this.autosave.save()]]);
    }

    saved() {
      this.tries = 0;
      clearTimeout(this.timer);
      forget(this.key);
      this.show(this.failure, "");
    }

    offer() {
      const mine = `${PREFIX}${user} ${this.path} `;
      keys()
        .filter((key) => key.startsWith(mine))
        .sort()
        .reverse()
        .forEach((key) => {
          const { at, revision, fields } = read(key);
          const time = new Date(at).toLocaleString("nl-BE", { weekday: "long", hour: "2-digit", minute: "2-digit" });
          const text = say.offer.replace("%(time)s", time) + (revision === this.revision ? "" : ` ${say.newer}`);
          const bar = this.bar();
          const discard = () => {
            forget(key);
            this.show(bar, "");
          };
          this.show(bar, text, [
            [say.restore, () => this.putBack(key, fields)],
            [say.discard, discard],
          ]);
        });
    }

    // An ordinary save: what is refused comes back with its errors, and with all that was typed.
    putBack(key, fields) {
      const current = [...new FormData(this.form)].filter(([name]) => OF_THE_PAGE.test(name));
      const form = Object.assign(document.createElement("form"), { method: "post", action: this.path, hidden: true });
      for (const [name, value] of [...current, ...fields]) {
        form.append(Object.assign(document.createElement("textarea"), { name, value }));
      }
      document.body.append(form);
      sessionStorage.setItem(SENT, key);
      HTMLFormElement.prototype.submit.call(form); // a field may be named "submit"
    }

    bar() {
      const bar = Object.assign(document.createElement("div"), { className: "sn-kept", role: "status", hidden: true });
      this.form.before(bar);
      return bar;
    }

    show(bar, text, buttons = []) {
      bar.hidden = !text;
      bar.replaceChildren(
        text,
        ...buttons.map(([textContent, act]) => {
          const button = Object.assign(document.createElement("button"), {
            type: "button",
            className: "button button-small button-secondary",
            textContent,
          });
          button.addEventListener("click", act);
          return button;
        }),
      );
    }
  }

  function start() {
    if (!user) {
      // Wagtail leads to its sign-in page after signing out; a session that ended comes there on its way to another page.
      if (!new URLSearchParams(window.location.search).has("next")) keys().forEach(forget);
      return;
    }
    tidy();
    forgetWhatArrived();
    const form = document.querySelector('form[data-edit-form][data-controller~="w-autosave"]');
    if (form) new KeepWork(form);
  }

  try {
    keys();
  } catch {
    return;
  } // a browser that allows no storage keeps nothing
  document.addEventListener("DOMContentLoaded", start);
})();
