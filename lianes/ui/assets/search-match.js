/** Matching and ranking: exact, then beginning of the name, then of a word, then former names. */

import { readings } from "./search-fold.js";
import { GROUPS } from "./search-index.js";

export const SHOWN = 12;
/** Every group that matches shows at least so many. */
const ASSURED = 2;
const CODE = /^\d+$|^2[ab]\d*$/i;
const EXACT = 0, START = 1, PHRASE = 2, WORDS = 3, FORMER = 4, NONE = 9;

/**
 * @returns {{groups: {title: string, entries: object[]}[], total: number}} the best entries, the
 *   group of the best match first
 */
export function search(entries, query) {
  const text = query.trim().toLowerCase();
  const ranked = CODE.test(text) ? byCode(entries, text) : byName(entries, query);
  ranked.sort(byRank);
  const chosen = choose(ranked).map(([entry]) => entry);
  const groups = [...new Set(chosen.map((entry) => entry.group))].map((group) => (
    { title: GROUPS[group], entries: chosen.filter((entry) => entry.group === group) }));
  return { groups, total: ranked.length };
}

function byRank([a, rankA], [b, rankB]) {
  return rankA - rankB || a.group - b.group || b.weight - a.weight || (a.name < b.name ? -1 : 1);
}

/** The first of each group, then the best of the rest, in the order of their ranks. */
function choose(ranked) {
  if (ranked.length <= SHOWN) return ranked;
  const taken = new Map();
  const assured = ranked.filter(([entry]) => {
    taken.set(entry.group, (taken.get(entry.group) ?? 0) + 1);
    return taken.get(entry.group) <= ASSURED;
  });
  const kept = new Set(assured);
  for (const one of ranked) {
    if (kept.size >= SHOWN) break;
    kept.add(one);
  }
  return ranked.filter((one) => kept.has(one));
}

function byName(entries, query) {
  const needles = readings(query).map(needleOf);
  return entries.flatMap((entry) => {
    const rank = Math.min(NONE, ...needles.map((needle) => rankOf(entry.words, needle)));
    return rank === NONE ? [] : [[entry, entry.former ? FORMER + rank : rank]];
  });
}

function needleOf(words) {
  return { phrase: ` ${words.join(" ")}`, words: words.map((word) => ` ${word}`) };
}

function rankOf(words, needle) {
  const place = words.indexOf(needle.phrase);
  if (place === 0) return words.length === needle.phrase.length + 1 ? EXACT : START;
  if (place > 0) return PHRASE;
  if (needle.words.length === 1) return NONE;
  return needle.words.every((word) => words.includes(word)) ? WORDS : NONE;
}

/** Official codes and postcodes; a code in full comes first. */
function byCode(entries, text) {
  return entries.flatMap((entry) => {
    const place = entry.codes.indexOf(` ${text}`);
    if (place < 0) return entry.group === 0 && entry.words.includes(` ${text}`) ? [[entry, WORDS]] : [];
    const whole = entry.codes[text.length + 1] === " " && place === 0;
    return [[entry, whole ? EXACT : START]];
  });
}
