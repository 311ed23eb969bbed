/* While months or kilometres are moved, each way's payment a month comes from the grid that the page brought along, in the
   server's words; on release the server answers for the whole page. Without scripts the form is sent. */
const AXES = ["months", "km_per_year"];

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.ahead || !AXES.includes(event.target.name)) return;
  const grid = JSON.parse(form.dataset.ahead);
  const stand = AXES.map((name) => form.elements[name].value).join(" ");
  document.querySelectorAll("[data-monthly]").forEach((cell) => {
    cell.textContent = grid[cell.dataset.monthly]?.[stand] ?? "–";
  });
});
