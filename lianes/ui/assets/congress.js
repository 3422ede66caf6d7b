/** The stage: scenes already in the page, turned by keys, touch or clicker; asks nothing. */

const NEXT = ["ArrowRight", "ArrowDown", " ", "PageDown", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const SECONDS = 12;

/** Show the stage of the page over everything, until the address leaves it. */
export function render({ data, parentElement }) {
  if (parentElement.shown === data.html) return;
  parentElement.shown = data.html;
  document.querySelector("body > .stage")?.remove();
  const holder = document.createElement("template");
  holder.innerHTML = data.html;
  document.body.append(holder.content);
  const here = location.pathname;
  const talk = new Talk(document.querySelector("body > .stage"));
  addEventListener("popstate", function away() {
    if (location.pathname === here) return;
    talk.end();
    removeEventListener("popstate", away);
  });
}

export class Talk {
  rank = 0;
  step = 0;
  began = Date.now();

  constructor(root) {
    this.root = root;
    this.scenes = [...root.querySelectorAll(".st-scene")];
    this.stop = new AbortController();
    const options = { signal: this.stop.signal };
    addEventListener("keydown", (event) => this.key(event), options);
    root.addEventListener("click", (event) => this.click(event), options);
    root.addEventListener("pointerdown", ({ clientX }) => { this.from = clientX; }, options);
    root.addEventListener("pointerup", ({ clientX }) => this.swipe(clientX - this.from), options);
    document.addEventListener("visibilitychange", () => this.stayAwake(), options);
    this.clock = setInterval(() => this.tick(), 1000);
    const asked = this.scenes.findIndex(({ id }) => `#${id}` === location.hash);
    this.show(Math.max(asked, 0));
    this.stayAwake();
  }

  end() {
    this.stop.abort();
    clearInterval(this.clock);
    this.window?.close();
    this.root.remove();
  }

  /** Show a scene; past the last comes the first again, for a stand. */
  show(rank, step = 0) {
    this.rank = (rank + this.scenes.length) % this.scenes.length;
    const scene = this.scenes[this.rank];
    const steps = Number(scene.dataset.steps ?? 1);
    this.step = step < 0 ? steps - 1 : Math.min(step, steps - 1);
    this.turned = Date.now();
    for (const one of this.scenes) one.hidden = one !== scene;
    this.fill(scene, steps);
    const share = 100 * (this.rank + (this.step + 1) / steps) / this.scenes.length;
    this.root.querySelector(".st-done i").style.width = `${share}%`;
    history.replaceState(history.state, "", `#${scene.id}`);
    scene.focus({ preventScroll: true });
    this.tell();
  }

  /** Show what had happened by the present step; the last shows the figures. */
  fill(scene, steps) {
    if (steps < 2) return;
    scene.classList.toggle("st-last", this.step === steps - 1);
    for (const mark of scene.querySelectorAll("[data-from]")) {
      mark.classList.toggle("st-on", Number(mark.dataset.from) <= this.step);
    }
    for (const count of scene.querySelectorAll("[data-step]")) {
      count.hidden = Number(count.dataset.step) !== this.step;
    }
  }

  next() {
    const steps = Number(this.scenes[this.rank].dataset.steps ?? 1);
    if (this.step + 1 < steps) this.show(this.rank, this.step + 1);
    else this.show(this.rank + 1);
  }

  previous() {
    if (this.step > 0) this.show(this.rank, this.step - 1);
    else this.show(this.rank - 1, -1);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onControl = event.target.closest?.("button, a") && [" ", "Enter"].includes(event.key);
    if (onControl) return;
    const name = { a: "auto", p: "presenter", l: "theme", f: "full" }[event.key.toLowerCase()];
    if (NEXT.includes(event.key)) this.next();
    else if (BACK.includes(event.key)) this.previous();
    else if (event.key === "Home") this.show(0);
    else if (event.key === "End") this.show(this.scenes.length - 1);
    else if (name) this[name]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  click({ target }) {
    const control = target.closest("[data-do]");
    const place = target.closest("[data-words]");
    if (control) this[control.dataset.do]();
    else if (place) place.closest(".st-map").querySelector(".st-told").textContent = place.dataset.words;
  }

  swipe(distance) {
    if (distance < -60) this.next();
    else if (distance > 60) this.previous();
  }

  auto() {
    this.running = !this.running;
    this.turned = Date.now();
    const button = this.root.querySelector('[data-do="auto"]');
    button.setAttribute("aria-pressed", String(this.running));
    button.textContent = this.running ? "❚❚" : "▶";
  }

  theme() {
    this.root.classList.toggle("st-light");
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  }

  async stayAwake() {
    if (document.visibilityState !== "visible") return;
    await navigator.wakeLock?.request("screen").catch(() => null);
  }

  tick() {
    const pause = this.scenes[this.rank].dataset.steps ? 3 : SECONDS;
    if (this.running && Date.now() - this.turned >= 1000 * pause) this.next();
    const elapsed = Math.floor((Date.now() - this.began) / 1000);
    if (elapsed % 10 === 0) this.check();
    const timer = this.window?.document.querySelector("time");
    if (timer) timer.textContent = new Date(1000 * elapsed).toISOString().slice(11, 19);
  }

  /** Say discreetly that the server is away: the scenes are all here and go on. */
  async check() {
    if (location.protocol === "file:") return;
    const there = await fetch("/healthz", { cache: "no-store" }).then((r) => r.ok, () => false);
    this.root.querySelector(".st-offline").textContent = there ? "" : "hors ligne : la suite est prête";
  }

  /** Open the speaker's window: notes, what comes next, what was left out and why, the time. */
  presenter() {
    this.window = open("", "lianes-presenter", "width=900,height=700");
    this.tell();
  }

  tell() {
    const page = this.window?.document;
    if (!page?.body) return;
    const scene = this.scenes[this.rank];
    const next = this.scenes[(this.rank + 1) % this.scenes.length];
    page.documentElement.lang = "fr";
    page.title = "Orateur · 1 000 LIANES";
    page.body.style.cssText = "font:22px/1.5 sans-serif;margin:2rem;color:#14263b";
    const part = (tag, text) => Object.assign(page.createElement(tag), { textContent: text });
    const list = (items) => {
      const made = page.createElement("ul");
      made.append(...[...items].map(({ textContent }) => part("li", textContent)));
      return made;
    };
    page.body.replaceChildren(
      part("time", ""),
      part("h1", `${this.rank + 1} / ${this.scenes.length} · ${scene.ariaLabel}`),
      list(scene.querySelectorAll(".st-notes li")),
      part("h2", `Ensuite : ${next.ariaLabel}`),
      part("h2", "Scènes laissées de côté"),
      list(this.root.querySelectorAll(".st-left-out li")),
    );
    page.onkeydown = (event) => this.key(event);
  }
}
