/** The style of the element's inside. A constructed sheet, which no security policy of the page around it forbids. */

const rules = `
:host {
  display: block;
  position: relative;
  box-sizing: border-box;
  width: 100%;
  aspect-ratio: 4 / 3;
  min-height: 24rem;
  border: 1px solid color-mix(in srgb, currentColor 18%, transparent);
  border-radius: 6px;
  overflow: hidden;
}
:host([hidden]) {
  display: none;
}
@media (max-width: 599px) {
  :host { aspect-ratio: 4 / 5; }
}
iframe, .poster {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
  margin: 0;
  padding: 0;
  border: 0;
}
.poster {
  --paper: #fcfcfc;
  --accent: #0a6b58;
  --on-accent: #fff;
  z-index: 1;
  background: var(--paper);
  cursor: pointer;
}
.poster[data-theme="dark"] {
  --paper: #14161a;
  --accent: #55c9ac;
  --on-accent: #0c1512;
}
.poster > :is(svg, img) {
  display: block;
  width: 100%;
  height: 100%;
  object-fit: cover;
}
.noise { fill: #8a8a8a; }
.generated { fill: #d55e00; }
.target { fill: none; stroke: #0072b2; stroke-width: 0.6; }
.trail { fill: none; stroke: #d55e00; stroke-width: 0.4; opacity: 0.35; }
.sign {
  position: absolute;
  inset: 0;
  width: 4rem;
  height: 4rem;
  margin: auto;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: 0 0 0 6px var(--paper);
}
.sign::after {
  content: "";
  position: absolute;
  top: 1.25rem;
  left: 1.55rem;
  border: solid transparent;
  border-width: 0.75rem 0 0.75rem 1.25rem;
  border-left-color: var(--on-accent);
}
.poster:focus-visible .sign {
  outline: 3px solid var(--accent);
  outline-offset: 8px;
}
.loading .sign { animation: breathe 1.2s ease-in-out infinite alternate; }
@keyframes breathe { to { opacity: 0.45; } }
@media (prefers-reduced-motion: reduce) { .loading .sign { animation: none; opacity: 0.6; } }
`;

let sheet: CSSStyleSheet | undefined;

/** The sheet, one for all elements. */
export function styleSheet(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
  }
  return sheet;
}
