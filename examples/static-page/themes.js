/** What each list is called on this page; everything else comes from `v1`. */
const WORDS = {
  fi: { questions: "Pohdittavaksi", practices: "Toimi taitavasti" },
  sv: { questions: "Att fundera på", practices: "Agera klokt" },
  en: { questions: "To think about", practices: "Act skilfully" },
};

const read = async (path) => {
  const answer = await fetch(`v1/${path}`);
  if (!answer.ok) throw new Error(`v1/${path}: ${answer.status}`);
  return answer.json();
};

function make(name, ...children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

/** A text as an element; one that is not translated says which language it is in. */
function say(name, text, fallback) {
  const element = make(name, text);
  if (fallback) element.lang = fallback;
  return element;
}

async function show(language) {
  const { model, fallbacks } = await read(`${language}/model.json`);
  const words = WORDS[language] ?? WORDS.en;
  const list = (theme, at, name) => [
    make("h3", words[name]),
    make(
      "ul",
      ...theme[name].map((item, number) => {
        const found = say("li", item.text, fallbacks[`${at}/${name}/${number}/text`]);
        found.id = item.id;
        return found;
      }),
    ),
  ];
  const themes = model.themes.map((theme, number) => {
    const at = `/model/themes/${number}`;
    const title = say("h2", `${theme.number}. ${theme.title}`, fallbacks[`${at}/title`]);
    return make("section", title, ...list(theme, at, "questions"), ...list(theme, at, "practices"));
  });
  document.documentElement.lang = language;
  document.title = model.title;
  document.getElementById("model").replaceChildren(make("h1", model.title), ...themes);
  for (const button of document.querySelectorAll("nav button"))
    button.setAttribute("aria-pressed", String(button.lang === language));
}

const { languages } = await read("index.json");
document.getElementById("languages").replaceChildren(
  ...languages.map((language) => {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    const button = say("button", name, language);
    button.addEventListener("click", () => show(language));
    return button;
  }),
);
const wanted = navigator.languages.map((language) => language.split("-")[0]);
await show(wanted.find((each) => languages.includes(each)) ?? languages[0]);
