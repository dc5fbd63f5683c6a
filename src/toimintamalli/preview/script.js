// Asks once a second whether a file has changed, and shows the page anew when one has; a text that
// is being edited waits for its editor. An edit goes to this machine's server, and to no other.
const fact = (name) => document.querySelector(`meta[name=${name}]`)?.content ?? "";
const token = fact("token");
const seen = fact("stamp");
const words = document.body.dataset;

const isEditing = () => document.querySelector("textarea") !== null;

setInterval(async () => {
  try {
    const stamp = await (await fetch("/stamp")).text();
    if (seen !== stamp && !isEditing()) location.reload();
  } catch {
    // The preview was stopped; when it runs again, the page goes on.
  }
}, 1000);

const makeButton = (name, act) => {
  const made = document.createElement("button");
  made.textContent = name;
  made.addEventListener("click", act);
  return made;
};

const edit = (button) => {
  const cell = button.closest("td");
  const area = document.createElement("textarea");
  const told = document.createElement("p");
  const { language, file, path, was, source } = button.dataset;
  const close = () => {
    form.remove();
    button.hidden = false;
    button.focus();
  };
  const save = async () => {
    told.textContent = "";
    try {
      const answer = await fetch("/save", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Preview-Token": token },
        body: JSON.stringify({ language, file, path, was, source, text: area.value }),
      });
      if (answer.ok) {
        form.remove();
        location.reload();
      } else {
        told.textContent = (await answer.json()).said || String(answer.status);
      }
    } catch {
      told.textContent = words.notReached;
    }
  };
  const form = document.createElement("div");
  area.value = was;
  area.rows = Math.max(3, Math.ceil(was.length / 50) + was.split("\n").length);
  area.setAttribute("aria-label", path);
  told.setAttribute("role", "alert");
  told.className = "wrong";
  form.append(area, makeButton(words.save, save), makeButton(words.cancel, close), told);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    if (event.key === "Escape") close();
  });
  button.hidden = true;
  cell.append(form);
  area.focus();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.edit");
  if (button) edit(button);
});

// Somebody may close the page with a text half written.
addEventListener("beforeunload", (event) => {
  if (isEditing()) event.preventDefault();
});
