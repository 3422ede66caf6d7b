/** The stage: scenes already in the page, turned by keys, touch or clicker; asks nothing. */

const NEXT = ["ArrowRight", "ArrowDown", " ", "PageDown", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const SECONDS = 12;

/** Show the stage over everything, until the address leaves it; a talk begun goes on as it is. */
export function render({ data }) {
  const here = location.pathname;
  const there = document.querySelector("body > .stage");
  if (there?.asked === location.search) return;
  there?.talk.end();
  const holder = document.createElement("template");
  holder.innerHTML = data.html;
  document.body.append(holder.content);
  const stage = document.querySelector("body > .stage");
  const talk = new Talk(stage);
  Object.assign(stage, { asked: location.search, talk });
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
    const on = (target, name, act) => target.addEventListener(name, act, options);
    on(window, "keydown", (event) => this.key(event));
    on(root, "click", (event) => this.click(event));
    on(root, "pointerover", ({ target }) => { if (!this.kept) this.touch(target); });
    on(root, "focusin", ({ target }) => { this.kept = this.touch(target); });
    on(root, "pointerdown", ({ clientX }) => { this.from = clientX; });
    on(root, "pointerup", ({ clientX }) => this.swipe(clientX - this.from));
    on(document, "visibilitychange", () => this.stayAwake());
    for (const name of ["online", "offline"]) on(window, name, () => this.check());
    this.behind(true);
    this.clock = setInterval(() => this.tick(), 1000);
    const asked = this.scenes.findIndex(({ id }) => `#${id}` === location.hash);
    this.show(Math.max(asked, 0));
    this.stayAwake();
    if (new URLSearchParams(location.search).has("boucle")) this.auto();
  }

  end() {
    this.stop.abort();
    clearInterval(this.clock);
    this.window?.close();
    this.behind(false);
    this.root.remove();
  }

  /** Keep the keyboard out of the page under the stage. */
  behind(inert) {
    const page = document.getElementById("root");
    if (page) page.inert = inert;
  }

  /** Show a scene; past the last comes the first again, for a stand. */
  show(rank, step = 0) {
    this.rank = (rank + this.scenes.length) % this.scenes.length;
    const scene = this.scenes[this.rank];
    const steps = Number(scene.dataset.steps ?? 1);
    this.step = step < 0 ? steps - 1 : Math.min(step, steps - 1);
    this.turned = Date.now();
    this.kept = null;
    this.root.classList.remove("st-black");
    for (const one of this.scenes) one.hidden = one !== scene;
    this.fill(scene, steps);
    const share = 100 * (this.rank + (this.step + 1) / steps) / this.scenes.length;
    this.root.querySelector(".st-done i").style.width = `${share}%`;
    this.root.querySelector(".st-count").textContent = `${this.rank + 1} / ${this.scenes.length}`;
    history.replaceState(history.state, "", `#${scene.id}`);
    if (!scene.contains(document.activeElement)) scene.focus({ preventScroll: true });
    this.tell();
  }

  /** Show what had happened by the present step; the last shows the figures. */
  fill(scene, steps) {
    if (!scene.dataset.steps) return;
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
    const name = { a: "auto", b: "black", p: "presenter", l: "theme", f: "full" }[event.key.toLowerCase()];
    if (NEXT.includes(event.key)) this.next();
    else if (BACK.includes(event.key)) this.previous();
    else if (event.key === "Home") this.show(0);
    else if (event.key === "End") this.show(this.scenes.length - 1);
    else if (name) this[name]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  click({ target, detail }) {
    const control = target.closest("[data-do]");
    const step = target.closest("[data-go]");
    if (control) {
      this[control.dataset.do]();
      if (detail) control.blur(); // the space bar turns the scene again
    } else if (step) this.show(this.rank, Number(step.dataset.go));
    else this.kept = this.touch(target);
  }

  /** Tell what is under the finger; a territory leads to its live view where there is one. */
  touch(target) {
    const mark = target.closest?.(".st-tell");
    if (!mark) return null;
    const scene = mark.closest(".st-scene");
    const told = scene.querySelector(".st-told");
    told.textContent = mark.ariaLabel;
    if (mark.dataset.code && scene.querySelector(".st-code")) {
      const href = told.dataset.live + mark.dataset.code;
      told.insertAdjacentHTML("beforeend", ` <a href="${href}" target="_blank">La vue en direct</a>`);
    }
    return mark;
  }

  swipe(distance) {
    if (distance < -60) this.next();
    else if (distance > 60) this.previous();
  }

  auto() {
    this.running = !this.running;
    this.turned = Date.now();
    const button = this.root.querySelector('[data-do="auto"]');
    button.setAttribute("aria-pressed", this.running);
    button.textContent = this.running ? "❚❚" : "▶";
  }

  theme() {
    this.root.classList.toggle("st-light");
  }

  black() {
    this.root.classList.toggle("st-black");
  }

  restart() {
    this.began = Date.now();
    this.tick();
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
    if (Math.floor(Date.now() / 1000) % 10 === 0) this.check();
    const timer = this.window?.document.querySelector("time");
    if (timer) timer.textContent = new Date(1000 * elapsed).toISOString().slice(11, 19);
  }

  /** Say discreetly that the server is away: the scenes are all here and go on. */
  async check() {
    if (location.protocol === "file:") return;
    const there = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(4000) }).then((r) => r.ok, () => false);
    this.root.querySelector(".st-offline").textContent = there ? "" : "hors ligne : la suite est prête";
  }

  /** Open the speaker's window: notes, what comes next, what was left out and why, the time. */
  presenter() {
    this.window = open("", "lianes-presenter", "width=1000,height=760");
    const page = this.window?.document;
    if (!page) return;
    page.documentElement.lang = "fr";
    page.title = "Orateur · 1 000 LIANES";
    page.body.replaceChildren(this.root.querySelector(".st-desk").content.cloneNode(true));
    this.list(".out", ".st-left-out", this.root);
    page.onkeydown = (event) => this.key(event);
    page.onclick = (event) => this.click(event);
    this.tell();
    this.tick();
  }

  /** Keep the speaker's window in step. */
  tell() {
    const page = this.window?.document;
    if (!page?.querySelector("[data-slot]")) return;
    const scene = this.scenes[this.rank];
    const next = this.scenes[(this.rank + 1) % this.scenes.length];
    const words = {
      title: scene.ariaLabel,
      count: this.root.querySelector(".st-count").textContent,
      next: next.ariaLabel,
    };
    for (const slot of page.querySelectorAll("[data-slot]")) slot.textContent = words[slot.dataset.slot];
    this.list(".notes", ".st-notes", scene);
  }

  /** Copy a list of the stage into the speaker's window. */
  list(into, from, where) {
    const items = where.querySelector(from).cloneNode(true).children;
    this.window.document.querySelector(into).replaceChildren(...items);
  }
}
