/** The index of territories and networks: fetched at the first focus, folded once. */

import { fold, plain } from "./search-fold.js";

/** Groups in the order of equal matches. */
export const GROUPS = ["Réseaux LIANES", "Régions", "Départements", "EPCI", "EPT", "Communes"];
const KINDS = { LIANE: 0, REG: 1, DEP: 2, EPCI: 3, EPT: 4, COM: 5 };
const PAGE = 4000;

/**
 * @typedef {{code: string, name: string, group: number, weight: number, words: string,
 *   codes: string, former: boolean, detail: string}} Entry
 */

/** Fetch both files and return every entry. */
export async function loadIndex(indexUrl, networksUrl) {
  const [territories, networks] = await Promise.all([indexUrl, networksUrl].map(read));
  const entries = networks.map(networkEntry);
  const { codes, names, weights, postcodes, former } = territories;
  for (let start = 0; start < codes.length; start += PAGE) {
    for (let i = start; i < Math.min(start + PAGE, codes.length); i++) {
      entries.push(territoryEntry(codes[i], names[i], weights[i], postcodes[i]));
    }
    await pause();
  }
  return entries.concat(former.flatMap(([name, today]) =>
    today.map((i) => formerEntry(name, codes[i], names[i], weights[i]))));
}

/** Let a keystroke through between two pages of names. */
function pause() {
  return new Promise((resolve) => { setTimeout(resolve); });
}

async function read(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

function networkEntry([code, name, seat, departement]) {
  const words = ` ${fold(name)} ${fold(seat)} ${fold(departement)} ${plain(code)} `;
  return entry(code, name, 0, 0, words, { detail: `${seat}, ${departement}` });
}

function territoryEntry(code, name, weight, postcodes) {
  const [kind, number] = code.split("-");
  const codes = ` ${number ?? ""} ${postcodes ?? ""}`.toLowerCase();
  return entry(code, labelOf(code, name), KINDS[kind], weight, ` ${fold(name)} `, { codes });
}

function formerEntry(name, code, today, weight) {
  const label = `${name} → ${labelOf(code, today)}`;
  const more = { former: true, detail: "ancienne commune" };
  return entry(code, label, KINDS.COM, weight, ` ${fold(name)} `, more);
}

function entry(code, name, group, weight, words, { codes = "", former = false, detail = "" }) {
  return { code, name, group, weight, words, codes, former, detail };
}

/** A commune's name with its département: "Lille (59)". */
export function labelOf(code, name) {
  if (!code.startsWith("COM-")) return name;
  const number = code.slice(4);
  return `${name} (${number.slice(0, number.startsWith("97") ? 3 : 2)})`;
}
