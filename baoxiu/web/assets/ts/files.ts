import { on } from "./dom";

/** Shows what was chosen: pictures as pictures, other files by name. */
export function watchFiles(): void {
  on<HTMLInputElement>("change", ".picker > input[type=file]", preview);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    on<HTMLElement>(kind, ".picker", (picker, event) => drag(picker, event as DragEvent));
  }
}

function preview(input: HTMLInputElement): void {
  const shelf = input.parentElement?.querySelector<HTMLElement>(".photos");
  if (!shelf) return;
  for (const image of shelf.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  shelf.replaceChildren(...[...(input.files ?? [])].map(thumbnail));
  shelf.hidden = !input.files?.length;
}

function thumbnail(file: File): HTMLElement {
  const item = document.createElement("li");
  const figure = document.createElement("figure");
  const words = document.createElement("figcaption");
  words.textContent = file.name;
  if (file.type.startsWith("image/")) {
    const image = document.createElement("img");
    image.alt = file.name;
    image.src = URL.createObjectURL(file);
    figure.append(image);
  }
  figure.append(words);
  item.append(figure);
  return item;
}

function drag(picker: HTMLElement, event: DragEvent): void {
  event.preventDefault();
  picker.classList.toggle("over", event.type === "dragover");
  const input = picker.querySelector<HTMLInputElement>("input[type=file]");
  if (event.type !== "drop" || !input || !event.dataTransfer?.files.length) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
