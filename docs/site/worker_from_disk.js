/* From a disk a browser refuses workers, so the search of the site runs in a hidden frame instead. */
if (location.protocol === "file:")
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = Object.assign(document.createElement("iframe"), { hidden: true, srcdoc: "" });
      this.inside = new Promise((resolve) => {
        frame.onload = () => {
          const { contentDocument: page, contentWindow: inside } = frame;
          inside.postMessage = (data) => this.#say(data);
          const onload = () => resolve(inside);
          page.body.append(Object.assign(page.createElement("script"), { src: url, onload }));
        };
      });
      document.documentElement.append(frame);
    }

    #say(data) {
      const message = new MessageEvent("message", { data });
      this.onmessage?.(message);
      this.dispatchEvent(message);
    }

    postMessage(data) {
      this.inside.then((inside) => inside.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {}
  };
