export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "attr-quotes": "off", // a page leaves out quotes that no browser needs
    "no-implicit-input-type": "off", // text is what an input takes
    "long-title": "off", // the name of the model is content
    "valid-id": ["error", { relaxed: true }], // a dot parts the id of a section from its theme
    "wcag/h32": "off", // there are no forms to submit: nothing is sent
  },
};
