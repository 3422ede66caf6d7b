/** The part of the plane in view: moves to a box, keeps patterns and texts at screen size. */

const DURATION = 300;

export class View {
  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.svg = svg;
    this.box = null;
    this.turn = 0;
    /** Units of the drawing in one unit of the shapes that patterns fill. */
    this.unit = 1;
    this.patterns = [...svg.querySelectorAll("pattern")];
    new ResizeObserver(() => this.rescale()).observe(svg);
  }

  /** Proportions of the drawing on screen. */
  get ratio() {
    const { clientWidth, clientHeight } = this.svg;
    return clientWidth && clientHeight ? clientWidth / clientHeight : 1;
  }

  /** Go to a box, smoothly unless the reader asked for less motion. */
  moveTo(target) {
    const turn = ++this.turn;
    const from = this.box;
    if (!from || sameBox(from, target) || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.show(target);
      return;
    }
    const start = performance.now();
    const step = (now) => {
      if (turn !== this.turn) return;
      const share = Math.min(1, Math.max(0, (now - start) / DURATION));
      this.show(between(from, target, eased(share)));
      if (share < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  show(box) {
    this.box = box;
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    this.rescale();
  }

  /** Kilometres per pixel change with the zoom and the window; hatching and texts do not. */
  rescale() {
    const { clientWidth, clientHeight } = this.svg;
    if (!this.box || !clientWidth || !clientHeight) return;
    const scale = Math.max(this.box.width / clientWidth, this.box.height / clientHeight);
    this.svg.style.setProperty("--lm-px", String(scale));
    for (const pattern of this.patterns) {
      pattern.setAttribute("patternTransform", `scale(${scale / this.unit}) ${pattern.dataset.turn ?? ""}`);
    }
  }
}

function sameBox(a, b) {
  return ["x", "y", "width", "height"].every((side) => Math.abs(a[side] - b[side]) < 1e-6);
}

function between(from, to, share) {
  const mix = (side) => from[side] + (to[side] - from[side]) * share;
  return { x: mix("x"), y: mix("y"), width: mix("width"), height: mix("height") };
}

function eased(share) {
  return 1 - (1 - share) ** 3;
}
