import { on } from "./dom";

/** Shows what was chosen: pictures as pictures, other files by name. */
export function watchFiles(): void {
  on<HTMLInputElement>("change", ".picker > input[type=file]", preview);
  on<HTMLInputElement>("change", "input[type=file][accept*='video/']", frames);
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

const VIDEOS = ["video/mp4", "video/quicktime", "video/webm"];
const FRAME_SIDE = 720;

/** Sends the first frame of each video along, in a hidden field; what cannot be played here goes without one. */
function frames(input: HTMLInputElement): void {
  const around = input.parentElement;
  const name = `${input.name}-poster`;
  for (const old of around?.querySelectorAll(`input[name="${name}"]`) ?? []) old.remove();
  [...(input.files ?? [])].forEach((file, place) => {
    if (!VIDEOS.includes(file.type)) return;
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = name;
    around?.append(hidden);
    draw(file, (address) => {
      hidden.value = address;
      const figure = around?.querySelectorAll(".photos figure")[place];
      const image = document.createElement("img");
      image.alt = file.name;
      image.src = address;
      figure?.prepend(image);
    });
  });
}

function draw(file: File, done: (address: string) => void): void {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  video.addEventListener("loadeddata", () => { video.currentTime = Math.min(0.3, (video.duration || 0) / 2); }, { once: true });
  video.addEventListener("seeked", () => {
    const scale = Math.min(1, FRAME_SIDE / Math.max(video.videoWidth, video.videoHeight, 1));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    if (canvas.width) done(canvas.toDataURL("image/jpeg", 0.7));
    URL.revokeObjectURL(video.src);
  }, { once: true });
  video.src = URL.createObjectURL(file);
}

function drag(picker: HTMLElement, event: DragEvent): void {
  event.preventDefault();
  picker.classList.toggle("over", event.type === "dragover");
  const input = picker.querySelector<HTMLInputElement>("input[type=file]");
  if (event.type !== "drop" || !input || !event.dataTransfer?.files.length) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
