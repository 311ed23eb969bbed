/* The configurator: a choice is sent as it is made, one after the other, through the part of the page that stays;
   a form that an answer replaced meanwhile still counts. Without scripts each form has its own button. */
document.addEventListener("change", (event) => {
  const form = event.target.form;
  const board = document.getElementById("configure");
  if (!form?.matches("[data-choice]") || !board) return;
  const values = Object.fromEntries(new FormData(form));
  window.htmx.ajax("POST", form.getAttribute("action"), { source: board, target: board, swap: "innerHTML show:none", values });
});
