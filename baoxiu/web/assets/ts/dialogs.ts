import { on } from "./dom";

function show(dialog: HTMLElement | null): void {
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** data-dialog="id" opens it; data-close closes the one around it; so does a click beside it. */
export function watchDialogs(): void {
  on<HTMLElement>("click", "[data-dialog]", (opener, event) => {
    event.preventDefault();
    show(document.getElementById(opener.dataset.dialog ?? ""));
  });
  on("click", "dialog [data-close]", (button) => button.closest("dialog")?.close());
  on<HTMLDialogElement>("click", "dialog", (dialog, event) => {
    if (event.target === dialog && !dialog.hasAttribute("data-keep")) dialog.close();
  });
  on<HTMLAnchorElement>("click", "a[data-lightbox]", enlarge);
  document.addEventListener("htmx:afterSwap", (event) => {
    const dialog = (event.target as HTMLElement).querySelector<HTMLElement>("dialog[data-open]");
    show(dialog);
  });
  for (const dialog of document.querySelectorAll<HTMLElement>("dialog[data-open]")) show(dialog);
}

function enlarge(link: HTMLAnchorElement, event: Event): void {
  const box = document.getElementById("lightbox");
  const image = box?.querySelector("img");
  const video = box?.querySelector("video");
  const words = box?.querySelector("p");
  if (!box || !image || !video || !words) return;
  event.preventDefault();
  const name = link.querySelector("img")?.alt ?? "";
  const moves = link.dataset.lightbox === "video";
  video.hidden = !moves;
  image.hidden = moves;
  (moves ? video : image).src = link.href;
  image.alt = moves ? "" : name;
  words.textContent = name;
  box.addEventListener("close", () => video.removeAttribute("src"), { once: true });
  show(box);
}
