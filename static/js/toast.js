/* A toast leaves by itself after eight seconds, unless it is pointed at or holds the focus. */
const STAY = 8000;

const leave = (toast) => {
  if (toast.matches(":hover, :focus-within")) {
    setTimeout(leave, STAY, toast);
    return;
  }
  toast.remove();
};

const start = (root) => {
  if (root.matches?.(".toast")) setTimeout(leave, STAY, root);
  root.querySelectorAll?.(".toast").forEach((toast) => setTimeout(leave, STAY, toast));
};

document.addEventListener("htmx:load", (event) => start(event.target));
start(document);
