// The cases on which Python is tested too (tests/forms_editor/test_sentences.py).
import { readFileSync } from "node:fs";

export const cases = JSON.parse(readFileSync(new URL("../data/conditions.json", import.meta.url), "utf8"));
