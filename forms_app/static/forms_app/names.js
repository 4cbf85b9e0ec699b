// Names of questions and answers, from what an editor types. Pure: tests/js/names.test.js.

// The name that a label suggests: its Latin letters and digits; "" when it has none.
export function toName(label) {
  return label
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .slice(0, 50)
    .replace(/_+$/, "");
}

// A label without a Latin letter (an emoji, another script) still gets a name: nobody sees it, so nobody can be asked for it.
export function proposal(label, fallback) {
  return toName(label) || (label.trim() ? fallback : "");
}

export function unnumbered(name) {
  return name.replace(/_\d+$/, "");
}

// The name itself, or the first numbered one that is free.
export function unique(wanted, taken) {
  let name = wanted;
  for (let i = 2; name && taken.has(name); i += 1) name = `${wanted}_${i}`;
  return name;
}
