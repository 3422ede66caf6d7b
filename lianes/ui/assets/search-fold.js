/** Folding: what two spellings of the same name have in common. */

const ARTICLES = new Set(["le", "la", "les", "l", "d", "de", "du", "des"]);
const SAINTS = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };

/** Lower case, no accent, hyphens and apostrophes as spaces; articles kept. */
export function plain(text) {
  let folded = text.toLowerCase();
  if (/[^\x00-\x7f]/.test(folded)) {
    folded = folded.replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "");
  }
  return folded.replace(/[^a-z0-9]+/g, " ").trim();
}

/** Words without articles, St and Ste in full. */
export function fold(text) {
  return meaningful(plain(text).split(" ")).join(" ");
}

/**
 * The readings of a query: its last word may be unfinished, so "st" is also the beginning of
 * Strasbourg and "la" that of Laon.
 */
export function readings(query) {
  const words = plain(query).split(" ").filter(Boolean);
  const last = words.at(-1);
  if (!last) return [];
  const finished = meaningful(words);
  const unfinished = [...meaningful(words.slice(0, -1)), last];
  const same = finished.join(" ") === unfinished.join(" ");
  return same || !finished.length ? [unfinished] : [unfinished, finished];
}

function meaningful(words) {
  return words.filter((word) => !ARTICLES.has(word)).map((word) => SAINTS[word] ?? word);
}
