/* The configurator: a choice is sent as it is made, one after the other, through the part of the page that stays;
   a form that an answer replaced meanwhile still counts. Without scripts each form has its own button. Arrows walk
   through the choices and Space or Enter takes one, for taking a choice may ask a question; whoever chose stays there. */
const NEXT = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
let place = "";

const back = () => {
  const left = document.getElementById(place);
  if (!left || document.querySelector("dialog:modal")) return;
  const fold = left.closest("details");
  if (fold) fold.open = true;
  const now = document.activeElement;
  if (now === document.body || !now.checkVisibility()) left.focus({ preventScroll: true });
};

document.addEventListener("change", (event) => {
  const form = event.target.form;
  const board = document.getElementById("configure");
  if (!form?.matches("[data-choice]") || !board) return;
  place = event.target.id;
  const values = Object.fromEntries(new FormData(form));
  window.htmx.ajax("POST", form.getAttribute("action"), { source: board, target: board, swap: "innerHTML show:none", values });
});
document.addEventListener("keydown", (event) => {
  const here = event.target;
  if (here.type !== "radio" || !here.form?.matches("[data-choice]")) return;
  if (event.key === "Enter") here.click();
  else if (event.key in NEXT) {
    const all = [...here.form.elements].filter((one) => one.type === "radio" && one.checkVisibility());
    all.at((all.indexOf(here) + NEXT[event.key]) % all.length).focus();
  } else return;
  event.preventDefault();
});
document.addEventListener("htmx:afterSettle", back);
document.addEventListener("close", back, true);
