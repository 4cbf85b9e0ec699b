// Sizes of files, in the words of the server (ground/writing.py).
import assert from "node:assert/strict";
import { test } from "node:test";

import { fileSize } from "../../forms_app/static/forms_app/file-rows.js";

const SIZES = [
  [0, "1 kB"],
  [1024, "1 kB"],
  [34 * 1024, "34 kB"],
  [1023 * 1024, "1023 kB"],
  [1024 * 1024, "1 MB"],
  [1.2 * 1024 * 1024, "1,2 MB"],
  [10 * 1024 * 1024, "10 MB"],
];

for (const [bytes, words] of SIZES) test(`${bytes} bytes are ${words}`, () => assert.equal(fileSize(bytes), words));
