/** The elements of the search: field, chips, list of options. */

/** Create an element with properties and children. */
export function html(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** The empty field; `id` makes its parts' identifiers. */
export function fieldOf(id) {
  const input = html("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: false, enterKeyHint: "go",
    placeholder: "Territoire ou LIANE : nom, code postal…", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-describedby": `${id}-news`,
  });
  const caption = html("label", { className: "sc-caption", htmlFor: id });
  const chips = html("span", { className: "sc-chips" });
  const clear = html("a", {
    className: "sc-clear", href: "?territoire=FR", textContent: "×",
    title: "Revenir à la France entière", "aria-label": "Revenir à la France entière",
  });
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
  return current.map(([code, name]) => {
    const others = current.filter(([other]) => other !== code).map(([other]) => other);
    const remove = html("a", {
      href: `?territoire=${others.join(",")}`, textContent: "×", "aria-label": `Retirer ${name}`,
    });
    return html("span", { className: "sc-chip" }, name, remove);
  });
}

/** Labelled groups of options; options come in the order of `groups`. */
export function groupsOf(id, groups, canAdd) {
  let number = 0;
  return groups.map(({ title, entries }, at) => {
    const head = html("div", { id: `${id}-group-${at}`, className: "sc-group", textContent: title });
    const options = entries.map((entry) => optionOf(`${id}-option-${number++}`, entry, canAdd(entry)));
    return html("div", { role: "group", "aria-labelledby": head.id }, head, ...options);
  });
}

function optionOf(id, entry, addable) {
  const former = entry.former ? "Ancienne commune " : "";
  const option = html("div", { id, className: "sc-option", role: "option", "aria-selected": "false" },
    html("span", { className: "sc-name", textContent: former + entry.name }));
  if (entry.detail && !entry.former) {
    option.append(html("span", { className: "sc-detail", textContent: entry.detail }));
  }
  if (addable) {
    option.append(html("span", {
      className: "sc-add", textContent: "+ Ajouter", title: "Ajouter à la sélection",
      "aria-hidden": "true",
    }));
  }
  return Object.assign(option, { entry });
}
