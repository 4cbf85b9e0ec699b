const KILO = 1024;

// A size in bytes as people read it: "34 kB", "1,2 MB". As ground.writing.file_size says it.
export function fileSize(bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / KILO));
  if (kilobytes < KILO) return `${kilobytes} kB`;
  return `${(bytes / KILO ** 2).toFixed(1).replace(/\.0$/, "").replace(".", ",")} MB`;
}
