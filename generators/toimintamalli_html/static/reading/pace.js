/** Work in slices: whoever reads for longer lets the page paint in between. */

const SLICE = 40;

export class Pace {
  #since = performance.now();

  /** Whether it is time to let the page paint. */
  get isDue() {
    return performance.now() - this.#since > SLICE;
  }

  /** Let the page paint. */
  async rest() {
    await new Promise((go) => setTimeout(go));
    this.#since = performance.now();
  }
}
