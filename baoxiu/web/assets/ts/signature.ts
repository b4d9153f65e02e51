import SignaturePad from "signature_pad";
import { every } from "./dom";

/** A signature of one short line is a slip of the finger. */
const FEWEST_POINTS = 12;

export function wireSignatures(part: HTMLElement): void {
  for (const box of every(part, "[data-signature]")) wire(box);
}

function wire(box: HTMLElement): void {
  const canvas = box.querySelector("canvas");
  const drawn = box.querySelector<HTMLInputElement>("input[type=hidden]");
  if (!canvas || !drawn) return;
  const pad = new SignaturePad(canvas, { penColor: "#12222b", backgroundColor: "rgb(255,255,255)", minWidth: 0.9, maxWidth: 2.8 });
  const fit = (): void => resize(canvas, pad);
  const keep = (): void => {
    drawn.value = points(pad) >= FEWEST_POINTS ? canvas.toDataURL("image/png") : "";
    box.toggleAttribute("data-drawn", !pad.isEmpty());
    box.classList.remove("missing");
  };
  pad.addEventListener("beginStroke", () => box.toggleAttribute("data-drawn", true));
  pad.addEventListener("endStroke", keep);
  box.querySelector("[data-clear]")?.addEventListener("click", () => {
    pad.clear();
    keep();
  });
  box.closest("form")?.addEventListener("submit", (event) => require(box, drawn, event), true);
  new ResizeObserver(fit).observe(canvas);
}

function points(pad: SignaturePad): number {
  return pad.toData().reduce((sum, stroke) => sum + stroke.points.length, 0);
}

/** Drawn, or by keyboard: a typed name and a tick. */
function require(box: HTMLElement, drawn: HTMLInputElement, event: Event): void {
  const typed = box.querySelector<HTMLInputElement>("input[type=text]");
  const ticked = box.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (!box.hasAttribute("data-required") || drawn.value || (typed?.value.trim() && ticked?.checked)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  box.classList.add("missing");
  box.scrollIntoView({ block: "center" });
  box.querySelector("canvas")?.focus();
}

function resize(canvas: HTMLCanvasElement, pad: SignaturePad): void {
  const ratio = Math.max(devicePixelRatio, 1);
  if (canvas.width === Math.round(canvas.offsetWidth * ratio)) return;
  const strokes = pad.toData();
  canvas.width = Math.round(canvas.offsetWidth * ratio);
  canvas.height = Math.round(canvas.offsetHeight * ratio);
  canvas.getContext("2d")?.scale(ratio, ratio);
  pad.fromData(strokes);
}
