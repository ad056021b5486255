// Mounts the editor over every text of the page that has its parts.
import { mount } from "./mount.js";

for (const place of document.querySelectorAll("[data-editor]:has(> template[data-editor-parts])")) mount(place);

export { size } from "./count.js";
export { isLink } from "./link.js";
export { htmlOf } from "./mount.js";
