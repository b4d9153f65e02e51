/** The list below the search box: arrows walk through it, Enter opens, Escape and leaving close it. */
export function watchFinder(): void {
  const form = document.querySelector<HTMLElement>("[data-finder]");
  const box = form?.querySelector<HTMLInputElement>("input");
  const list = form?.querySelector<HTMLElement>("#found");
  if (!form || !box || !list) return;
  const links = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("a")];
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      list.replaceChildren();
      box.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops: HTMLElement[] = [box, ...links()];
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target as Node)) list.replaceChildren();
  });
}
