/** The elements of the search: field, chips, list of options. */

import { html } from "./elements.js";

/** The empty field; `id` makes its parts' identifiers. */
export function fieldOf(id) {
  const input = html("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: false, enterKeyHint: "go",
    placeholder: "Territoire ou LIANE : nom, code postal…", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-describedby": `${id}-news`,
  });
  const caption = html("label", { className: "sc-caption", htmlFor: id });
  const chips = html("span", { className: "sc-chips" });
  const title = "Revenir à la France entière";
  const clear = html("a", {
    className: "sc-clear", href: "?territoire=FR", title, "aria-label": title,
  }, "×");
  const list = html("div", { id: `${id}-list`, className: "sc-list", role: "listbox" });
  const news = html("p", { id: `${id}-news`, className: "sc-news", role: "status" });
  const panel = html("div", { className: "sc-panel", hidden: true }, list, news);
  const line = html("div", { className: "sc-line" }, chips, input, clear);
  const root = html("div", { className: "sc-scope" }, caption, line, panel);
  return { root, caption, chips, input, clear, list, news, panel };
}

/** One removable chip per territory when several are under study. */
export function chipsOf(current) {
  if (current.length < 2) return [];
  return current.map((entry) => {
    const others = current.filter((other) => other !== entry).map(([code]) => code);
    const href = `?territoire=${others.join(",")}`;
    const remove = html("a", { href, "aria-label": `Retirer ${entry[1]}` }, "×");
    return html("span", { className: "sc-chip" }, entry[1], remove);
  });
}

/** Labelled groups of options; options come in the order of `groups`. */
export function groupsOf(id, groups, canAdd) {
  let number = 0;
  return groups.map(({ title, entries }, at) => {
    const head = html("div", { id: `${id}-group-${at}`, className: "sc-group" }, title);
    const options = entries.map((entry) => optionOf(`${id}-option-${number++}`, entry, canAdd(entry)));
    return html("div", { role: "group", "aria-labelledby": head.id }, head, ...options);
  });
}

function optionOf(id, entry, addable) {
  const former = entry.former ? "Ancienne commune " : "";
  const option = html("div", { id, className: "sc-option", role: "option", "aria-selected": "false" },
    html("span", { className: "sc-name" }, former + entry.name));
  if (entry.detail) option.append(html("span", { className: "sc-detail" }, entry.detail));
  if (addable) {
    const title = "Ajouter à la sélection (Maj + Entrée)";
    option.append(html("span", { className: "sc-add", title, "aria-hidden": "true" }, "+ Ajouter"));
  }
  return Object.assign(option, { entry });
}
