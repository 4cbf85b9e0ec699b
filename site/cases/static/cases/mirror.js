// The example of what the citizen reads follows what the handler types.
document.querySelectorAll("[data-sn-mirror]").forEach((field) => {
  const shown = document.getElementById(field.dataset.snMirror);
  if (!shown) return;
  const follow = () => {
    shown.innerText = field.value.trim();
    shown.hidden = !field.value.trim();
  };
  field.addEventListener("input", follow);
});
