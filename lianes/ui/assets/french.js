/**
 * What the framework says in English, said in French: names read by screen readers, placeholders,
 * the few words no setting reaches. Nothing of ours passes here: our own words are French already.
 */
const NAMES = new Map([
  ["Open", "Ouvrir"],
  ["Copy to clipboard", "Copier le texte"],
  ["Close", "Fermer"],
  ["Clear all", "Tout effacer"],
  ["Clear value", "Effacer"],
  ["Add files", "Choisir un autre fichier"],
  ["file upload", "Fichier à déposer"],
  ["Increment", "Augmenter"],
  ["Decrement", "Diminuer"],
  ["Fullscreen", "Plein écran"],
  ["Close fullscreen", "Quitter le plein écran"],
]);
const STARTS = [[/^Remove (.*)$/, "Retirer $1"], [/^Delete (.*)$/, "Retirer $1"]];
const PLACEHOLDERS = new Map([["Choose an option", "Choisir…"], ["Choose options", "Choisir…"]]);
const WORDS = new Map([
  ["Skip to main content", "Aller au contenu"],
  ["Upload", "Choisir un fichier"],
  ["20MB per file", "ou glissez-le ici : XLSX, ODS ou CSV, 20 Mo au plus"],
  ["add icon", "plus"],
  ["No results", "Aucun résultat"],
  ["No options to select", "Aucun choix"],
]);
/** « 59.0B », « 1.2MB »: the size the file field writes after a name. */
const SIZE = /^(\d+)(?:\.(\d))?([KMG]?)B$/;
const WATCHED = "[aria-label],[placeholder]";

translate(document.documentElement);
new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    if (type !== "childList") rename(target);
    else for (const node of addedNodes) translate(node);
  }
}).observe(document.documentElement, {
  subtree: true, childList: true, attributeFilter: ["aria-label", "placeholder"],
});

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) reword(node);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  rename(node);
  for (const element of node.querySelectorAll(WATCHED)) rename(element);
  if (node.closest("[data-testid]")) {
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) reword(texts.currentNode);
  }
}

function rename(element) {
  put(element, "aria-label", (words) => NAMES.get(words) ?? started(words) ?? sized(words));
  put(element, "placeholder", (words) => PLACEHOLDERS.get(words));
}

function put(element, name, french) {
  const words = element.getAttribute(name);
  const said = words === null ? undefined : french(words);
  if (said !== undefined && said !== words) element.setAttribute(name, said);
}

function started(words) {
  const found = STARTS.find(([english]) => english.test(words));
  return found && words.replace(...found);
}

/** « f.csv, 59.0B » */
function sized(words) {
  const cut = words.lastIndexOf(", ");
  const size = cut < 0 ? undefined : inFrench(words.slice(cut + 2));
  return size && `${words.slice(0, cut)}, ${size}`;
}

function reword(text) {
  const said = WORDS.get(text.data) ?? inFrench(text.data);
  if (said !== undefined) text.data = said;
}

function inFrench(words) {
  const found = SIZE.exec(words);
  if (!found) return undefined;
  const [, whole, tenth, scale] = found;
  const decimals = tenth && tenth !== "0" ? `,${tenth}` : "";
  return `${whole}${decimals}\u00a0${scale.replace("K", "k")}o`;
}
