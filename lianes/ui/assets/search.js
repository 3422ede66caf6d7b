/** The search of a scope: a combobox over 36 000 territories and the networks, by prefix. */

import { navigate } from "./navigator.js";
import { chipsOf, fieldOf, groupsOf } from "./search-field.js";
import { loadIndex } from "./search-index.js";
import { search } from "./search-match.js";

const FRANCE = "FR";
let count = 0;

/** Draw or update the field of a component. */
export function render({ data, parentElement }) {
  parentElement.search ??= new ScopeSearch(parentElement);
  parentElement.search.update(data);
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
    const { index, networks, current } = this.data ?? {};
    if (data.index !== index || data.networks !== networks) this.loading = null;
    this.data = data;
    this.caption.textContent = data.label;
    this.list.setAttribute("aria-label", data.label);
    this.chips.replaceChildren(...chipsOf(data.current));
    this.clear.hidden = data.current.every(([code]) => code === FRANCE);
    if (String(data.current) !== String(current)) this.close();
  }

  /** Codes of the territories under study, to which others may be added. */
  get territories() {
    const codes = this.data.current.map(([code]) => code);
    return codes.filter((code) => /^(REG|DEP|EPCI|EPT|COM)-/.test(code));
  }

  /** What the field says at rest. */
  get resting() {
    const [[code, name] = [FRANCE], second] = this.data.current;
    return second || code === FRANCE ? "" : name;
  }

  get options() {
    return [...this.list.querySelectorAll('[role="option"]')];
  }

  listen() {
    const { input, list } = this;
    input.addEventListener("focus", () => this.load());
    for (const name of ["focus", "click"]) {
      input.addEventListener(name, () => input.value === this.resting && input.select());
    }
    input.addEventListener("input", () => this.suggest());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.press(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest('[role="option"]');
      if (!option) return;
      this.input.blur();
      this.choose(option.entry, event.target.closest(".sc-add"));
    });
  }

  /** Fetch the index once, at the first focus. */
  load() {
    this.loading ??= loadIndex(this.data.index, this.data.networks).then((entries) => {
      this.entries = entries;
      if (!this.panel.hidden) this.suggest();
    }).catch(() => {
      this.loading = null;
      this.tell("La liste des territoires n'a pas pu être chargée. Réessayez dans un instant.");
    });
  }

  suggest() {
    const query = this.input.value.trim();
    this.open(query !== "");
    if (!query) return;
    this.load();
    this.tell("Chargement de la liste des territoires…");
    if (!this.entries) return;
    const { groups, total } = search(this.entries, query);
    this.list.replaceChildren(...groupsOf(this.id, groups, (entry) => this.canAdd(entry)));
    this.activate(total ? 0 : -1);
    this.tell(this.newsOf(query, total));
  }

  newsOf(query, total) {
    if (!total) return `Aucun territoire ni réseau pour « ${query} ». Essayez un nom ou un code postal.`;
    const rest = total - this.options.length;
    const others = rest > 1 ? "autres résultats" : "autre résultat";
    return rest ? `${rest.toLocaleString("fr-FR")} ${others} : précisez.` : "";
  }

  canAdd({ code, group }) {
    return group > 0 && this.territories.length > 0 && !this.territories.includes(code);
  }

  press(event) {
    const { options, active } = this;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!options.length && event.key !== "Escape") return;
    if (event.key === "Escape") this.close();
    else if (move) this.activate((active + move + options.length) % options.length);
    else if (event.key === "Enter") this.choose(options[active].entry, event.shiftKey);
    else return;
    event.preventDefault();
  }

  activate(number) {
    this.options.forEach((option, at) => option.setAttribute("aria-selected", at === number));
    this.active = number;
    const option = this.options[number];
    option?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  /** Follow the link of an entry, or add it to what is under study. */
  choose({ code, group }, added) {
    if (this.data.beside) {
      this.close();
      navigate(`?avec=${[...this.data.beside, code].join(",")}`);
      return;
    }
    const codes = added && this.canAdd({ code, group }) ? [...this.territories, code] : [code];
    this.close();
    navigate(group === 0 ? `?reseau=${code}` : `?territoire=${codes.join(",")}`);
  }

  /** Show the list, or empty it and keep what is typed. */
  open(shown) {
    this.panel.hidden = !shown;
    this.input.setAttribute("aria-expanded", shown);
    if (shown) return;
    this.list.replaceChildren();
    this.activate(-1);
  }

  close() {
    this.open(false);
    this.input.value = this.resting;
  }

  tell(sentence) {
    this.news.textContent = sentence;
    this.news.hidden = !sentence;
  }
}
