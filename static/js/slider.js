/* A slider shows its value and its filled part as it moves. The words come from data-format ("{} €"), data-divide
   turns cents into euros. Without scripts the server's value stays and the form still sends the number. */
const paint = (input) => {
  const low = Number(input.min || 0);
  const high = Number(input.max || 100);
  const share = high > low ? (Number(input.value) - low) / (high - low) : 0;
  input.style.setProperty("--fill", `${(share * 100).toFixed(2)}%`);
};

const say = (input) => {
  const output = input.closest(".slider")?.querySelector("output");
  if (!output) return;
  const amount = Number(input.value) / Number(input.dataset.divide || 1);
  const words = new Intl.NumberFormat(document.documentElement.lang).format(amount);
  output.textContent = (input.dataset.format || "{}").replace("{}", words);
  input.setAttribute("aria-valuetext", output.textContent);
};

const start = (root) => root.querySelectorAll(".slider__input").forEach(paint);

document.addEventListener("input", (event) => {
  if (!event.target.matches?.(".slider__input")) return;
  paint(event.target);
  say(event.target);
});
document.addEventListener("htmx:load", (event) => start(event.target));
start(document);
