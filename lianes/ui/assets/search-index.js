/** The index of territories and networks: fetched at the first focus, folded once. */

import { fold, plain } from "./search-fold.js";

/** Groups in the order of equal matches. */
export const GROUPS = [
  "Réseaux LIANES", "France", "Régions", "Départements", "EPCI", "EPT", "Communes"];
const KINDS = ["LIANE", "FR", "REG", "DEP", "EPCI", "EPT", "COM"];

/** Fetch both files and return every entry, by level and population. */
export async function loadIndex(indexUrl, networksUrl) {
  const [{ codes, names, weights, postcodes, former }, networks] = await Promise.all(
    [indexUrl, networksUrl].map(read));
  const entries = codes.map((code, i) => ({
    ...entry(code, labelOf(code, names[i]), names[i], weights[i]),
    codes: ` ${code.split("-")[1] ?? ""} ${postcodes[i]} `.toLowerCase(),
  }));
  for (const [name, heirs] of former) {
    for (const i of heirs) {
      const { code, name: label, weight } = entries[i];
      entries.push({ ...entry(code, `${name} → ${label}`, name, weight), former: true });
    }
  }
  return [...networks.map(networkEntry), ...entries]
    .sort((a, b) => a.group - b.group || b.weight - a.weight);
}

async function read(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

function networkEntry([code, name, seat, departement]) {
  const words = [name, seat, departement, plain(code)].join(" ");
  return { ...entry(code, name, words, 0), detail: `${seat}, ${departement}` };
}

/** What the search knows of a territory or network; `words` are folded, between spaces. */
function entry(code, name, words, weight) {
  const group = KINDS.indexOf(code.split("-")[0]);
  const folded = ` ${fold(words)} `;
  return { code, name, group, weight, words: folded, codes: "", former: false, detail: "" };
}

/** A commune's name with its département: "Lille (59)". */
function labelOf(code, name) {
  if (!code.startsWith("COM-")) return name;
  return `${name} (${code.slice(4, code.startsWith("COM-97") ? 7 : 6)})`;
}
