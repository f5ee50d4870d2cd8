/** Work offline: the service worker that keeps the site is started once the page has settled, and a new version is offered when it is there. */
import type { Notices } from "./words/notice";

/** How long the page has for itself before the site is kept, in milliseconds. */
const settle = 4000;
/** The least time between two looks for a new version, in milliseconds. */
const lookEvery = 3_600_000;

export class Offline {
  private registration: ServiceWorkerRegistration | undefined;
  private looked = performance.now();

  constructor(private readonly notices: Notices) {}

  /** Keeps the site once the page has settled. Browsers that programs drive keep it only when asked to. */
  start(): void {
    if (!possible() || navigator.webdriver) return;
    setTimeout(() => void this.keep().catch(() => undefined), settle); // Without it the site comes from the network, as before.
  }

  /** Keeps the site for work offline; resolves when all of it is there. */
  async keep(): Promise<void> {
    if (!possible()) throw new Error("A site can be kept where it is served over https, or from this machine: this page is not.");
    const registration = await navigator.serviceWorker.register("sw.js");
    if (this.registration === undefined) this.watch(registration);
    const fresh = registration.installing;
    if (fresh !== null) await installed(fresh);
    await navigator.serviceWorker.ready;
  }

  private watch(registration: ServiceWorkerRegistration): void {
    this.registration = registration;
    const offer = (): void => void this.offer(registration);
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
    offer();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || performance.now() - this.looked < lookEvery) return;
      this.looked = performance.now();
      void registration.update().catch(() => undefined); // There is no network to look in.
    });
  }

  /** Offers a version that waits, unless this page is of it. */
  private async offer({ waiting }: ServiceWorkerRegistration): Promise<void> {
    if (waiting === null || navigator.serviceWorker.controller === null || (await holdsThisPage(waiting))) return;
    this.notices.show("A new version is ready. Loading it ends this run.", {
      label: "Load it",
      act: () => {
        navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload(), { once: true });
        waiting.postMessage({ type: "take-over" });
      },
    });
  }
}

/** Whether the browser keeps sites of this origin: not of files, and not of frames without one. */
function possible(): boolean {
  return window.isSecureContext && window.origin !== "null" && "serviceWorker" in navigator;
}

function installed(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed" || worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("The site could not be kept: the browser has no room for it, or part of it did not arrive whole."));
    });
  });
}

/** Asks a service worker whether its version has this page's script. */
function holdsThisPage(worker: ServiceWorker): Promise<boolean> {
  const script = new URL(import.meta.url).pathname.split("/").pop();
  const line = new MessageChannel();
  return new Promise((resolve) => {
    line.port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data === true);
    worker.postMessage({ type: "holds", name: script }, [line.port2]);
  });
}
