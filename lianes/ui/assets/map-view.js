/** The part of the plane in view: moves to a box, keeps patterns and texts at screen size. */

const DURATION = 300;
const SIDES = ["x", "y", "width", "height"];

export class View {
  /** Units of the drawing in one unit of the shapes that patterns fill. */
  unit = 1;
  box = null;
  turn = 0;

  constructor(root) {
    this.root = root;
    this.patterns = root.querySelectorAll("pattern");
    this.sized = root.querySelectorAll(".lm-names, .lm-points");
    new ResizeObserver(() => this.rescale()).observe(root);
  }

  get ratio() {
    return this.root.clientWidth / this.root.clientHeight || 1;
  }

  /** Go to a box, smoothly unless the reader asked for less motion. */
  moveTo(target) {
    const turn = ++this.turn;
    const from = this.box;
    const still = !from || SIDES.every((side) => Math.abs(from[side] - target[side]) < 1e-6);
    if (still || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.show(target);
      return;
    }
    const start = performance.now();
    const step = (now) => {
      if (turn !== this.turn) return;
      const share = Math.min(1, Math.max(0, (now - start) / DURATION));
      this.show(between(from, target, 1 - (1 - share) ** 3));
      if (share < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  show(box) {
    this.box = box;
    this.root.setAttribute("viewBox", SIDES.map((side) => box[side]).join(" "));
    this.rescale();
  }

  /** Kilometres per pixel change with the zoom and the window; hatching and texts do not. */
  rescale() {
    const { clientWidth, clientHeight } = this.root;
    if (!this.box || !clientWidth || !clientHeight) return;
    const scale = Math.max(this.box.width / clientWidth, this.box.height / clientHeight);
    for (const layer of this.sized) layer.style.setProperty("--lm-px", scale);
    for (const pattern of this.patterns) {
      const { turn } = pattern.dataset;
      pattern.setAttribute("patternTransform", `scale(${scale / this.unit}) ${turn}`);
    }
  }
}

function between(from, to, share) {
  return Object.fromEntries(
    SIDES.map((side) => [side, from[side] + (to[side] - from[side]) * share]));
}
