/** The search of a scope: a combobox over 36 000 territories and the networks, by prefix. */

import { installNavigator, navigate } from "./navigator.js";
import { chipsOf, fieldOf, groupsOf } from "./search-field.js";
import { loadIndex } from "./search-index.js";
import { search } from "./search-match.js";

const fields = new WeakMap();
const FRANCE = "FR";
let count = 0;

/** Draw or update the field of a component. */
export function render({ data, parentElement }) {
  installNavigator();
  if (!fields.has(parentElement)) fields.set(parentElement, new ScopeSearch(parentElement));
  fields.get(parentElement).update(data);
}

class ScopeSearch {
  constructor(parent) {
    this.id = `sc-${++count}`;
    Object.assign(this, fieldOf(this.id));
    this.active = -1;
    parent.append(this.root);
    this.listen();
  }

  update(data) {
    const moved = JSON.stringify(data.current) !== JSON.stringify(this.data?.current);
    if (data.index !== this.data?.index || data.networks !== this.data?.networks) this.entries = null;
    this.data = data;
    this.caption.textContent = data.label;
    this.list.setAttribute("aria-label", data.label);
    this.chips.replaceChildren(...chipsOf(data.current));
    this.clear.hidden = !this.territories.length && !data.current.some(([code]) => code !== FRANCE);
    if (moved) this.close();
  }

  /** Codes of the territories under study, France excepted. */
  get territories() {
    const codes = this.data.current.map(([code]) => code);
    return codes.filter((code) => code !== FRANCE && !code.startsWith("LIANE"));
  }

  /** What the field says when nothing is being typed. */
  get resting() {
    const [first, second] = this.data.current;
    return first && !second && first[0] !== FRANCE ? first[1] : "";
  }

  get options() {
    return [...this.list.querySelectorAll('[role="option"]')];
  }

  listen() {
    const { input, list } = this;
    input.addEventListener("focus", () => { input.select(); this.load(); });
    input.addEventListener("input", () => this.suggest());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.press(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) this.choose(option.entry, Boolean(event.target.closest(".sc-add")));
    });
  }

  /** Fetch the index once, at the first focus. */
  load() {
    this.entries ??= loadIndex(this.data.index, this.data.networks).then((entries) => {
      this.ready = entries;
      if (!this.panel.hidden) this.suggest();
    }).catch(() => {
      this.entries = null;
      this.tell("La liste des territoires n'a pas pu être chargée. Réessayez dans un instant.");
    });
  }

  suggest() {
    const query = this.input.value.trim();
    if (!query) return this.fold();
    this.open();
    if (!this.ready) {
      this.load();
      return this.tell("Chargement de la liste des territoires…");
    }
    const { groups, total } = search(this.ready, query);
    this.list.replaceChildren(...groupsOf(this.id, groups, (entry) => this.canAdd(entry)));
    this.activate(total ? 0 : -1);
    return this.tell(this.newsOf(query, total));
  }

  newsOf(query, total) {
    if (!total) return `Aucun territoire ni réseau pour « ${query} ». Essayez un nom ou un code postal.`;
    const rest = total - this.options.length;
    const more = rest > 1 ? `${rest.toLocaleString("fr-FR")} autres résultats : précisez.` : "";
    return rest === 1 ? "1 autre résultat : précisez." : more;
  }

  canAdd({ code, group }) {
    return group > 0 && this.territories.length > 0 && !this.territories.includes(code);
  }

  press(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    const { length } = this.options;
    if (event.key === "Escape" && !this.panel.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key in moves && length) {
      event.preventDefault();
      this.activate((this.active + moves[event.key] + length) % length);
    } else if (event.key === "Enter" && this.options[this.active]) {
      event.preventDefault();
      const { entry } = this.options[this.active];
      this.choose(entry, event.shiftKey && this.canAdd(entry));
    }
  }

  activate(number) {
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    this.active = number;
    const option = this.options[number];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** Follow the link of an entry, alone or beside what is under study. */
  choose({ code, group }, added) {
    this.input.blur();
    const codes = added ? [...this.territories, code] : [code];
    navigate(group === 0 ? `?reseau=${code}` : `?territoire=${codes.join(",")}`);
  }

  open() {
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  /** Close the list, keep what is typed. */
  fold() {
    this.panel.hidden = true;
    this.list.replaceChildren();
    this.activate(-1);
    this.input.setAttribute("aria-expanded", "false");
    this.tell("");
  }

  close() {
    this.fold();
    this.input.value = this.resting;
  }

  tell(sentence) {
    this.news.textContent = sentence;
    this.news.hidden = !sentence;
  }
}
