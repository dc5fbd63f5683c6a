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
    questions: Object.fromEntries(questions.map((question) => [question.name, question.locTitle.renderedHtml])),
    choices: Object.fromEntries(
      questions
        .filter((question) => question.choices)
        .map((question) => [question.name, question.choices.map((choice) => [choice.value, choice.text])]),
    ),
  };
}

const said = {
  errors: (survey.jsonErrors ?? []).map((error) => error.message),
  lint: lintSurvey(form),
  locale: survey.locale,
  types: Object.fromEntries(survey.getAllQuestions().map((question) => [question.name, question.getType()])),
  shown: Object.fromEntries(locales.map((locale) => [locale, shown(locale)])),
};
survey.data = JSON.parse(readFileSync(0, "utf8") || "{}");
survey.doComplete();
console.log(JSON.stringify({ ...said, result: survey.data }));
