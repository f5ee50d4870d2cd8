/** Icons as SVG paths on a 20 × 20 grid, drawn in the text's colour. */

const svgNamespace = "http://www.w3.org/2000/svg";

const shapes = {
  play: "M6 3.8v12.4a.8.8 0 0 0 1.2.7l10-6.2a.8.8 0 0 0 0-1.4l-10-6.2a.8.8 0 0 0-1.2.7z",
  pause: "M5.5 3.5h3v13h-3zM11.5 3.5h3v13h-3z",
  step: "M4 4.2v11.6a.7.7 0 0 0 1.1.6l8.4-5.8a.7.7 0 0 0 0-1.2L5.1 3.6a.7.7 0 0 0-1.1.6zM14.5 3.5h2.2v13h-2.2z",
  reset: "M10 3a7 7 0 1 1-6.6 4.7l1.9.7A5 5 0 1 0 10 5v2.6L5.6 4.1 10 .6z",
  latest: "M3.5 4.2v11.6a.7.7 0 0 0 1.1.6L12 11v4.8h2.5v-11.6H12V9L4.6 3.6a.7.7 0 0 0-1.1.6z",
  undo: "M7.5 3.4v3h3.7a4.9 4.9 0 0 1 0 9.8H6v-2h5.2a2.9 2.9 0 0 0 0-5.8H7.5v3L3 7.4z",
  redo: "M12.5 3.4v3H8.8a4.9 4.9 0 0 0 0 9.8H14v-2H8.8a2.9 2.9 0 0 1 0-5.8h3.7v3L17 7.4z",
  chevron: "M5.2 7.2 10 12l4.8-4.8 1.2 1.2-6 6-6-6z",
  arrow: "M3 9h10.2L9.6 5.4 11 4l6 6-6 6-1.4-1.4 3.6-3.6H3z",
  check: "M8 15.2 3.4 10.6 4.8 9.2 8 12.4l7.2-7.2 1.4 1.4z",
  open: "M11 3h6v6h-2V6.4l-6.3 6.3-1.4-1.4L13.6 5H11zM3 5h6v2H5v8h8v-4h2v6H3z",
  close: "M5.4 4 10 8.6 14.6 4 16 5.4 11.4 10l4.6 4.6-1.4 1.4L10 11.4 5.4 16 4 14.6 8.6 10 4 5.4z",
  download: "M9 2.5h2v7.2l2.6-2.6L15 8.5l-5 5-5-5 1.4-1.4L9 9.7zM3.5 14.5h2V16h9v-1.5h2V18h-13z",
  link: "M8.3 11.7a3 3 0 0 1 0-4.2l3-3a3 3 0 0 1 4.3 4.2l-1.4 1.4.1-2.2.2-.2a1.2 1.2 0 0 0-1.7-1.8l-3 3a1.3 1.3 0 0 0 0 1.8l-1.4 1.3zm3.4-3.4a3 3 0 0 1 0 4.2l-3 3a3 3 0 0 1-4.3-4.2l1.4-1.4-.1 2.2-.2.2a1.2 1.2 0 0 0 1.7 1.8l3-3a1.3 1.3 0 0 0 0-1.8l1.4-1.3z",
  sun: "M10 6a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM9.2 1h1.6v3H9.2zM9.2 16h1.6v3H9.2zM1 9.2h3v1.6H1zM16 9.2h3v1.6h-3zM3.1 4.2l1.1-1.1 2.1 2.1-1.1 1.1zM13.7 14.8l1.1-1.1 2.1 2.1-1.1 1.1zM3.1 15.8l2.1-2.1 1.1 1.1-2.1 2.1zM13.7 5.2l2.1-2.1 1.1 1.1-2.1 2.1z",
  moon: "M8.2 2.2a8 8 0 1 0 9.6 9.6A6.6 6.6 0 0 1 8.2 2.2z",
} as const;

/** The name of an icon. */
export type Icon = keyof typeof shapes;

/** A fresh icon; it says nothing to a screen reader, so its button needs a name. */
export function icon(name: Icon): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", shapes[name]);
  svg.append(path);
  return svg;
}
