/** Ranking: the exact name, then its beginning, then that of a word, then former names. */

import { readings } from "./search-fold.js";
import { GROUPS } from "./search-index.js";

const SHOWN = 12;
/** Every group that matches shows at least so many. */
const ASSURED = 2;
const CODE = /^\d+$|^2[ab]\d*$/;
const EXACT = 0, START = 1, PHRASE = 2, WORDS = 3, FORMER = 4, NONE = 9;

/**
 * The best entries, the group of the best match first. Entries come sorted by level and
 * population: within a rank their order is kept.
 */
export function search(entries, query) {
  const matches = matching(entries, query);
  const chosen = choose(matches);
  const groups = [...new Set(chosen.map((entry) => entry.group))].map((group) => (
    { title: GROUPS[group], entries: chosen.filter((entry) => entry.group === group) }));
  return { groups, total: matches.length };
}

/** Entries by rank; the second reading counts when the first finds nothing. */
function matching(entries, query) {
  const code = query.trim().toLowerCase();
  if (CODE.test(code)) return ranked(entries, (entry) => codeRank(entry, ` ${code}`));
  for (const words of readings(query)) {
    const needle = { phrase: ` ${words.join(" ")}`, words: words.map((word) => ` ${word}`) };
    const found = ranked(entries, (entry) => nameRank(entry, needle));
    if (found.length) return found;
  }
  return [];
}

function ranked(entries, rankOf) {
  const ranks = Array.from({ length: NONE }, () => []);
  for (const entry of entries) {
    const rank = rankOf(entry);
    if (rank < NONE) ranks[rank].push(entry);
  }
  return ranks.flat();
}

function nameRank({ words, former }, needle) {
  const rank = rankAmong(words, needle);
  return rank < NONE && former ? FORMER + rank : rank;
}

function rankAmong(words, needle) {
  for (const word of needle.words) if (!words.includes(word)) return NONE;
  const place = words.indexOf(needle.phrase);
  if (place < 0) return WORDS;
  if (place > 0) return PHRASE;
  return words.length === needle.phrase.length + 1 ? EXACT : START;
}

/** Official codes and postcodes; an official code in full comes first. */
function codeRank({ codes, group, words }, code) {
  const place = codes.indexOf(code);
  if (place === 0) return codes[code.length] === " " ? EXACT : PHRASE;
  if (place > 0) return START;
  return group === 0 && words.includes(code) ? START : NONE;
}

/** The first of each group, then the best of the rest, in the order of their ranks. */
function choose(matches) {
  const taken = new Map();
  const kept = new Set(matches.filter(({ group }) => {
    const number = (taken.get(group) ?? 0) + 1;
    taken.set(group, number);
    return number <= ASSURED;
  }));
  for (const one of matches) {
    if (kept.size >= SHOWN) break;
    kept.add(one);
  }
  return matches.filter((one) => kept.has(one));
}
