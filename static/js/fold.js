/* A fold of filters stays as the visitor left it when its part of the page is brought anew. Without scripts it closes, and
   shows what was found. */
const open = new Set();

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.fold[id]")) return;
  open[event.target.open ? "add" : "delete"](event.target.id);
}, true);
document.addEventListener("htmx:load", (event) => {
  event.target.querySelectorAll("details.fold[id]").forEach((fold) => {
    fold.open = open.has(fold.id);
  });
});
