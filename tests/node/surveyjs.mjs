// Loads a SurveyJS form as a web page would, and says what survey-core made of it.
// node surveyjs.mjs FORM LOCALE… < answers
import { readFileSync } from "node:fs";

import "survey-core/survey.i18n";
import { Model } from "survey-core";
import { lintSurvey } from "survey-core/linter";

const [file, ...locales] = process.argv.slice(2);
const form = JSON.parse(readFileSync(file, "utf8"));
const survey = new Model(form);

function shown(locale) {
  survey.locale = locale;
  const questions = survey.getAllQuestions();
  return {
    title: survey.locTitle.renderedHtml,
    questions: Object.fromEntries(questions.map((each) => [each.name, each.locTitle.renderedHtml])),
    choices: Object.fromEntries(
      questions
        .filter((each) => each.choices)
        .map((each) => [each.name, each.choices.map((choice) => [choice.value, choice.text])]),
    ),
  };
}

const said = {
  errors: (survey.jsonErrors ?? []).map((each) => each.message),
  lint: lintSurvey(form),
  locale: survey.locale,
  types: Object.fromEntries(survey.getAllQuestions().map((each) => [each.name, each.getType()])),
  shown: Object.fromEntries(locales.map((locale) => [locale, shown(locale)])),
};
survey.data = JSON.parse(readFileSync(0, "utf8") || "{}");
survey.doComplete();
console.log(JSON.stringify({ ...said, result: survey.data }));
