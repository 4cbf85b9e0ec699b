// Enhances only: every page works without this file. In production `collectstatic` puts what it imports in its place
// (portal/static_files.py): a visitor asks for one script.
import "./site/search-usage.js";
import "./site/suggest.js";

document.documentElement.classList.add("sn-js");

focusErrors();
readAloud();
refreshOpening();
offerUnfinished();
showStaffBar();

// The error summary gets the focus, so that it is read out; its links lead to the control and bring its label in view.
function focusErrors() {
  const summary = document.querySelector("[data-errors]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    const control = target.matches("input, select, textarea, button, a")
      ? target
      : (target.querySelector("input, select, textarea, button") ?? target);
    control.focus({ preventScroll: true });
    (control.closest(".sn-field") ?? control).scrollIntoView({ block: "start" });
  });
}

// Read aloud by the browser's own voice. No Dutch voice, no button.
function readAloud() {
  const buttons = [...document.querySelectorAll("[data-read-aloud]")];
  if (!buttons.length || !("speechSynthesis" in window)) return;
  const voice = () => speechSynthesis.getVoices().find((each) => each.lang.toLowerCase().startsWith("nl"));
  const show = () =>
    buttons.forEach((button) => {
      button.hidden = !voice();
    });
  show();
  speechSynthesis.addEventListener?.("voiceschanged", show);
  for (const button of buttons) {
    const label = button.querySelector("[data-read-aloud-label]") ?? button;
    const start = label.textContent;
    const reset = () => {
      label.textContent = start;
    };
    button.addEventListener("click", () => {
      if (speechSynthesis.speaking) {
        speechSynthesis.cancel();
        reset();
        return;
      }
      const article = document.getElementById(button.dataset.readAloud);
      const speech = new SpeechSynthesisUtterance(article.innerText);
      speech.voice = voice();
      speech.lang = "nl-BE";
      speech.onend = reset;
      label.textContent = button.dataset.stop;
      speechSynthesis.speak(speech);
    });
  }
}

// "Nu open tot 12.15 uur" stays true on a page that stays open: at the next change the page is fetched again and the
// parts marked with data-opening are put in place of the old ones.
function refreshOpening() {
  const parts = [...document.querySelectorAll("[data-opening][data-until]")];
  const next = Math.min(...parts.map((part) => Number(part.dataset.until) * 1000));
  const wait = next - Date.now();
  if (!parts.length || wait > 864e5) return;
  setTimeout(
    async () => {
      try {
        const answer = await fetch(location.href, { cache: "reload" });
        if (!answer.ok) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const part of parts) {
          const other = fresh.querySelector(`[data-opening="${CSS.escape(part.dataset.opening)}"]`);
          if (other) part.replaceWith(document.adoptNode(other));
        }
        refreshOpening();
      } catch {
        // without a network the old words stay
      }
    },
    Math.max(wait, 0) + 1500 + Math.random() * 4000,
  );
}

// This page is the same for everybody; what this browser began and did not send is asked for apart, and shown when there is any.
async function offerUnfinished() {
  const place = document.querySelector("[data-unfinished]");
  if (!place) return;
  try {
    const answer = await fetch(place.dataset.unfinished, { headers: { Accept: "text/html" } });
    if (answer.status !== 200) return;
    const offer = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...offer.body.children);
    place.hidden = false;
  } catch {
    // without a network there is nothing to offer
  }
}

// Wagtail's bar, for who is signed in to the admin: a cookie says so, and nobody else asks for it.
async function showStaffBar() {
  const place = document.querySelector("[data-sn-bar]");
  const isStaff = place && document.cookie.split("; ").includes(`${place.dataset.snBarCookie}=1`);
  if (!isStaff) return;
  const response = await fetch(place.dataset.snBar, { redirect: "error" }).catch(() => null);
  if (!response?.ok) return; // signed out meanwhile, or no line: the page is whole without it
  const bar = document.createRange().createContextualFragment(await response.text());
  for (const script of bar.querySelectorAll("script")) script.async = false; // in their order
  place.replaceWith(bar);
}
